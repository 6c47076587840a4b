import type { TableAlteration } from '../../../changes/alterations.js'
import type { ChangeOf } from '../../../changes/change.js'
import type { DefaultValue, Model, Table } from '../../../model/model.js'
import { type TableDifference, tableDifference } from './differences.js'

/** One table that is altered, after the renames and as it shall be. */
export type SqliteAlteration = {
  readonly alteration: TableAlteration
  /** With its new names, and nothing else new. */
  readonly current: Table
  readonly wanted: Table
  readonly models: { readonly current: Model; readonly after: Model }
  readonly difference: TableDifference
  /** The oldest version that must be able to run the SQL. */
  readonly version: string
}

export const sqliteAlteration = (
  alteration: TableAlteration,
  models: SqliteAlteration['models'],
  version: string,
): SqliteAlteration => {
  const wanted = alteration.after
  const current = models.current.tables.find(({ name }) => name === wanted.name)
  if (!current) throw new Error(`Table ${wanted.name} is altered and does not exist before`)
  const difference = tableDifference(
    { table: current, model: models.current },
    { table: wanted, model: models.after },
  )
  return { alteration, current, wanted, models, difference, version }
}

/** What the changes say of one column's values, by the name that the column has at the end. */
export const fillingOf = (
  { alteration }: SqliteAlteration,
  column: string,
): { readonly backfill: DefaultValue | undefined; readonly park: string | undefined } => {
  const change = alteration.changes.find(
    (each): each is ChangeOf<'addColumn'> => each.kind === 'addColumn' && each.column.name === column,
  )
  return { backfill: change?.backfill, park: change?.park }
}

export const conversionOf = (
  { alteration }: SqliteAlteration,
  column: string,
): ChangeOf<'alterColumn'>['up'] | undefined =>
  alteration.changes.find(
    (each): each is ChangeOf<'alterColumn'> => each.kind === 'alterColumn' && each.after.name === column,
  )?.up
