import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { checkOptions, columnNamed, invalid, listFrom } from '../refuse.js'
import type { Column, Table } from '../table.js'
import { type ConflictTarget, conflictTarget } from './conflict-target.js'
import { flag } from './flag.js'
import { refusedInUpdate } from './update.js'

/** What the options of an upsert ask for. */
export type UpsertPlan = {
  readonly origin: 'upsert' | 'upsertMany'
  readonly target: ConflictTarget
  /** The columns that a row that is there may get; all that are given unless said otherwise. */
  readonly update: readonly Column[] | undefined
  readonly skipUnchanged: boolean
  readonly revive: boolean
  /** A row with the key may be deleted: it is left alone, and that is an error. */
  readonly meetsDeleted: boolean
}

/** Options as they come in: nothing in them is trusted yet. */
export type UpsertOptions = {
  readonly on?: unknown
  readonly update?: unknown
  readonly skipUnchanged?: unknown
  readonly revive?: unknown
}

const allowed = ['on', 'update', 'skipUnchanged', 'revive']

export function upsertPlan(access: Access, options: UpsertOptions, origin: UpsertPlan['origin']): UpsertPlan {
  const { table } = access
  checkOptions(table, options, allowed, origin)
  const target = conflictTarget(access, options.on, origin)
  const update = options.update === undefined ? undefined : columnsToUpdate(table, options.update, target)
  const skipUnchanged = flag(table, 'skipUnchanged', options.skipUnchanged)
  const revive = flag(table, 'revive', options.revive)
  if (revive && !table.deletedAt) throw invalid(table, 'revive needs a table with the soft-delete mixin.')
  if (revive && table.key.length === 0) throw invalid(table, 'revive needs a table with a primary key.')
  if (!target.isPlain && (revive || skipUnchanged || update?.length === 0)) {
    throw invalid(
      table,
      `revive, skipUnchanged and update: [] need a key of columns alone, and "${target.name}" has expressions, computed columns or a predicate.`,
    )
  }
  const meetsDeleted = table.deletedAt !== undefined && !target.live
  return { origin, target, update, skipUnchanged, revive, meetsDeleted }
}

function columnsToUpdate(table: Table, update: unknown, target: ConflictTarget): readonly Column[] {
  const names = listFrom(update)
  if (names === undefined) throw invalid(table, `update is a list of columns, not ${printValue(update)}.`)
  return names.map((name) => {
    const column = columnNamed(table, String(name), 'update')
    const reason = refusedInUpdate(table, column) ?? fixed(table, column, target)
    if (reason === undefined) return column
    throw invalid(table, `"${column.property}" cannot be updated: ${reason}.`, [column.name])
  })
}

const fixed = (table: Table, column: Column, target: ConflictTarget): string | undefined =>
  isFixed(table, column, target) ? 'the row is known by it' : undefined

const isFixed = (table: Table, column: Column, target: ConflictTarget): boolean =>
  target.columns.includes(column) || table.key.includes(column)

/** The columns that a row that is there gets of those that are given. */
export function changedColumns(
  table: Table,
  { target, update }: UpsertPlan,
  given: readonly Column[],
): readonly Column[] {
  return given.filter(
    (column) =>
      refusedInUpdate(table, column) === undefined &&
      !isFixed(table, column, target) &&
      (update === undefined || update.includes(column)),
  )
}
