import type { Model } from '../model/model.js'
import type { Change } from './change.js'
import { renaming } from './elements.js'

/** What keeps history under any name that it has during the changes. */
export const historyTableNames = (changes: readonly Change[], before: Model): ReadonlySet<string> => {
  const names = new Set(
    before.tables.filter(({ historyOf }) => historyOf !== undefined).map(({ name }) => name),
  )
  for (const change of changes) {
    if (change.kind === 'createTable' && change.table.historyOf !== undefined) names.add(change.table.name)
    if (change.kind === 'renameTable' && names.has(change.from)) names.add(renaming(change)(change.from))
  }
  return names
}

/** Whether a change follows from another one, so that nobody would count it as one of its own. */
export const isConsequence = (
  change: Change,
  changes: readonly Change[],
  histories: ReadonlySet<string>,
): boolean => {
  if (histories.has(tableOf(change))) return true
  switch (change.kind) {
    case 'renamePart':
    case 'addTrigger':
    case 'dropTrigger':
      return true
    case 'addForeignKey':
      return comesWith('addColumn', change.table, change.foreignKey.columns, changes)
    case 'dropForeignKey':
      return comesWith('dropColumn', change.table, change.foreignKey.columns, changes)
    case 'addUnique':
      return comesWith('addColumn', change.table, change.unique.columns, changes)
    case 'dropUnique':
      return comesWith('dropColumn', change.table, change.unique.columns, changes)
    default:
      return false
  }
}

const tableOf = (change: Change): string => {
  if ('table' in change) return typeof change.table === 'string' ? change.table : change.table.name
  if (change.kind === 'renameTable') return change.from
  return change.kind === 'retargetTable' ? change.after.name : ''
}

const comesWith = (
  kind: 'addColumn' | 'dropColumn',
  table: string,
  columns: readonly string[],
  changes: readonly Change[],
): boolean =>
  changes.some(
    (change) => change.kind === kind && change.table === table && columns.includes(change.column.name),
  )
