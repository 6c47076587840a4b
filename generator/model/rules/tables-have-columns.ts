import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

export const tablesHaveColumns: Rule = ({ tables, report }) => {
  for (const { name, columns, entry } of tables) {
    if (columns.length > 0) continue
    const hint = 'Declare a column or use a mixin, such as mixins: [uuid]'
    report('empty-table', entry.name.span, `The table ${quoted(name)} has no columns`, hint)
  }
}
