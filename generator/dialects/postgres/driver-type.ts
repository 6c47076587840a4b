import { typesMadeBy } from './made-types.js'
import { bareName } from './sql-text/names.js'

/**
 * What a connection of ours returns for a type of the database's own: domains are what they are made of, other types that the
 * database defines itself are texts. undefined: what nobody knows of, and JSON, whose values are not written as they are read.
 */
export const driverTypes = (scripts: readonly string[]): ((declared: string) => string | undefined) => {
  const made = typesMadeBy(scripts)
  const typeOf = (declared: string, within: readonly string[] = []): string | undefined => {
    const name = bareName(declared.replace(/(?:\[\d*\])+$/, ''))
    if (within.includes(name)) return undefined
    const type = made.get(name)
    if (type === undefined) return builtIn(declared)
    const value = type.kind === 'domain' ? typeOf(type.base, [...within, name]) : 'string'
    return value !== undefined && declared.endsWith(']') ? arrayOf(value) : value
  }
  return typeOf
}

/** Arrays of arrays are not told from arrays of more dimensions. */
const arrayOf = (element: string): string | undefined => (element.endsWith('[]') ? undefined : `${element}[]`)

const builtIn = (declared: string): string | undefined => {
  const word = declared
    .replace(/\([^)]*\)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^interval [^[]*/, 'interval')
  const element = word.replace(/\[\]$/, '')
  const isOfExtension = ofExtensions.has(bareName(element).replace(/^.*\./, ''))
  const type = isOfExtension ? 'string' : types.get(element)
  if (element === word || type === undefined) return type
  return textsOutsideArrays.has(element) ? undefined : `${type}[]`
}

const named = (type: string, names: string): readonly (readonly [string, string])[] =>
  names.split(', ').map((name) => [name, type])

/** An array of these comes as one text. */
const textsOutsideArrays: ReadonlyMap<string, string> = new Map(
  [
    'name, "char", xml, bit, bit varying, varbit, tsvector, tsquery, pg_lsn, macaddr8, jsonpath',
    'int4range, int8range, tsrange, tstzrange, daterange',
    'int4multirange, int8multirange, nummultirange, tsmultirange, tstzmultirange, datemultirange',
    'box, line, lseg, path, polygon, regclass, regproc, regtype',
  ].flatMap((names) => named('string', names)),
)

/** Types of extensions, in whatever schema those are. */
const ofExtensions: ReadonlySet<string> = new Set(
  'citext, hstore, ltree, lquery, ltxtquery, cube, vector, halfvec, sparsevec, geometry, geography'.split(
    ', ',
  ),
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
    'timestamp, timestamp without time zone, timetz, time with time zone, time, time without time zone, interval',
  ),
  ...named(
    'string',
    'date, numeric, decimal, text, varchar, character varying, char, bpchar, character, uuid, inet, cidr',
  ),
  ...named('string', 'macaddr, money, numrange, point, circle'),
  ...textsOutsideArrays,
])
