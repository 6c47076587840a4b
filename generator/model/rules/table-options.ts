import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** What is said of a table for one database means something only if it is there. */
export const tableOptions: Rule = ({ tables, targets, report }) => {
  for (const { entry, name, dialects } of tables) {
    for (const [dialect, [first]] of Object.entries(entry.options ?? {})) {
      if (first === undefined || dialects.includes(dialect)) continue
      const isTarget = targets.includes(dialect)
      report(
        'unsupported-option',
        first.span,
        `${quoted(first.value)} is an option of ${dialect}, ${isTarget ? `where ${quoted(name)} is not` : 'which the schema is not for'}`,
        `Add ${dialect} to the ${isTarget ? 'dialects of the table' : 'dialects of the schema'}, or remove the option`,
      )
    }
  }
}
