import type { Access } from '../access.js'
import type { Column } from '../table.js'
import type { Row } from './batches.js'

/** A text that is the same for the same values of some columns, however they were written. */
export function keyText(
  { session }: Access,
  columns: readonly Column[],
  value: (column: Column, index: number) => unknown,
): string {
  const { write } = session
  return JSON.stringify(
    columns.map((column, i) => write.encodeText(column.type, value(column, i), column.place)),
  )
}

export const keyTextOfRow = (access: Access, columns: readonly Column[], row: unknown): string =>
  keyText(access, columns, ({ property }) => (row as Row)[property])

/** The rows in the order of their keys; undefined if one of them has no row. */
export function inOrder<R>(
  rows: readonly R[],
  keys: readonly string[],
  keyOf: (row: R) => string,
): R[] | undefined {
  if (rows.length === keys.length && rows.every((row, i) => keyOf(row) === keys[i])) return [...rows]
  const byKey = new Map(rows.map((row) => [keyOf(row), row]))
  const ordered: R[] = []
  for (const key of keys) {
    const row = byKey.get(key)
    if (row === undefined) return undefined
    ordered.push(row)
  }
  return ordered
}
