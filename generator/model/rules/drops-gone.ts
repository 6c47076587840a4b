import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** What is dropped cannot be there as well. */
export const dropsGone: Rule = ({ model, byName, report }) => {
  for (const { table, column, span } of model.meta?.drops ?? []) {
    if (column === undefined) {
      const kept = model.tables.find(({ name }) => name === table)
      if (kept === undefined) continue
      report(
        'conflicting-values',
        span,
        `The table ${quoted(table)} is dropped, but ${quoted(kept.historyOf ?? table)} still keeps its history there`,
        'Take the mixin versioning away, or give its history another name: { versioning: { history: <name> } }',
      )
      continue
    }
    const kept = byName.get(table)?.columnsByName.get(column)
    if (kept === undefined) continue
    report(
      'conflicting-values',
      span,
      `The column ${quoted(column)} of ${quoted(table)} is dropped, but the mixin ${quoted(kept.origin.mixin ?? '')} still brings it`,
      'Remove one of the two',
    )
  }
}
