import { ValueError } from '../errors.js'
import { JsonNull } from './json.js'
import { jsonText } from './json-text.js'
import { isInstant } from './temporal.js'
import type { Place } from './writer.js'

/** What a driver is given for a value whose column is not known. Arrays keep their shape: each database has its own idea of them. */
export type Parameter = string | number | bigint | boolean | Uint8Array | null | readonly unknown[]

const INT8_MIN = -(2n ** 63n)
const INT8_MAX = 2n ** 63n - 1n

/** Encodes by the value alone; `place` is for the message of a refusal. */
export function parameterOf(value: unknown, place: Place): Parameter {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isNaN(value) ? cannot(place, 'NaN, which SQL has no number for') : value
    case 'bigint':
      return value >= INT8_MIN && value <= INT8_MAX ? value : cannot(place, 'a bigint beyond 64 bits')
    case 'undefined':
      return null
    case 'object':
      return objectParameter(value, place)
    default:
      return cannot(place, `a ${typeof value}`)
  }
}

function objectParameter(value: object | null, place: Place): Parameter {
  if (value === null) return null
  if (value === JsonNull) return 'null'
  if (value instanceof Date) return instant(value, place)
  if (value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map((item: unknown) => parameterOf(item, place))
  return jsonText(value, place)
}

function instant(date: Date, place: Place): string {
  return isInstant(date)
    ? date.toISOString()
    : cannot(place, 'a Date that is invalid or outside the years 0001 to 9999')
}

function cannot(place: Place, what: string): never {
  throw new ValueError(`${place.table}.${place.column} cannot be ${what}.`, {
    table: place.table,
    columns: [place.column],
  })
}
