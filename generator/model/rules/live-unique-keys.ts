import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** The unique key of live rows is an index with a predicate, and an index is always checked at once. */
export const liveUniqueKeys: Rule = ({ tables, report }) => {
  for (const table of tables) {
    if (table.behaviors.softDelete === undefined) continue
    for (const { entry } of table.uniques) {
      if (entry.deferrable === undefined || entry.deferrable.value === 'no') continue
      report(
        'invalid-unique',
        entry.deferrable.span,
        `A unique key of ${quoted(table.name)} cannot be deferrable: deleted rows stay in the table, so it covers live rows only`,
        'Remove deferrable, or the mixin soft-delete',
      )
    }
  }
}
