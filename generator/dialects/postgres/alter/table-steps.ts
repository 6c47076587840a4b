import { alterationsOf, tableNameBefore } from '../../../changes/alterations.js'
import { isFor, type Lowering } from '../../dialect.js'
import type { StagedStep } from '../../stages.js'
import { changeComment } from '../comments.js'
import { name as dialect } from '../versions.js'
import { addColumns } from './add-columns.js'
import { alterColumns } from './alter-columns.js'
import { type AlteredTable, alteredTable, changesOf, stepFor } from './altered-table.js'
import { bringBack } from './bring-back.js'
import { changeForeignKeys } from './change-foreign-keys.js'
import { changeIndexes } from './change-indexes.js'
import { changeKeys } from './change-keys.js'
import { changeTriggers } from './change-triggers.js'
import { dropColumns } from './drop-columns.js'
import { remakeAround } from './in-the-way.js'
import { addConstraints } from './new-constraints.js'
import { rename } from './rename-parts.js'
import { dropChecks, dropValueChecks, moveValues } from './value-checks.js'

/** The tables that are there before and after, whether something happens to them or not. */
export const keptTables = (migration: Lowering): readonly AlteredTable[] => {
  const { changes, models } = migration
  const alterations = new Map(
    alterationsOf(changes, models).map((alteration) => [alteration.after.name, alteration]),
  )
  const created = new Set(
    changes.flatMap((change) => (change.kind === 'createTable' ? [change.table.name] : [])),
  )
  return models.after.tables.flatMap((after, position) => {
    const before = models.before.tables.find(({ name }) => name === tableNameBefore(changes, after.name))
    if (!before || created.has(after.name) || !isFor(before, dialect) || !isFor(after, dialect)) return []
    const alteration = alterations.get(after.name) ?? { before, after, changes: [], enums: [] }
    const source = models.after.tables.findIndex(({ name }) => name === after.historyOf)
    return [alteredTable(alteration, migration, source < 0 ? position * 2 : source * 2 + 1)]
  })
}

/** All that happens within tables. */
export const tableSteps = (tables: readonly AlteredTable[]): readonly StagedStep[] =>
  tables.flatMap((table) => [
    ...rename(table, tables),
    ...dropChecks(table),
    ...dropValueChecks(table),
    ...remakeAround(table),
    ...addColumns(table),
    ...alterColumns(table),
    ...commentOnTable(table),
    ...dropColumns(table),
    ...bringBack(table),
    ...moveValues(table),
    ...addConstraints(table),
    ...changeIndexes(table),
    ...changeKeys(table),
    ...changeForeignKeys(table, tables),
    ...changeTriggers(table),
  ])

const commentOnTable = (table: AlteredTable): readonly StagedStep[] =>
  changesOf(table, 'commentTable').flatMap((change) =>
    stepFor(table, {
      stage: 'convert',
      causes: [change],
      statements: changeComment('TABLE', [table.after.name], change.after),
    }),
  )
