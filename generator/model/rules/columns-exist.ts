import type { Located } from '../../document/document.js'
import type { DraftTable } from '../draft.js'
import { quoted, suggestion } from '../quoted.js'
import type { Report } from '../scope.js'
import type { Rule } from './rule.js'

/** Keys and indexes name columns of their own table, each once. */
export const columnsExist: Rule = ({ tables, report }) => {
  for (const table of tables) {
    for (const { names, what } of columnLists(table)) {
      const seen = new Set<string>()
      for (const name of names) {
        if (seen.has(name.value)) {
          report(
            'duplicate-column',
            name.span,
            `${what} of ${quoted(table.name)} names ${quoted(name.value)} twice`,
          )
        }
        seen.add(name.value)
        checkColumn(name, table, what, report)
      }
    }
  }
}

const columnLists = (table: DraftTable): readonly { names: readonly Located<string>[]; what: string }[] => [
  { names: table.primaryKey, what: 'The primary key' },
  ...table.uniques.map(({ entry }) => ({ names: entry.columns, what: 'A unique key' })),
  ...table.foreignKeys.map(({ entry }) => ({ names: entry.columns, what: 'A foreign key' })),
  ...table.indexes.map(({ entry }) => ({
    names: [
      ...entry.elements.flatMap(({ value, span }) =>
        value.kind === 'column' ? [{ value: value.column, span }] : [],
      ),
      ...entry.include,
    ],
    what: 'An index',
  })),
]

const checkColumn = (name: Located<string>, table: DraftTable, what: string, report: Report): void => {
  if (table.columnsByName.has(name.value)) return
  report(
    'unknown-column',
    name.span,
    `${what} of ${quoted(table.name)} names the column ${quoted(name.value)}, which does not exist`,
    suggestion(name.value, table.columnsByName.keys()),
  )
}
