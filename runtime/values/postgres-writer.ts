import { arrayLiteral } from './array-literal.js'
import { type Canonical, canonical } from './canonical.js'
import { parameterOf } from './parameter.js'
import { refuse } from './refuse.js'
import { columnType } from './types.js'
import type { Place, Writer } from './writer.js'

/** Values as the text protocol of PostgreSQL carries them; the server reads them by the type of the column. */
export const postgresWriter: Writer = {
  encode(type, value, place) {
    if (isNull(value, place)) return null
    const column = columnType(type)
    if (column.kind === 'native') return postgresParameter(value, place)
    const checked = canonical(column, value, place)
    if (typeof checked === 'bigint') return checked.toString()
    if (checked instanceof Uint8Array)
      return Buffer.from(checked.buffer, checked.byteOffset, checked.byteLength)
    return typeof checked === 'object' ? textOf(checked) : checked
  },
  encodeList(type, values, place) {
    return textList(values.map((value) => postgresWriter.encodeText(type, value, place)))
  },
  encodeText(type, value, place) {
    if (isNull(value, place)) return null
    const column = columnType(type)
    if (column.kind === 'native') return textOf(postgresParameter(value, place))
    return textOf(canonical(column, value, place))
  },
}

/**
 * Texts as one array. It goes as a text that the server takes apart, because drivers write arrays in ways of their own, and not
 * all of them for every type.
 */
export const textList = (texts: readonly unknown[]): string =>
  arrayLiteral(texts as readonly (string | null)[])

/** A parameter of a query whose column is not known. Arrays stay arrays, which the driver writes as PostgreSQL's. */
export function postgresParameter(value: unknown, place: Place): unknown {
  // The driver's own way for classes that know their text, such as those of pg-range.
  // https://node-postgres.com/features/types
  if (typeof value === 'object' && value !== null && 'toPostgres' in value) return value
  const parameter = parameterOf(value, place)
  return typeof parameter === 'bigint' ? parameter.toString() : parameter
}

function isNull(value: unknown, place: Place): boolean {
  if (value === undefined) refuse(place, value, 'a value, or null')
  return value === null
}

function textOf(value: Canonical | unknown): string {
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value))
    return arrayLiteral(value.map((item: unknown) => (item === null ? null : textOf(item))))
  return String(value)
}
