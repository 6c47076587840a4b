import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

export const primaryKeys: Rule = ({ tables, report }) => {
  for (const table of tables) {
    for (const { value, span } of table.primaryKey) {
      if (table.columnsByName.get(value)?.entry.nullable !== true) continue
      report(
        'invalid-primary-key',
        span,
        `${quoted(value)} is in the primary key of ${quoted(table.name)}, so it cannot be nullable`,
        'Remove the question mark, or make it a unique key instead',
      )
    }
    const { versioning } = table.behaviors
    if (versioning === undefined || table.primaryKey.length > 0) continue
    report(
      'missing-primary-key',
      table.columnsByName.get(versioning.version)?.origin.span ?? table.origin.span,
      `${quoted(table.name)} is versioned, but has no primary key to tell its rows apart`,
      'Add the mixin uuid, or primary_key: [...]',
    )
  }
}
