import type { ForeignKeyEntry, IndexEntry } from '../../document/document.js'
import type { DraftTable } from '../draft.js'
import { quoted, quotedList } from '../quoted.js'
import type { RuleContext } from './rule.js'

/** What a foreign key points at must be unique in all rows of the target. */
export const checkReferencedKey = (
  entry: ForeignKeyEntry,
  target: DraftTable,
  names: readonly string[],
  { report }: RuleContext,
): void => {
  const wanted = asSet(names)
  const primary = target.primaryKey.map(({ value }) => value)
  if (asSet(primary) === wanted) return
  const unique = uniqueKeys(target).find((key) => asSet(key) === wanted)
  const live = target.behaviors.softDelete !== undefined
  if (unique !== undefined && !live) return
  report(
    'reference-target',
    entry.targetColumns[0]?.span ?? entry.table.span,
    `${quotedList(names)} of ${quoted(target.name)} is ${unique === undefined ? 'no' : 'not a complete'} unique key, so nothing can reference it`,
    unique === undefined
      ? `Reference the primary key, or make it unique: unique: [[${names.join(', ')}]]`
      : `${quoted(target.name)} soft-deletes: deleted rows stay, and only live ones must be unique. Reference the primary key${primary.length > 0 ? ` (${primary.join(', ')})` : ''}`,
  )
}

const uniqueKeys = (target: DraftTable): readonly (readonly string[])[] => [
  ...target.uniques
    .filter(({ entry }) => entry.deferrable === undefined || entry.deferrable.value === 'no')
    .map(({ entry }) => entry.columns.map(({ value }) => value)),
  ...target.indexes.flatMap(({ entry }) => uniqueIndexKey(entry) ?? []),
]

/** Only an index over all rows and plain columns is a key. */
const uniqueIndexKey = (entry: IndexEntry): readonly (readonly string[])[] | undefined => {
  if (!entry.unique || entry.where !== undefined || entry.dialects !== undefined) return undefined
  const columns = entry.elements.flatMap(({ value }) =>
    value.kind === 'column' && value.collate === undefined ? value.column : [],
  )
  return columns.length === entry.elements.length ? [columns] : undefined
}

const asSet = (names: readonly string[]): string => JSON.stringify([...names].sort())
