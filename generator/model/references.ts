import type { ForeignKeyEntry, Located } from '../document/document.js'
import { splitReference } from '../document/elements/reference.js'
import type { DraftColumn, DraftTable, Placed } from './draft.js'

/** The foreign key that a column's `references` stands for. */
export const referenceEntry = ({ entry, origin }: DraftColumn): Placed<ForeignKeyEntry>[] => {
  if (entry.references === undefined) return []
  const { span } = entry.references
  const { table, column } = splitReference(entry.references.value) ?? {
    table: entry.references.value,
    column: undefined,
  }
  const foreignKey = {
    span,
    name: entry.referenceName,
    columns: [entry.name],
    table: { value: table, span },
    targetColumns: column === undefined ? [] : [{ value: column, span }],
    onDelete: entry.onDelete,
    onUpdate: entry.onUpdate,
    onSoftDelete: entry.onSoftDelete,
    deferrable: entry.deferrable,
    relation: entry.relation,
    inverse: entry.inverse,
  }
  return [{ entry: foreignKey, origin }]
}

/** The columns a foreign key points at: those named, else the primary key of the target. */
export const targetNames = (foreignKey: ForeignKeyEntry, target: DraftTable): readonly Located<string>[] =>
  foreignKey.targetColumns.length > 0 ? foreignKey.targetColumns : target.primaryKey
