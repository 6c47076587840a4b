import { InvalidQueryError } from '../errors.js'
import { printValue } from '../values/print-value.js'
import { insteadOf } from './suggest.js'
import type { Column, Table } from './table.js'

export function invalid(table: Table, message: string, columns: readonly string[] = []): InvalidQueryError {
  return new InvalidQueryError(`${table.name}: ${message}`, { table: table.name, columns })
}

/** The column of that property; what is no own column, `__proto__` among it, is refused. */
export function columnNamed(
  table: Table,
  property: string,
  where: string,
  isPossible: (column: Column) => boolean = () => true,
): Column {
  const column = table.byProperty.get(property)
  if (column) return column
  const names = table.columns.filter(isPossible).map((possible) => possible.property)
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
    throw invalid(table, `${method} takes its options as an object, not ${printValue(options)}.`)
  }
  for (const name of Object.keys(options)) {
    if (!allowed.includes(name)) {
      throw invalid(table, `${method} has no option "${name}". ${insteadOf(name, allowed)}`)
    }
  }
}

/** A list in which holes are `undefined`, as what is missing elsewhere is: map() and every() pass over them. */
export const listFrom = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? Array.from<unknown>(value) : undefined

export function isPlainObject(value: unknown): value is { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
