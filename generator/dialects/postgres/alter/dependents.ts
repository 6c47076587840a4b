import type { Change } from '../../../changes/change.js'
import type { Model, Table } from '../../../model/model.js'
import type { Lowering } from '../../dialect.js'
import { stagedStep } from '../../object-steps.js'
import type { StagedStep } from '../../stages.js'
import { objects } from '../render.js'
import { affected, type Moved, type MovedColumns, movedByChanges } from './affected.js'
import { type AlteredTable, allCauses, changesOf } from './altered-table.js'
import { retypesOf } from './retyping.js'

/**
 * Views and scripts that stay the same, but stand in the way of what happens to a table, or would keep what it was:
 * https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export const remakeDependents = (
  migration: Lowering,
  tables: readonly AlteredTable[],
): readonly StagedStep[] => {
  const { before, after } = migration.models
  const widened = new Map(
    tables
      .filter((table) => changesOf(table, 'addColumn').length > 0)
      .flatMap((table) => namesOf(table).map((name) => [name, allCauses(table)] as const)),
  )
  const { views, scripts } = affected(
    migration,
    movedObjects(migration, tables),
    tables.flatMap(movedColumns),
    widened,
  )
  return [
    ...views.flatMap(({ name, causes }) => [
      ...viewStep('dropView', name, before, causes, migration),
      ...viewStep('createView', name, after, causes, migration),
    ]),
    ...scripts.flatMap(({ name, causes }) => [
      ...scriptStep('dropScript', name, before, causes, migration),
      ...scriptStep('createScript', name, after, causes, migration),
    ]),
  ]
}

const namesOf = ({ before, after }: { readonly before: Table; readonly after: Table }): readonly string[] => [
  ...new Set([before.name, after.name]),
]

const movedObjects = (migration: Lowering, tables: readonly AlteredTable[]): Moved => {
  const moved = new Map(movedByChanges(migration))
  for (const table of tables) {
    if (changesOf(table, 'renameTable').length === 0) continue
    for (const name of namesOf(table)) moved.set(name, allCauses(table))
  }
  return moved
}

/** Under the names before and after, because a view that stays is written for both. */
const movedColumns = (table: AlteredTable): readonly MovedColumns[] => {
  const columns = [
    ...changesOf(table, 'renameColumn').flatMap(({ from, to }) => [from, to]),
    ...changesOf(table, 'dropColumn').map(({ column }) => column.name),
    ...retypesOf(table).flatMap(({ column }) => [column.before.name, column.after.name]),
  ]
  return columns.length === 0
    ? []
    : [{ tables: namesOf(table), columns: [...new Set(columns)], causes: allCauses(table) }]
}

const viewStep = (
  kind: 'dropView' | 'createView',
  name: string,
  { views }: Model,
  causes: readonly Change[],
  { models }: Lowering,
): readonly StagedStep[] => {
  const view = views.find((each) => each.name === name)
  return view ? stagedStep({ kind, view }, causes, objects, models) : []
}

const scriptStep = (
  kind: 'dropScript' | 'createScript',
  name: string,
  { scripts }: Model,
  causes: readonly Change[],
  { models }: Lowering,
): readonly StagedStep[] => {
  const script = scripts.find((each) => each.name === name)
  return script ? stagedStep({ kind, script }, causes, objects, models) : []
}
