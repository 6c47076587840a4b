import type { CheckEntry, Members, TableEntry, UniqueEntry } from '../document/document.js'
import { derivedName } from '../naming/identifier.js'
import type { DraftColumn, DraftTable, Placed } from './draft.js'
import { collectColumns, place } from './draft-columns.js'
import { primaryKeyOf } from './draft-primary-key.js'
import { type Applied, applyMixins } from './mixins/apply.js'
import type { MixinEntries } from './mixins/flatten.js'
import type { Origin } from './model.js'
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
    drops: sources.flatMap(({ members }) => members.drops),
  }
}

const tableDialects = (entry: TableEntry, scope: Scope): readonly string[] => {
  const own = entry.dialects?.map(({ value }) => canonicalDialect(value, scope.dialects))
  return own === undefined ? scope.targets : scope.targets.filter((target) => own.includes(target))
}

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
