import { codePoints } from './code-points.js'
import { roundDecimal, wholeDigits } from './decimal.js'
import { jsonText } from './json-text.js'
import { shortestReal } from './real.js'
import { refuse } from './refuse.js'
import { canonicalTime, isDate, isInstant } from './temporal.js'
import { type ColumnType, columnType } from './types.js'
import type { Place } from './writer.js'

/** A checked value in the form that both databases agree on; JSON, instants and decimals are texts already. */
export type Canonical = string | number | bigint | boolean | Uint8Array | readonly Canonical[]

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const INT8_MIN = -(2n ** 63n)
const INT8_MAX = 2n ** 63n - 1n

/** Checks a value (not null) against the type of its column and brings it into the form that will be read back. */
export function canonical(
  type: Exclude<ColumnType, { kind: 'native' }>,
  value: unknown,
  place: Place,
): Canonical {
  switch (type.kind) {
    case 'text':
      return withoutCut(text(value, place), type.length, place)
    case 'char':
      // PostgreSQL fills char(n) with blanks that mean nothing, so they are kept on neither database.
      // https://www.postgresql.org/docs/current/datatype-character.html
      return text(value, place).replace(/ +$/, '')
    case 'smallint':
      return integer(value, -32768, 32767, place)
    case 'integer':
      return integer(value, -2147483648, 2147483647, place)
    case 'bigint':
      return bigint(value, place)
    case 'real':
      return real(value, place)
    case 'double':
      return finite(value, place)
    case 'decimal':
      return decimal(value, type.precision, type.scale, place)
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse(place, value, 'true or false')
    case 'date':
      if (typeof value === 'string' && isDate(value)) return value
      return refuse(place, value, 'a day as a string, such as "2026-01-31"')
    case 'time':
      return time(value, place)
    case 'timestamp':
      if (value instanceof Date && isInstant(value)) return value.toISOString()
      return refuse(place, value, 'a valid Date in the years 0001 to 9999')
    case 'uuid':
      if (typeof value === 'string' && uuidShape.test(value)) return value.toLowerCase()
      return refuse(place, value, 'a UUID such as "018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7"')
    case 'json':
      return jsonText(value, place)
    case 'bytes':
      return value instanceof Uint8Array ? value : refuse(place, value, 'a Uint8Array')
    case 'array':
      return array(type.element, value, place)
    default:
      return unreachable(type)
  }
}

function text(value: unknown, place: Place): string {
  if (typeof value !== 'string') refuse(place, value, 'a string')
  if (/[\0\p{Surrogate}]/u.test(value))
    refuse(place, value, 'text without NUL characters and half surrogate pairs')
  if (place.values && !place.values.includes(value)) refuse(place, value, `one of ${place.values.join(', ')}`)
  return value
}

/**
 * PostgreSQL cuts blanks off that are too many for a varchar(n), without a word, where everything else that is too long is refused.
 * https://www.postgresql.org/docs/current/datatype-character.html
 */
function withoutCut(value: string, length: number | undefined, place: Place): string {
  if (length === undefined || !value.endsWith(' ') || codePoints(value) <= length) return value
  return refuse(place, value, `at most ${length} characters, blanks at the end among them`)
}

function integer(value: unknown, low: number, high: number, place: Place): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high) return value
  return refuse(place, value, `a whole number from ${low} to ${high}`)
}

function bigint(value: unknown, place: Place): bigint {
  const exact = typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value
  if (typeof exact === 'bigint' && exact >= INT8_MIN && exact <= INT8_MAX) return exact
  return refuse(place, value, 'a bigint from -2^63 to 2^63-1')
}

function finite(value: unknown, place: Place): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return refuse(place, value, 'a finite number')
}

function real(value: unknown, place: Place): number {
  const double = finite(value, place)
  const single = shortestReal(double)
  if (Number.isFinite(single) && (single !== 0 || double === 0)) return single
  return refuse(place, value, 'a number in the range of a 4-byte float (about 1e-45 to 3.4e38)')
}

function decimal(value: unknown, precision: number, scale: number, place: Place): string {
  const written = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  const rounded = typeof written === 'string' ? roundDecimal(written, scale) : undefined
  if (rounded === undefined) {
    refuse(
      place,
      value,
      `a decimal number as a string, such as "${scale === 0 ? '42' : '42.'.padEnd(3 + scale, '0')}"`,
    )
  }
  if (wholeDigits(rounded) > precision - scale) {
    refuse(
      place,
      value,
      `at most ${precision - scale} digits before the point, for decimal(${precision},${scale})`,
    )
  }
  return rounded
}

function time(value: unknown, place: Place): string {
  const time = typeof value === 'string' ? canonicalTime(value) : undefined
  return time ?? refuse(place, value, 'a time of day as a string, such as "13:45:00" or "13:45:00.25"')
}

function array(element: string, value: unknown, place: Place): readonly Canonical[] {
  if (!Array.isArray(value)) refuse(place, value, `an array of ${element}`)
  const type = columnType(element)
  // Not map(), which would leave holes as they are.
  return Array.from(value, (item: unknown) => {
    if (item === null || item === undefined) {
      return refuse(
        place,
        item,
        `elements that are not null${type.kind === 'json' ? ' (JSON null is JsonNull)' : ''}`,
      )
    }
    return type.kind === 'native' ? (item as Canonical) : canonical(type, item, place)
  })
}

function unreachable(type: never): never {
  throw new Error(`No canonical form for ${JSON.stringify(type)}.`)
}
