import type { UniqueEntry } from '../../document/document.js'
import { derivedName } from '../../naming/identifier.js'
import type { DraftTable, Placed } from '../draft.js'
import type { Index, Unique } from '../model.js'

/** Constraints of a table that really deletes. */
export const buildUniques = (table: DraftTable): readonly Unique[] =>
  table.behaviors.softDelete === undefined
    ? table.uniques.map(({ entry, origin }) => ({
        name: uniqueName(table, entry),
        columns: entry.columns.map(({ value }) => value),
        nullsDistinct: entry.nullsDistinct,
        deferrable: entry.deferrable?.value ?? 'no',
        meta: { origin },
      }))
    : []

/** Where deleted rows stay, only the live ones must differ, and only an index can say that. */
export const buildLiveUniques = (table: DraftTable): readonly Index[] => {
  const live = table.behaviors.softDelete?.deletedAt
  return live === undefined ? [] : table.uniques.map((unique) => liveUnique(table, unique, live))
}

const liveUnique = (table: DraftTable, { entry, origin }: Placed<UniqueEntry>, live: string): Index => ({
  name: uniqueName(table, entry),
  unique: true,
  elements: entry.columns.map(({ value }) => ({
    kind: 'column',
    column: value,
    descending: false,
    nulls: undefined,
    collate: undefined,
    operatorClass: undefined,
  })),
  where: undefined,
  live,
  include: [],
  using: undefined,
  nullsDistinct: entry.nullsDistinct,
  dialects: undefined,
  meta: { origin, was: undefined },
})

const uniqueName = (table: DraftTable, entry: UniqueEntry): string =>
  entry.name?.value ?? derivedName([table.name, ...entry.columns.map(({ value }) => value)], 'key')
