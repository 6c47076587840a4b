import { roundDecimal } from './decimal.js'
import { parseJson } from './json.js'
import type { ScalarReader } from './reader.js'
import { canonicalInstant, parseInstant } from './temporal.js'
import { unreadable } from './unreadable.js'

/** The readings that are the same wherever a value comes from; what differs is in {@link ScalarReader} `json` and `array`. */
export const scalarReader: Omit<ScalarReader, 'json' | 'array'> = {
  text<T extends string = string>(value: unknown): T {
    return typeof value === 'string' ? (value as T) : unreadable(value, 'text')
  },
  number(value) {
    if (typeof value === 'number') return value
    if (typeof value === 'bigint') return Number(value)
    return typeof value === 'string' && value !== '' ? Number(value) : unreadable(value, 'a number')
  },
  bigint(value) {
    if (typeof value === 'bigint') return value
    if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value)
    return typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : unreadable(value, 'a bigint')
  },
  decimal(value, scale) {
    if (typeof value === 'string') return decimalText(value, scale)
    // A double keeps 15 digits exactly, and SQLite's NUMERIC is used for no more. https://www.sqlite.org/floatingpoint.html
    if (typeof value === 'number' && Number.isFinite(value)) return decimalText(value.toFixed(scale), scale)
    return typeof value === 'bigint' ? decimalText(value.toString(), scale) : unreadable(value, 'a decimal')
  },
  boolean(value) {
    if (typeof value === 'boolean') return value
    if (value === 1 || value === 1n || value === 't' || value === 'true') return true
    if (value === 0 || value === 0n || value === 'f' || value === 'false') return false
    return unreadable(value, 'a boolean')
  },
  date(value) {
    return typeof value === 'string' && !isShownOtherwise(value) ? value : unreadable(value, 'a date')
  },
  time(value) {
    return typeof value === 'string' ? value : unreadable(value, 'a time')
  },
  timestamp(value) {
    if (value instanceof Date) return value
    return typeof value === 'string' ? instant(value) : unreadable(value, 'a timestamp')
  },
  uuid(value) {
    return typeof value === 'string' ? value : unreadable(value, 'a uuid')
  },
  bytes(value) {
    if (value instanceof Uint8Array) return plainBytes(value)
    if (typeof value === 'string' && value.startsWith('\\x')) return byteaBytes(value)
    return unreadable(value, 'bytes')
  },
  native<T>(value: unknown): T {
    return value as T
  },
}

/** JSON that arrives as text. */
export function readJsonText<T>(value: unknown): T {
  if (typeof value !== 'string') return value as T
  try {
    return parseJson(value) as T
  } catch {
    return unreadable(value, 'JSON')
  }
}

/**
 * Reads both forms of bytea; the older one has no backslash before an x. A connection of somebody else, or one behind a pooler that
 * keeps no settings, may have either. https://www.postgresql.org/docs/current/datatype-binary.html
 */
export function byteaBytes(text: string): Uint8Array {
  if (text.startsWith('\\x')) return new Uint8Array(Buffer.from(text.slice(2), 'hex'))
  const unescaped = text.replace(/\\(\\|[0-7]{3})/g, (_, escaped: string) =>
    escaped === '\\' ? escaped : String.fromCharCode(Number.parseInt(escaped, 8)),
  )
  return new Uint8Array(Buffer.from(unescaped, 'latin1'))
}

/** A day that PostgreSQL prints by another DateStyle than ISO begins with two digits, of which nobody can tell what they are. */
function isShownOtherwise(day: string): boolean {
  const third = day.charCodeAt(2)
  return third >= minus && third <= slash
}

const minus = 45
const slash = 47

function decimalText(text: string, scale: number): string {
  const point = text.indexOf('.')
  const complete = scale === 0 ? point < 0 : point > 0 && text.length - point - 1 === scale
  if (complete && !text.startsWith('-0')) return text
  return roundDecimal(text, scale) ?? unreadable(text, 'a decimal')
}

function instant(text: string): Date {
  const canonical = canonicalInstant(text)
  if (canonical !== undefined) return canonical
  if (text.length === 24 && text.endsWith('Z')) {
    const date = new Date(text)
    if (!Number.isNaN(date.getTime())) return date
  }
  return parseInstant(text) ?? unreadable(text, 'a timestamp')
}

/** Drivers return Buffer, whose equality, `slice` and JSON differ from the declared Uint8Array's. */
function plainBytes(value: Uint8Array): Uint8Array {
  if (value.constructor === Uint8Array) return value
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
}
