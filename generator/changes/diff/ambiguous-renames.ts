import { diagnostic } from '../../diagnostics/codes.js'
import type { Diagnostic } from '../../diagnostics/diagnostic.js'
import { sameState } from '../../model/equal.js'
import type { Column, Enum, Model, Table } from '../../model/model.js'
import type { Paired, TablePair } from './table-pairs.js'

type Comparison = { readonly after: Model; readonly paired: Paired }

/** What is gone and what is new look like one thing under another name, and the author has not said which it is. */
export const ambiguousRenames = (
  { after, paired }: Comparison,
  allow: ReadonlySet<string>,
): readonly Diagnostic[] => {
  if (allow.has('drops-data')) return []
  const dropped = new Set(after.meta?.drops.map(({ table, column }) => keyOf(table, column)))
  return [
    ...ambiguousTables(paired, dropped),
    ...paired.pairs.flatMap((pair) => ambiguousColumns(pair, dropped)),
    ...ambiguousEnums(paired.moved, after),
  ]
}

const keyOf = (table: string, column: string | undefined): string => JSON.stringify([table, column])

const ambiguousTables = ({ gone, added }: Paired, dropped: ReadonlySet<string>): readonly Diagnostic[] => {
  const candidates = gone.filter(
    ({ name, historyOf }) => historyOf === undefined && !dropped.has(keyOf(name, undefined)),
  )
  return added
    .filter(({ historyOf }) => historyOf === undefined)
    .flatMap((table) => {
      const likely = candidates.filter((former) => former.name !== table.name && looksLike(former, table))
      return likely.length === 0 ? [] : [ambiguous('table', table, likely, '')]
    })
}

/** At least half of the columns of each are in the other; those of mixins, which many tables have, say nothing. */
const looksLike = (former: Table, table: Table): boolean => {
  const brought = new Set(
    table.columns.filter(({ meta }) => meta?.origin.mixin !== undefined).map(({ name }) => name),
  )
  const own = table.columns.filter(({ name }) => !brought.has(name))
  const old = former.columns.filter(({ name }) => !brought.has(name))
  const same = own.filter((column) =>
    old.some(({ name, type }) => name === column.name && sameState(type, column.type)),
  )
  return same.length > 0 && same.length * 2 >= own.length && same.length * 2 >= old.length
}

const ambiguousColumns = (
  { moved, after }: TablePair,
  dropped: ReadonlySet<string>,
): readonly Diagnostic[] => {
  if (after.historyOf !== undefined) return []
  const names = new Set(after.columns.map(({ name }) => name))
  const old = new Set(moved.columns.map(({ name }) => name))
  const gone = moved.columns.filter(({ name }) => !names.has(name) && !dropped.has(keyOf(after.name, name)))
  return after.columns
    .filter(({ name }) => !old.has(name))
    .flatMap((column) => {
      const likely = gone.filter((former) => holdsTheSame(former, column))
      return likely.length === 0 ? [] : [ambiguous('column', column, likely, ` of ${after.name}`)]
    })
}

const holdsTheSame = (former: Column, column: Column): boolean =>
  former.nullable === column.nullable &&
  sameState(former.type, column.type) &&
  (former.generated === undefined) === (column.generated === undefined)

const ambiguousEnums = (before: Model, after: Model): readonly Diagnostic[] => {
  const names = new Set(after.enums.map(({ name }) => name))
  const old = new Set(before.enums.map(({ name }) => name))
  const gone = before.enums.filter(({ name }) => !names.has(name))
  return after.enums
    .filter(({ name }) => !old.has(name))
    .flatMap((added) => {
      const likely = gone.filter(({ values }) => sameState(values, added.values))
      return likely.length === 0 ? [] : [ambiguous('enum', added, likely, '')]
    })
}

const ambiguous = (
  kind: 'table' | 'column' | 'enum',
  added: Table | Column | Enum,
  gone: readonly (Table | Column | Enum)[],
  place: string,
): Diagnostic => {
  const [first] = gone
  const former = gone.map(({ name }) => name).join(' or ')
  const kept = `if it is ${former}, write \`was: ${first?.name}\` at ${added.name}`
  const dropped =
    kind === 'enum'
      ? 'if not, generate --allow drops-data'
      : `if not, write \`${first?.name}: { drop: delete }\` where it stood, or \`drop: park\` to keep the data for the way back, or generate --allow drops-data`
  return diagnostic(
    'ambiguous-rename',
    added.meta?.origin.span,
    `${kind} ${added.name}${place} is new and ${former} is gone: is it the same under another name?`,
    `${kept}; ${dropped}`,
  )
}
