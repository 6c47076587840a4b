import { printValue } from '../../values/print-value.js'
import { invalid } from '../refuse.js'
import type { Table } from '../table.js'
import type { OperatorName } from './operators.js'

/** What an operand is compared with, for messages. */
export type Named = { readonly property: string }

export function listOf(
  table: Table,
  { property }: Named,
  operator: OperatorName,
  value: unknown,
): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw invalid(table, `${operator} of "${property}" takes a list, not ${printValue(value)}.`)
  }
  if (value.includes(undefined) || value.includes(null)) {
    const hint = 'Ask for NULL with isNull.'
    throw invalid(table, `${operator} of "${property}" has null or undefined in its list. ${hint}`)
  }
  return value
}

export function pairOf(table: Table, { property }: Named, value: unknown): readonly [unknown, unknown] {
  if (Array.isArray(value) && value.length === 2 && value[0] != null && value[1] != null) {
    return [value[0], value[1]]
  }
  throw invalid(table, `between of "${property}" takes [from, to], not ${printValue(value)}.`)
}

/** SQLite takes patterns of 50,000 bytes, which this is at the most: https://sqlite.org/limits.html#max_like_pattern_length */
const longestPattern = 16_000

export function textOf(table: Table, { property }: Named, operator: OperatorName, value: unknown): string {
  if (typeof value !== 'string') {
    throw invalid(table, `${operator} of "${property}" takes a text, not ${printValue(value)}.`)
  }
  if (operator !== 'contains' && value.length > longestPattern) {
    const message = `${operator} of "${property}" takes at most ${longestPattern} characters, not ${value.length}.`
    throw invalid(table, message)
  }
  if (value.includes('\0')) throw invalid(table, `${operator} of "${property}" has a NUL character.`)
  if (operator.endsWith('like') && /(^|[^\\])(\\\\)*\\$/.test(value)) {
    throw invalid(table, `${operator} of "${property}" ends in a backslash that stands before nothing.`)
  }
  return value
}

export function undefinedValue(table: Table, name: string): Error {
  const hint = 'Leave it out, or use null for IS NULL.'
  return invalid(table, `"${name}" in where is undefined. ${hint}`)
}
