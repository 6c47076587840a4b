import type { ForeignKeyEntry } from '../../document/document.js'
import { derivedName } from '../../naming/identifier.js'
import type { DraftTable, Placed } from '../draft.js'
import type { ForeignKey } from '../model.js'
import { targetNames } from '../references.js'

export const buildForeignKeys = (
  table: DraftTable,
  byName: ReadonlyMap<string, DraftTable>,
): readonly ForeignKey[] => table.foreignKeys.map((foreignKey) => buildForeignKey(table, foreignKey, byName))

const buildForeignKey = (
  table: DraftTable,
  { entry, origin }: Placed<ForeignKeyEntry>,
  byName: ReadonlyMap<string, DraftTable>,
): ForeignKey => {
  const target = byName.get(entry.table.value)
  return {
    name: foreignKeyName(table, entry),
    columns: entry.columns.map(({ value }) => value),
    table: entry.table.value,
    targetColumns: target === undefined ? [] : targetNames(entry, target).map(({ value }) => value),
    onDelete: entry.onDelete?.value ?? 'no action',
    onUpdate: entry.onUpdate?.value ?? 'no action',
    deferrable: entry.deferrable?.value ?? 'no',
    meta: {
      origin,
      relation: entry.relation?.value,
      inverse: entry.inverse?.value,
      explicitOnDelete: entry.onDelete !== undefined,
      onSoftDelete: entry.onSoftDelete?.value,
    },
  }
}

const foreignKeyName = (table: DraftTable, entry: ForeignKeyEntry): string =>
  entry.name?.value ?? derivedName([table.name, ...entry.columns.map(({ value }) => value)], 'fkey')
