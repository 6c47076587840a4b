import type { ForeignKeyEntry, Located } from '../document/document.js'
import type { DraftColumn, DraftTable, Placed } from './draft.js'

/** `table` or `table.column`; names may have dots themselves, so what is declared decides. */
const splitReference = (
  text: string,
  tables: ReadonlySet<string>,
): { readonly table: string; readonly column: string | undefined } => {
  if (tables.has(text)) return { table: text, column: undefined }
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
    const table = text.slice(0, dot)
    if (tables.has(table)) return { table, column: text.slice(dot + 1) }
  }
  const dot = text.lastIndexOf('.')
  return dot < 0
    ? { table: text, column: undefined }
    : { table: text.slice(0, dot), column: text.slice(dot + 1) }
}

/** The foreign key that a column's `references` stands for. */
export const referenceEntry = (
  { entry, origin }: DraftColumn,
  tables: ReadonlySet<string>,
): Placed<ForeignKeyEntry>[] => {
  if (entry.references === undefined) return []
  const { span } = entry.references
  const { table, column } = splitReference(entry.references.value, tables)
  const foreignKey = {
    span,
    name: undefined,
    columns: [entry.name],
    table: { value: table, span },
    targetColumns: column === undefined ? [] : [{ value: column, span }],
    onDelete: entry.onDelete,
    onUpdate: entry.onUpdate,
    deferrable: entry.deferrable,
    relation: entry.relation,
    inverse: entry.inverse,
  }
  return [{ entry: foreignKey, origin }]
}

/** The columns a foreign key points at: those named, else the primary key of the target. */
export const targetNames = (foreignKey: ForeignKeyEntry, target: DraftTable): readonly Located<string>[] =>
  foreignKey.targetColumns.length > 0 ? foreignKey.targetColumns : target.primaryKey
