/** How other languages spell a type, and what to write here. */
const spellings: Readonly<Record<string, string>> = {
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  tinyint: 'smallint',
  mediumint: 'integer',
  short: 'smallint',
  long: 'bigint',
  bigserial: 'bigint, with `identity: serial`',
  serial: 'integer, with `identity: serial`',
  serial4: 'integer, with `identity: serial`',
  serial8: 'bigint, with `identity: serial`',
  smallserial: 'smallint, with `identity: serial`',
  number: 'integer, double or decimal(12,2)',
  float: 'double',
  float4: 'real',
  float8: 'double',
  'double precision': 'double',
  numeric: 'decimal(12,2)',
  dec: 'decimal(12,2)',
  money: 'decimal(12,2)',
  string: 'text or varchar(255)',
  str: 'text or varchar(255)',
  clob: 'text',
  citext: 'text',
  tinytext: 'text',
  mediumtext: 'text',
  longtext: 'text',
  nvarchar: 'varchar(255)',
  varchar2: 'varchar(255)',
  'character varying': 'varchar(255)',
  character: 'char(1)',
  bpchar: 'char(1)',
  bool: 'boolean',
  bit: 'boolean',
  datetime: 'timestamp',
  datetime2: 'timestamp',
  timestamptz: 'timestamp',
  'timestamp with time zone': 'timestamp',
  'timestamp without time zone': 'timestamp',
  timetz: 'time',
  'time without time zone': 'time',
  guid: 'uuid',
  uniqueidentifier: 'uuid',
  jsonb: 'json',
  object: 'json',
  map: 'json',
  blob: 'bytes',
  bytea: 'bytes',
  binary: 'bytes',
  varbinary: 'bytes',
  buffer: 'bytes',
}

export const foreignWords: readonly string[] = Object.keys(spellings)

/** Our word for a type of another language, with the length or precision that was given for it. */
export const spellingHere = (word: string, argument: string | undefined): string | undefined => {
  const lower = word.toLowerCase()
  const ours = Object.hasOwn(spellings, lower) ? spellings[lower] : undefined
  if (ours === undefined || argument === undefined) return ours
  return ours.replace(/\([^)]*\)$/, `(${argument})`)
}
