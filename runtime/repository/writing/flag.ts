import { printValue } from '../../values/print-value.js'
import { invalid } from '../refuse.js'
import type { Table } from '../table.js'

/** An option that is true or false; false unless given. */
export function flag(table: Table, name: string, value: unknown): boolean {
  if (value === undefined) return false
  if (typeof value === 'boolean') return value
  throw invalid(table, `${name} is true or false, not ${printValue(value)}.`)
}
