import { InvalidQueryError } from '../errors.js'
import { insteadOf } from './suggest.js'
import type { Column, Table } from './table.js'

export function invalid(table: Table, message: string, columns: readonly string[] = []): InvalidQueryError {
  return new InvalidQueryError(`${table.name}: ${message}`, { table: table.name, columns })
}

/** The column of that property; what is no own column, `__proto__` among it, is refused. */
export function columnNamed(table: Table, property: string, where: string): Column {
  const column = table.byProperty.get(property)
  if (column) return column
  const names = [...table.byProperty.keys()]
  throw invalid(table, `there is no column "${property}" for ${where}. ${insteadOf(property, names)}`)
}

/** Refuses options that do not exist: a misspelt `where` would mean every row. */
export function checkOptions(
  table: Table,
  options: object,
  allowed: readonly string[],
  method: string,
): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw invalid(table, `${method} takes its options as an object, not ${printed(options)}.`)
  }
  for (const name of Object.keys(options)) {
    if (!allowed.includes(name)) {
      throw invalid(table, `${method} has no option "${name}". ${insteadOf(name, allowed)}`)
    }
  }
}

/** A value in a message: short, and of any type. */
export function printed(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid Date' : value.toISOString()
  if (ArrayBuffer.isView(value)) return 'bytes'
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`
  const text =
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)) ?? 'undefined'
  return text.length > 80 ? `${text.slice(0, 77)}...` : text
}

export function isPlainObject(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
