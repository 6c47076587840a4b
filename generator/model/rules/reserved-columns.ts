import { camel } from '../../naming/case.js'
import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** Keys by which a filter of repositories combines its conditions. */
const filterWords: readonly string[] = ['and', 'or', 'not']

export const reservedColumns: Rule = ({ document, tables, report }) => {
  for (const table of tables) {
    for (const { entry } of table.columns) {
      const { value: name, span } = entry.name
      const property = document.case === 'camel' ? camel(name) : name
      if (!filterWords.includes(property)) continue
      report(
        'reserved-column-name',
        span,
        `No filter could name the column ${quoted(name)} of ${quoted(table.name)}, because ${quoted(property)} combines conditions there`,
        `Choose another name, such as ${quoted(`${property}_value`)}`,
      )
    }
  }
}
