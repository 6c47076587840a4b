import type { Model, Table } from '../../model/model.js'
import { applyChange } from '../apply.js'
import type { Change } from '../change.js'
import { isSameTable, naming, type Renames } from './renames.js'

/** A table that exists before and after, in the three forms in which the difference is worked out. */
export type TablePair = {
  readonly before: Table
  /** Before, with every rename of tables, columns and enums done. */
  readonly moved: Table
  readonly after: Table
}

export type Paired = {
  readonly pairs: readonly TablePair[]
  readonly gone: readonly Table[]
  readonly added: readonly Table[]
  /** The whole model before with the renames done. */
  readonly moved: Model
}

export const renameChanges = (renames: Renames): readonly Change[] => [
  ...renames.enums.map((rename): Change => ({ kind: 'renameEnum', ...rename })),
  ...renames.tables.map((rename): Change => ({ kind: 'renameTable', ...rename })),
  ...renames.columns.map((rename): Change => ({ kind: 'renameColumn', ...rename })),
]

/** Which table became which. */
export const pairTables = (before: Model, after: Model, renames: Renames): Paired => {
  const moved = renameChanges(renames).reduce(applyChange, before)
  const newName = naming(renames.tables)
  const formerly = new Map(before.tables.map((table) => [newName(table.name), table]))
  const movedByName = new Map(moved.tables.map((table) => [table.name, table]))
  const pairs = after.tables.flatMap((table) => {
    const former = formerly.get(table.name)
    const middle = movedByName.get(table.name)
    return former && middle && isSameTable(former, table, renames.tables)
      ? [{ before: former, moved: middle, after: table }]
      : []
  })
  const stays = new Set(pairs.flatMap((pair) => [pair.before, pair.after]))
  return {
    moved,
    pairs,
    gone: before.tables.filter((table) => !stays.has(table)),
    added: after.tables.filter((table) => !stays.has(table)),
  }
}
