import type { RepositoryResult } from '../../session.js'
import { printValue } from '../../values/print-value.js'
import { readValue } from '../../values/read-value.js'
import type { Reader } from '../../values/reader.js'
import { type Access, allRows, type Shape } from '../access.js'
import { columnNamed, invalid, listFrom } from '../refuse.js'
import type { Column } from '../table.js'
import { selected } from './projection.js'

/** Some of a table's columns instead of all of them. */
export type Selection = {
  readonly columns: readonly Column[]
  /** Selected for the sake of what is included, and taken out again. */
  readonly hidden: readonly Column[]
}

/** Reads `select` into the shape; `needed` are columns that must come along. */
export function parseSelect(
  access: Access,
  select: unknown,
  needed: readonly Column[],
  shape: Shape,
): Selection | undefined {
  if (select === undefined) return undefined
  const { table } = access
  const names = listFrom(select) ?? []
  if (names.length === 0) throw invalid(table, `select is a list of columns, not ${printValue(select)}.`)
  const columns = [...new Set(names.map((name) => columnNamed(table, String(name), 'select')))]
  const hidden = [...new Set(needed.filter((column) => !columns.includes(column)))]
  shape.key += ` [${[...columns, ...hidden].map(({ index }) => index).join(' ')}]`
  return { columns, hidden }
}

/** The columns that stand in the list of a SELECT: the selected ones, or all. */
export const listedColumns = ({ table }: Access, selection: Selection | undefined): readonly Column[] =>
  selection === undefined ? table.columns : [...selection.columns, ...selection.hidden]

/** The list of a SELECT: of the selected columns, or of all. */
export const listOf = ({ projection, session }: Access, selection: Selection | undefined): string =>
  selection === undefined
    ? projection.list
    : [...selection.columns, ...selection.hidden].map((column) => selected(column, session)).join(', ')

/** The labels of that list. */
export const labelsOf = ({ projection }: Access, selection: Selection | undefined): readonly string[] =>
  selection === undefined
    ? projection.labels
    : [...selection.columns, ...selection.hidden].map(({ name }) => name)

/** Rows of the selected columns, the hidden ones among them, or whole rows; what stands after these in a result is left alone. */
export function rowsOf(
  access: Access,
  { rows }: Pick<RepositoryResult, 'rows'>,
  selection: Selection | undefined,
  read: Reader = access.session.read,
): object[] {
  if (selection === undefined) return allRows(access, { rows }, read) as object[]
  const columns = [...selection.columns, ...selection.hidden]
  return rows.map((row) => readColumns(columns, row, read))
}

function readColumns(columns: readonly Column[], values: readonly unknown[], read: Reader): object {
  const row: { [property: string]: unknown } = {}
  for (let i = 0; i < columns.length; i++) {
    const { property, parsed } = columns[i] as Column
    const value = values[i]
    row[property] = value === null || value === undefined ? null : readValue(read, parsed, value)
  }
  return row
}

/** Takes out again what was selected for the sake of what is included. */
export function takeHidden(selection: Selection | undefined, rows: readonly object[]): void {
  for (const { property } of selection?.hidden ?? [])
    for (const row of rows) delete (row as { [property: string]: unknown })[property]
}
