/**
 * What a connection of ours returns for a type of the database's own: the built-in ones that are no record of some kind.
 * undefined: types that the database defines itself, and those that the driver makes objects of.
 */
export const driverType = (declared: string): string | undefined => {
  const word = declared
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  if (!word.endsWith('[]')) return types.get(word)
  const element = word.slice(0, -2)
  const type = textsOutsideArrays.has(element) ? undefined : types.get(element)
  return type && `${type}[]`
}

const named = (type: string, names: string): readonly (readonly [string, string])[] =>
  names.split(', ').map((name) => [name, type])

/** An array of these comes as one text. */
const textsOutsideArrays: ReadonlyMap<string, string> = new Map(
  [
    'citext, money, name, "char", xml, bit, bit varying, varbit, tsvector, tsquery, pg_lsn, macaddr, macaddr8, hstore, ltree',
    'int4range, int8range, numrange, tsrange, tstzrange, daterange, int4multirange, tstzmultirange, datemultirange',
    'box, line, lseg, path, polygon, regclass, regproc, regtype',
  ].flatMap((names) => named('string', names)),
)

/** https://www.postgresql.org/docs/current/datatype.html */
const types: ReadonlyMap<string, string> = new Map([
  ...named(
    'number',
    'smallint, integer, int, int2, int4, oid, real, float4, double precision, float8, float',
  ),
  ...named('bigint', 'bigint, int8'),
  ...named('boolean', 'boolean, bool'),
  ...named('Uint8Array', 'bytea'),
  ...named('Date', 'timestamptz, timestamp with time zone'),
  ...named(
    'string',
    'timestamp, timestamp without time zone, timetz, time with time zone, time, time without time zone',
  ),
  ...named(
    'string',
    'date, numeric, decimal, text, varchar, character varying, char, bpchar, character, uuid, inet, cidr',
  ),
  ...textsOutsideArrays,
])
