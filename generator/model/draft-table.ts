import type {
  CheckEntry,
  ColumnEntry,
  Located,
  Members,
  TableEntry,
  UniqueEntry,
} from '../document/document.js'
import { derivedName } from '../naming/identifier.js'
import type { DraftColumn, DraftTable, Placed } from './draft.js'
import { type Applied, applyMixins } from './mixins/apply.js'
import type { MixinEntries } from './mixins/flatten.js'
import type { Origin } from './model.js'
import { quoted } from './quoted.js'
import { referenceEntry } from './references.js'
import { canonicalDialect, type Scope } from './scope.js'

/** Spreads the mixins of a table out and gives all its parts one form, however short they were written. */
export const draftTable = (entry: TableEntry, mixins: MixinEntries, scope: Scope): DraftTable => {
  const name = entry.name.value
  const origin: Origin = { span: entry.name.span, mixin: undefined }
  const { applied, behaviors } = applyMixins(entry, mixins, scope)
  const sources: readonly Applied[] = [{ members: entry, origin, builtIn: false }, ...applied]
  const columnsByName = collectColumns(name, sources, scope)
  const columns = [...columnsByName.values()]
  return {
    entry,
    name,
    origin,
    dialects: tableDialects(entry, scope),
    columns,
    columnsByName,
    primaryKey: primaryKeyOf(entry, columns, scope),
    uniques: [...columns.flatMap(columnUnique), ...placed(sources, 'unique')],
    indexes: placed(sources, 'indexes'),
    checks: [...columns.flatMap((column) => columnCheck(name, column)), ...placed(sources, 'checks')],
    foreignKeys: [...columns.flatMap(referenceEntry), ...placed(sources, 'foreignKeys')],
    behaviors,
  }
}

const tableDialects = (entry: TableEntry, scope: Scope): readonly string[] => {
  const own = entry.dialects?.map(({ value }) => canonicalDialect(value, scope.dialects))
  return own === undefined ? scope.targets : scope.targets.filter((target) => own.includes(target))
}

/** Elements of the table itself are placed where they stand, those of mixins where the table names the mixin. */
const place = <T extends { readonly span: Origin['span'] }>(entry: T, { origin }: Applied): Placed<T> => ({
  entry,
  origin: origin.mixin === undefined ? { span: entry.span, mixin: undefined } : origin,
})

const placed = <K extends 'unique' | 'indexes' | 'checks' | 'foreignKeys'>(
  sources: readonly Applied[],
  key: K,
): Placed<Members[K][number]>[] =>
  sources.flatMap((source) =>
    source.members[key].map((entry) => {
      const span = 'span' in entry ? entry.span : entry.name.span
      return { entry, origin: place({ span }, source).origin }
    }),
  )

/** Keys that mixins bring come first, then the table's own columns, those of its mixins, and what the built-in ones keep. */
const columnRank = (column: DraftColumn, builtIn: boolean): number => {
  if (column.origin.mixin === undefined) return 1
  if (column.entry.primaryKey?.value === true) return 0
  return builtIn ? 3 : 2
}

const collectColumns = (
  table: string,
  sources: readonly Applied[],
  scope: Scope,
): ReadonlyMap<string, DraftColumn> => {
  const ranked: { readonly column: DraftColumn; readonly rank: number }[] = []
  const byName = new Map<string, DraftColumn>()
  for (const source of sources) {
    for (const entry of source.members.columns) {
      const column = place(entry, source)
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

const primaryKeyOf = (
  table: TableEntry,
  columns: readonly DraftColumn[],
  scope: Scope,
): readonly Located<string>[] => {
  const marked = columns.filter(({ entry }) => entry.primaryKey?.value === true)
  const [first, second] = marked
  const own = table.primaryKey
  if (own === undefined) {
    if (second !== undefined) reportTwoKeys(table, marked, second.entry, scope)
    return first === undefined ? [] : [first.entry.name]
  }
  const same = marked.every(({ entry }) => own.length === 1 && own[0]?.value === entry.name.value)
  if (!same && first !== undefined) reportTwoKeys(table, marked, first.entry, scope)
  return own
}

const reportTwoKeys = (
  table: TableEntry,
  marked: readonly DraftColumn[],
  at: ColumnEntry,
  scope: Scope,
): void => {
  const names = [
    ...marked.map(({ entry }) => entry.name.value),
    ...(table.primaryKey ?? []).map(({ value }) => value),
  ]
  const mixin = marked.find(({ origin }) => origin.mixin !== undefined)?.origin.mixin
  scope.report(
    'invalid-primary-key',
    at.primaryKey?.span,
    `${quoted(table.name.value)} has more than one primary key${mixin === undefined ? '' : `, one of them from the mixin ${quoted(mixin)}`}`,
    `For one key of several columns write primary_key: [${[...new Set(names)].join(', ')}] at the table`,
  )
}

const columnUnique = ({ entry, origin }: DraftColumn): Placed<UniqueEntry>[] =>
  entry.unique?.value === true
    ? [
        {
          entry: {
            span: entry.unique.span,
            name: undefined,
            columns: [entry.name],
            nullsDistinct: true,
            deferrable: undefined,
          },
          origin,
        },
      ]
    : []

const columnCheck = (table: string, { entry, origin }: DraftColumn): Placed<CheckEntry>[] =>
  entry.check === undefined
    ? []
    : [
        {
          entry: {
            name: { value: derivedName([table, entry.name.value], 'check'), span: entry.name.span },
            sql: entry.check,
          },
          origin,
        },
      ]
