import type { Values } from './pointing-at.js'
import type { Reference } from './table-facts.js'
import type { TableVariables, Variable } from './variables.js'

/** Which row of its table, and which try at it. */
export type Turn = { readonly row: number; readonly attempt: number }

/** Rows without a value here and there, and rows that leave to the database what they can. */
const nullRow = 3
const shortRow = 2
const period = 4

/** The row of each table of a group at a turn; `before` are rows of the same group that are made already. */
export const makeRows = (
  group: readonly TableVariables[],
  before: ReadonlyMap<string, readonly Values[]>,
  turn: Turn,
): ReadonlyMap<string, Values> => {
  const rows = new Map(group.map((table) => [table.facts.table.name, chosen(table, turn)]))
  // A row may need a value that another only has once it found its own.
  for (let pass = 0; pass <= group.length; pass++)
    for (const table of group) for (const reference of table.open) resolve(table, reference, { rows, before })
  for (const table of group) closeOpen(table, rows.get(table.facts.table.name))
  return rows
}

const chosen = ({ variables }: TableVariables, turn: Turn): Map<string, string> => {
  const values = new Map<string, string>()
  for (const [position, variable] of variables.entries()) choose(values, variable, position, turn)
  return values
}

const choose = (
  values: Map<string, string>,
  { columns, choices, mayBeNull, mayBeLeftOut }: Variable,
  position: number,
  { row, attempt }: Turn,
): void => {
  if (choices.length === 0 || (mayBeLeftOut && row % period === shortRow)) return
  const isNull = mayBeNull && row % period === nullRow
  // Columns of one type begin at different values: a row that had the same in all would not tell if two of them were swapped.
  const choice = choices[(row + position + attempt * (1 + (position % 3))) % choices.length]
  for (const [at, column] of columns.entries()) values.set(column, isNull ? 'NULL' : (choice?.[at] ?? 'NULL'))
}

type Made = {
  readonly rows: ReadonlyMap<string, Map<string, string>>
  readonly before: ReadonlyMap<string, readonly Values[]>
}

/** Points at a row that was made before, else at the one of the same turn, which for its own table is itself. */
const resolve = (
  { facts }: TableVariables,
  { columns, table, targetColumns }: Reference,
  { rows, before }: Made,
): void => {
  const values = rows.get(facts.table.name)
  const target = table === undefined ? undefined : rows.get(table)
  if (values === undefined || target === undefined || columns.every((column) => values.has(column))) return
  const earlier = table === facts.table.name ? (before.get(facts.table.name) ?? []).toReversed() : []
  const candidates: readonly Values[] = [...earlier, target]
  const isRoot = table === facts.table.name && earlier.length === 0
  if (isRoot && columns.some((column) => !values.has(column) && !facts.required.has(column))) return
  const found = candidates.find((candidate) => fits(candidate, values, columns, targetColumns))
  for (const [position, column] of columns.entries()) {
    const value = found?.get(targetColumns[position] ?? '')
    if (value !== undefined && !values.has(column)) values.set(column, value)
  }
}

const fits = (
  candidate: Values,
  values: Values,
  columns: readonly string[],
  targetColumns: readonly string[],
): boolean =>
  columns.every((column, position) => {
    const value = candidate.get(targetColumns[position] ?? '')
    return value !== undefined && (!values.has(column) || values.get(column) === value)
  })

/** What found nothing to point at points at nothing. */
const closeOpen = ({ open }: TableVariables, values: Map<string, string> | undefined): void => {
  for (const column of open.flatMap(({ columns }) => columns))
    if (values?.has(column) === false) values.set(column, 'NULL')
}
