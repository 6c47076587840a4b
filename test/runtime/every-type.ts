import type { SchemaDefinition } from '../../runtime/index.js'
import type { DialectName } from '../../runtime/session.js'

const types = {
  text: ['text', 'TEXT', 'text'],
  varchar: ['varchar(255)', 'TEXT', 'varchar(255)'],
  char: ['char(5)', 'TEXT', 'char(5)'],
  smallint: ['smallint', 'INTEGER', 'smallint'],
  integer: ['integer', 'INTEGER', 'integer'],
  bigint: ['bigint', 'INTEGER', 'bigint'],
  real: ['real', 'REAL', 'real'],
  double: ['double', 'REAL', 'double precision'],
  decimal: ['decimal(12,2)', 'NUMERIC', 'numeric(12,2)'],
  whole: ['decimal(15,0)', 'NUMERIC', 'numeric(15,0)'],
  huge: ['decimal(38,10)', 'TEXT', 'numeric(38,10)'],
  boolean: ['boolean', 'INTEGER', 'boolean'],
  date: ['date', 'TEXT', 'date'],
  time: ['time', 'TEXT', 'time'],
  timestamp: ['timestamp', 'TEXT', 'timestamptz(3)'],
  uuid: ['uuid', 'TEXT', 'uuid'],
  json: ['json', 'TEXT', 'jsonb'],
  bytes: ['bytes', 'BLOB', 'bytea'],
  mood: ['enum(mood)', 'TEXT', 'mood'],
  texts: ['text[]', 'TEXT', 'text[]'],
  integers: ['integer[]', 'TEXT', 'integer[]'],
  bigints: ['bigint[]', 'TEXT', 'bigint[]'],
  doubles: ['double[]', 'TEXT', 'double precision[]'],
  reals: ['real[]', 'TEXT', 'real[]'],
  decimals: ['decimal(38,10)[]', 'TEXT', 'numeric(38,10)[]'],
  booleans: ['boolean[]', 'TEXT', 'boolean[]'],
  dates: ['date[]', 'TEXT', 'date[]'],
  times: ['time[]', 'TEXT', 'time[]'],
  timestamps: ['timestamp[]', 'TEXT', 'timestamptz(3)[]'],
  uuids: ['uuid[]', 'TEXT', 'uuid[]'],
  jsons: ['json[]', 'TEXT', 'jsonb[]'],
  byteses: ['bytes[]', 'TEXT', 'bytea[]'],
  moods: ['enum(mood)[]', 'TEXT', 'mood[]'],
} as const

export type TypeName = keyof typeof types
export const typeNames = Object.keys(types) as TypeName[]

export function typeOf(name: TypeName): string {
  return types[name][0]
}

/** A table with a nullable column of every type, as the dialects create it. */
export function everyTypeDdl(dialect: DialectName): string[] {
  const index = dialect === 'sqlite' ? 1 : 2
  const columns = typeNames.map((name) => `"${name}" ${types[name][index]}`)
  const table = `CREATE TABLE every_type (id integer PRIMARY KEY, ${columns.join(', ')})`
  return dialect === 'sqlite' ? [table] : ["CREATE TYPE mood AS ENUM ('so so', 'good', 'a,\"b\\')", table]
}

export const everyType: SchemaDefinition = {
  tables: [
    {
      name: 'every_type',
      columns: { id: 'integer', ...Object.fromEntries(typeNames.map((name) => [name, `${typeOf(name)}?`])) },
      enums: { mood: ['so so', 'good', 'a,"b\\'] },
      primaryKey: ['id'],
      decode: (row) => row,
    },
  ],
}
