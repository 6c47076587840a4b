import type { ColumnEntry } from '../document/document.js'
import { blankBody } from '../document/elements/blank-column.js'
import type { DraftColumn, Placed } from './draft.js'
import type { Applied } from './mixins/apply.js'
import type { Origin } from './model.js'
import { quoted } from './quoted.js'
import type { Scope } from './scope.js'

/** Elements of the table itself are placed where they stand, those of mixins where the table names the mixin. */
export const place = <T extends { readonly span: Origin['span'] }>(
  entry: T,
  { origin }: Applied,
): Placed<T> => ({
  entry,
  origin: origin.mixin === undefined ? { span: entry.span, mixin: undefined } : origin,
})

/** Keys that mixins bring come first, then the table's own columns, those of its mixins, and what the built-in ones keep. */
const columnRank = (column: DraftColumn, builtIn: boolean): number => {
  if (column.origin.mixin === undefined) return 1
  if (column.entry.primaryKey?.value === true) return 0
  return builtIn ? 3 : 2
}

/** The columns of a table from all that bring some, by name, in their order. */
export const collectColumns = (
  table: string,
  sources: readonly Applied[],
  scope: Scope,
): ReadonlyMap<string, DraftColumn> => {
  const ranked: { readonly column: DraftColumn; readonly rank: number }[] = []
  const byName = new Map<string, DraftColumn>()
  const remarks = remarksAmong(sources)
  for (const source of sources) {
    for (const entry of source.members.columns) {
      if (remarks.get(entry.name.value) === entry) continue
      const column = place({ ...entry, ...remarkOf(remarks.get(entry.name.value)) }, source)
      const present = byName.get(entry.name.value)
      if (present !== undefined) {
        reportClash(table, present, column, scope)
        continue
      }
      byName.set(entry.name.value, column)
      ranked.push({ column, rank: columnRank(column, source.builtIn) })
    }
  }
  ranked.sort((a, b) => a.rank - b.rank)
  return new Map(ranked.map(({ column }) => [column.entry.name.value, column]))
}

/** What the table itself says of the migration of columns that its mixins bring: their former name, what rows get. */
const remarksAmong = ([own, ...mixins]: readonly Applied[]): ReadonlyMap<string, ColumnEntry> => {
  const brought = new Set(mixins.flatMap(({ members }) => members.columns.map(({ name }) => name.value)))
  const remarks = (own?.members.columns ?? []).filter(
    (entry) => brought.has(entry.name.value) && isRemark(entry),
  )
  return new Map(remarks.map((entry) => [entry.name.value, entry]))
}

const isRemark = (entry: ColumnEntry): boolean =>
  [entry.was, entry.backfill, entry.using].some((said) => said !== undefined) &&
  Object.entries(blankBody).every(
    ([key, blank]) => isOfMigration(key) || entry[key as keyof ColumnEntry] === blank,
  )

const isOfMigration = (key: string): boolean => key === 'was' || key === 'backfill' || key === 'using'

const remarkOf = (entry: ColumnEntry | undefined): Partial<ColumnEntry> =>
  entry === undefined
    ? {}
    : Object.fromEntries(
        Object.entries(entry).filter(([key, value]) => isOfMigration(key) && value !== undefined),
      )

const reportClash = (table: string, present: DraftColumn, second: DraftColumn, scope: Scope): void =>
  scope.report(
    'duplicate-column',
    present.entry.name.span,
    `${quoted(table)} has the column ${quoted(present.entry.name.value)} twice: ${provenance(present)} and ${provenance(second)}`,
    second.origin.mixin === undefined
      ? 'Rename one of them'
      : `Rename the column, or give the mixin's another name: ${second.origin.mixin}: { ${second.entry.name.value}: <name> }`,
  )

const provenance = ({ entry, origin }: DraftColumn): string => {
  const { file, start } = origin.mixin === undefined ? entry.name.span : origin.span
  const place = `${file}:${start.line}:${start.column}`
  return origin.mixin === undefined
    ? `its own (${place})`
    : `from the mixin ${quoted(origin.mixin)} (${place})`
}
