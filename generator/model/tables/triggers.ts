import { derivedName } from '../../naming/identifier.js'
import type { DraftTable } from '../draft.js'
import { historyColumns, type Trigger } from '../model.js'

/** One trigger keeps both the time of the last change and the count of changes. */
export const buildTriggers = (table: DraftTable): readonly Trigger[] => {
  const { timestamp, versioning } = table.behaviors
  const triggers: Trigger[] = []
  if (timestamp !== undefined || versioning !== undefined) {
    triggers.push({
      kind: 'touch',
      name: derivedName([table.name], 'touch'),
      updatedAt: timestamp?.updatedAt,
      version: versioning?.version,
    })
  }
  if (versioning !== undefined) {
    triggers.push({
      kind: 'history',
      name: derivedName([table.name], 'history'),
      table: versioning.history,
      columns: table.columns.map(({ entry }) => entry.name.value),
      key: table.primaryKey.length > 0 ? table.primaryKey.map(({ value }) => value) : undefined,
      actor: historyColumns.actor,
    })
  }
  return triggers
}
