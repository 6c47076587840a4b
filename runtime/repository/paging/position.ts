import { canonicalTime, isDate, parseInstant } from '../../values/temporal.js'
import type { Access } from '../access.js'
import type { Column } from '../table.js'
import type { Position } from './seek.js'
import type { TotalOrder } from './total-order.js'

/** A value of a position as JSON keeps it: texts of everything but truth values, and of what has no declared type. */
export type Written = null | boolean | number | string | { readonly b: string } | { readonly i: string }

/** Writes down what the database keeps in the columns of an order. */
export const writePosition = (order: TotalOrder, values: readonly unknown[]): readonly Written[] =>
  order.map(({ column }, index) => written(column, values[index]))

function written({ parsed }: Column, value: unknown): Written {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return { b: Buffer.from(value).toString('base64url') }
  if (parsed.kind === 'boolean') return value === true || Number(value) === 1
  if (parsed.kind !== 'native') return String(value)
  if (typeof value === 'bigint') return { i: String(value) }
  return typeof value === 'number' && Number.isFinite(value) ? value : String(value)
}

/** Reads what was written down back into parameters; `undefined` if it cannot have come from columns of these types. */
export function readPosition(
  access: Access,
  order: TotalOrder,
  values: readonly unknown[],
): Position | undefined {
  if (values.length !== order.length) return undefined
  try {
    return order.map(({ column }, index) => parameterOf(access, column, values[index]))
  } catch {
    return undefined
  }
}

/** The very value, not what would be made of it when it is written: another form of it stands elsewhere in the order. */
function parameterOf({ session }: Access, column: Column, value: unknown): unknown {
  const { parsed, type, place } = column
  if (value === null) return parsed.nullable ? null : refuse()
  const encode = (plain: unknown): unknown => session.write.encode(type, plain, place)
  if (parsed.kind === 'boolean') return encode(value)
  if (parsed.kind === 'bytes') return encode(bytesOf(value))
  if (parsed.kind === 'native') return encode(plainOf(value))
  if (typeof value !== 'string') return refuse()
  switch (parsed.kind) {
    case 'text':
    case 'char':
      return encode(value)
    case 'smallint':
    case 'integer':
      return encode(wholeNumber.test(value) ? Number(value) : refuse())
    case 'bigint':
      return encode(wholeNumber.test(value) ? BigInt(value) : refuse())
    case 'real':
    case 'double':
      return float.test(value) ? Number(value) : refuse()
    case 'decimal':
      return decimal.test(value) ? value : refuse()
    case 'date':
      return isDate(value) || farDate.test(value) ? value : refuse()
    case 'time':
      return canonicalTime(value) === undefined && value !== '24:00:00' ? refuse() : value
    case 'timestamp':
      return parseInstant(value) === undefined ? refuse() : value
    case 'uuid':
      encode(value)
      return value
    default:
      return refuse()
  }
}

const wholeNumber = /^-?\d{1,19}$/
const float = /^(?:-?(?:\d{1,400}(?:\.\d{1,400})?(?:e[+-]?\d{1,3})?|Infinity)|NaN)$/
const decimal = /^-?\d{1,1000}(?:\.\d{1,1000})?$/
/** Days that PostgreSQL has beside those of four-digit years. */
const farDate = /^(?:-?infinity|\d{5,7}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|\d{4}-\d\d-\d\d BC)$/

function bytesOf(value: unknown): Uint8Array {
  const text = tagged(value, 'b')
  return text === undefined ? refuse() : new Uint8Array(Buffer.from(text, 'base64url'))
}

function plainOf(value: unknown): unknown {
  if (typeof value !== 'object') return value
  const whole = tagged(value, 'i')
  return whole === undefined ? bytesOf(value) : BigInt(whole)
}

function tagged(value: unknown, tag: 'b' | 'i'): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, tag)) return undefined
  const text = (value as { readonly [key: string]: unknown })[tag]
  return typeof text === 'string' ? text : undefined
}

function refuse(): never {
  throw new TypeError('not a value of the column')
}
