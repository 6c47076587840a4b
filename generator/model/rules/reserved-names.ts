import type { Located } from '../../document/document.js'
import { foldCase } from '../../naming/identifier.js'
import { quoted } from '../quoted.js'
import { builtInTypes } from '../types/built-in-types.js'
import type { Rule } from './rule.js'

/** Names under which the migration runner keeps its own tables. */
const prefixes = ['kysely_', 'tablewright_']

export const reservedNames: Rule = ({ document, tables, report }) => {
  const reserved = (name: Located<string>, problem: string) =>
    report('reserved-name', name.span, `${quoted(name.value)} ${problem}`, 'Choose another name')
  for (const { name } of [...document.tables, ...document.enums, ...document.views]) {
    const prefix = prefixes.find((candidate) => foldCase(name.value).startsWith(candidate))
    if (prefix !== undefined)
      reserved(name, `begins with ${prefix}, as the tables of the migration runner do`)
  }
  for (const { name } of document.enums) {
    if (builtInTypes.has(name.value)) reserved(name, 'is a type of the language')
  }
  for (const { columns, behaviors } of tables) {
    if (behaviors.versioning === undefined) continue
    for (const { entry } of columns) {
      if (!foldCase(entry.name.value).startsWith('history_')) continue
      reserved(entry.name, 'begins with history_, as the columns that the history table adds do')
    }
  }
}
