import { enumNameAfter, type TableAlteration } from '../../../changes/alterations.js'
import type { ChangeOf } from '../../../changes/change.js'
import { changeOfColumn } from '../../../changes/change-of-column.js'
import type { Column, DefaultValue, Table } from '../../../model/model.js'
import type { Lowering } from '../../dialect.js'
import { valueCheckName } from '../value-checks.js'
import { type Side, type TableDifference, tableDifference } from './differences.js'
import { type AfterRenames, columnNameBefore } from './native-renames.js'

/** One table that is altered, after the renames and as it shall be. */
export type SqliteAlteration = {
  readonly alteration: TableAlteration
  /** With its new names, and nothing else new. */
  readonly current: Table
  readonly wanted: Table
  readonly sides: { readonly current: Side; readonly wanted: Side }
  /** Enums of its columns that change, by the names that they have at the end. */
  readonly enums: ReadonlyMap<string, ChangeOf<'alterEnum'>>
  readonly difference: TableDifference
  /** The oldest version that must be able to run the SQL. */
  readonly version: string
}

export const sqliteAlteration = (
  alteration: TableAlteration,
  renamed: AfterRenames,
  { changes, models, version }: Lowering,
): SqliteAlteration => {
  const wanted = alteration.after
  const current = renamed.model.tables.find(({ name }) => name === wanted.name)
  if (!current) throw new Error(`Table ${wanted.name} is altered and does not exist before`)
  const sides = {
    current: { table: current, model: renamed.model, checkName: formerCheckName(alteration, renamed) },
    wanted: {
      table: wanted,
      model: models.after,
      checkName: (column: Column) => valueCheckName(wanted, column),
    },
  }
  return {
    alteration,
    current,
    wanted,
    sides,
    enums: new Map(alteration.enums.map((change) => [enumNameAfter(changes, change), change])),
    difference: tableDifference(sides.current, sides.wanted),
    version,
  }
}

/** The name of a check is the one thing that does not follow a rename. */
const formerCheckName =
  ({ before, after }: TableAlteration, { renames }: AfterRenames) =>
  (column: Column): string =>
    valueCheckName(before, { ...column, name: columnNameBefore(renames, after.name, column.name) })

/** What the changes say of one column's values, by the name that the column has at the end. */
export const fillingOf = (
  { alteration: { changes, after } }: SqliteAlteration,
  column: string,
): { readonly backfill: DefaultValue | undefined; readonly park: string | undefined } => {
  const change = changeOfColumn(changes, 'addColumn', { table: after.name, column })
  return { backfill: change?.backfill, park: change?.park }
}

export const conversionOf = (
  { alteration: { changes, after } }: SqliteAlteration,
  column: string,
): ChangeOf<'alterColumn'>['up'] | undefined =>
  changeOfColumn(changes, 'alterColumn', { table: after.name, column })?.up
