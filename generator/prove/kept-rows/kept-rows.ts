import type { Change } from '../../changes/change.js'
import type { Table } from '../../model/model.js'
import type { Lineage } from '../lineage.js'
import { type ComparedColumn, compareRows } from './compare-rows.js'
import { countsAgain } from './counts-again.js'
import { newHistories } from './new-histories.js'
import { sameAfterDown, sameAfterUp } from './same-as-before.js'
import { type Snapshot, selected } from './snapshot.js'

export type RowsRequest = { readonly lineage: Lineage; readonly changes: readonly Change[] }

/** What is wrong with the rows after up: each kept column must hold what it held. */
export const rowsAfterUp = (
  { lineage, changes }: RowsRequest,
  before: Snapshot,
  after: Snapshot,
): readonly string[] => [
  ...newHistories({ lineage, changes }, after),
  ...lineage.kept.flatMap((table) => [
    ...compareRows({
      table: table.after.name,
      columns: table.columns.map((column) => ({
        name: column.after.name,
        key: isKey(table.before, column.before.name) && isKey(table.after, column.after.name),
        same: sameAfterUp(column, table),
      })),
      before: selected(
        before,
        table.before,
        table.columns.map((column) => column.before.name),
      ),
      after: selected(
        after,
        table.after,
        table.columns.map((column) => column.after.name),
      ),
    }),
    ...table.columns.flatMap((column) => countsAgain(column, table, 'up', { before, after })),
  ]),
]

/** After down: everything that was not declared lost must be as it was at the start. */
export const rowsAfterDown = (
  { lineage }: RowsRequest,
  before: Snapshot,
  after: Snapshot,
): readonly string[] => [
  ...lineage.kept.flatMap((table) => {
    const parked = table.dropped.filter((dropped) => dropped.parked).map(({ column }) => column)
    const columns = [
      ...table.columns.map((column) => ({
        name: column.before.name,
        same: sameAfterDown(column, table),
      })),
      ...parked.map(({ name }) => ({ name, same: equal })),
    ]
    return [
      ...wholeTable(table.before, columns, before, after),
      ...[...table.columns, ...parked.map(there)].flatMap((column) =>
        countsAgain(column, table, 'down', { before, after }),
      ),
    ]
  }),
  ...lineage.dropped
    .filter(({ parked }) => parked)
    .flatMap(({ table }) => {
      const columns = table.columns.map(({ name }) => ({ name, same: equal }))
      return [
        ...wholeTable(table, columns, before, after),
        ...table.columns
          .map(there)
          .flatMap((column) => countsAgain(column, there(table), 'down', { before, after })),
      ]
    }),
]

/** What was parked is after the way back what it was before. */
const there = <T>(part: T): { readonly before: T; readonly after: T } => ({ before: part, after: part })

const wholeTable = (
  table: Table,
  columns: readonly Omit<ComparedColumn, 'key'>[],
  before: Snapshot,
  after: Snapshot,
): readonly string[] => {
  const names = columns.map(({ name }) => name)
  return compareRows({
    table: table.name,
    columns: columns.map((column) => ({ ...column, key: isKey(table, column.name) })),
    before: selected(before, table, names),
    after: selected(after, table, names),
  })
}

const isKey = (table: Table, column: string): boolean => table.primaryKey?.columns.includes(column) ?? false

const equal: ComparedColumn['same'] = (before, after) => before === after
