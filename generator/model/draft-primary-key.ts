import type { ColumnEntry, Located, TableEntry } from '../document/document.js'
import type { DraftColumn } from './draft.js'
import { quoted } from './quoted.js'
import type { Scope } from './scope.js'

/** The table's own key, or the one column that is marked as such. */
export const primaryKeyOf = (
  table: TableEntry,
  columns: readonly DraftColumn[],
  scope: Scope,
): readonly Located<string>[] => {
  const marked = columns.filter(({ entry }) => entry.primaryKey?.value === true)
  const [first, second] = marked
  const own = table.primaryKey?.columns
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
    ...(table.primaryKey?.columns ?? []).map(({ value }) => value),
  ]
  const mixin = marked.find(({ origin }) => origin.mixin !== undefined)?.origin.mixin
  scope.report(
    'invalid-primary-key',
    at.primaryKey?.span,
    `${quoted(table.name.value)} has more than one primary key${mixin === undefined ? '' : `, one of them from the mixin ${quoted(mixin)}`}`,
    `For one key of several columns write primary_key: [${[...new Set(names)].join(', ')}] at the table`,
  )
}
