import { sameState } from '../../model/equal.js'
import type { Column, PrimaryKey, Table } from '../../model/model.js'
import type { ChangeOf, Conversion, TableChange } from '../change.js'
import { followsRenames } from '../rename-in-sql.js'
import type { ParkingNames } from './parking-names.js'
import type { ColumnRename } from './renames.js'
import type { TablePair } from './table-pairs.js'

export type ColumnDifferences = {
  /** Computed columns whose SQL cannot follow a rename; named as before all renames. */
  readonly early: readonly ChangeOf<'dropColumn'>[]
  readonly changes: readonly TableChange[]
}

/** Columns that come, change and go, in the order in which each finds what it is computed from. */
export const columnDifferences = (
  { before, moved, after }: TablePair,
  remade: ReadonlySet<string>,
  { parking, keyRenames }: { readonly parking: ParkingNames; readonly keyRenames: ReadonlySet<string> },
): ColumnDifferences => {
  const table = after.name
  const old = new Map(moved.columns.map((column) => [column.name, column]))
  const names = new Set(after.columns.map(({ name }) => name))
  const added = after.columns.filter(({ name }) => !old.has(name) || remade.has(name))
  const gone = moved.columns.filter(({ name }) => !names.has(name) && !remade.has(name))
  return {
    early: before.columns
      .filter((column, index) => remade.has(moved.columns[index]?.name ?? column.name))
      .map((column) => dropColumn(before.name, column, undefined)),
    changes: [
      ...computedLast(added).map((column) => addColumn(table, column)),
      ...after.columns.flatMap((column) => {
        const former = remade.has(column.name) ? undefined : old.get(column.name)
        return former === undefined || sameState(former, column) ? [] : [alterColumn(table, former, column)]
      }),
      ...keyDifference(table, keyRenames.has(table) ? renamedKey(moved, after) : moved.primaryKey, after),
      ...optionDifference(table, moved, after),
      ...computedLast(gone)
        .toReversed()
        .map((column) => dropColumn(table, column, parking.ofColumn(table, column.name))),
    ],
  }
}

/** Computed columns whose SQL cannot follow a rename, by their names with the renames done. */
export const remadeColumns = (
  { before, moved }: Pick<TablePair, 'before' | 'moved'>,
  renames: readonly ColumnRename[],
): ReadonlySet<string> =>
  new Set(
    before.columns.flatMap(({ name, generated }, index) =>
      generated === undefined || followsRenames(generated.sql, renames)
        ? []
        : [moved.columns[index]?.name ?? name],
    ),
  )

const computedLast = (columns: readonly Column[]): readonly Column[] => [
  ...columns.filter(({ generated }) => generated === undefined),
  ...columns.filter(({ generated }) => generated !== undefined),
]

const addColumn = (table: string, column: Column): TableChange => ({
  kind: 'addColumn',
  table,
  column,
  backfill: column.meta?.backfill,
  park: undefined,
})

const dropColumn = (table: string, column: Column, park: string | undefined): ChangeOf<'dropColumn'> => ({
  kind: 'dropColumn',
  table,
  column,
  backfill: undefined,
  park,
})

const alterColumn = (table: string, before: Column, after: Column): TableChange => {
  const retyped = !sameState(before.type, after.type)
  const required = before.nullable && !after.nullable
  const up: Conversion = {
    using: retyped ? after.meta?.using?.up : undefined,
    backfill: required ? after.meta?.backfill : undefined,
  }
  const down: Conversion = { using: retyped ? after.meta?.using?.down : undefined, backfill: undefined }
  return { kind: 'alterColumn', table, before, after, up, down }
}

/** The key before, under the name after: that it has another name is a change of its own. */
const renamedKey = ({ primaryKey: before }: Table, { primaryKey: after }: Table): PrimaryKey | undefined =>
  before && after && { ...before, name: after.name }

const keyDifference = (
  table: string,
  before: PrimaryKey | undefined,
  { primaryKey: after }: Table,
): readonly TableChange[] =>
  sameState(before, after) ? [] : [{ kind: 'changePrimaryKey', table, before, after }]

const optionDifference = (
  table: string,
  { options: before }: Table,
  { options: after }: Table,
): readonly TableChange[] =>
  sameState(before, after) ? [] : [{ kind: 'changeOptions', table, before, after }]
