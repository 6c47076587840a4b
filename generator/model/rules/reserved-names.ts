import type { Located } from '../../document/document.js'
import { foldCase } from '../../naming/identifier.js'
import { quoted } from '../quoted.js'
import { builtInTypes } from '../types/built-in-types.js'
import type { Rule } from './rule.js'

/** Names under which migrations keep tables of their own, and what those are. */
const prefixes: ReadonlyMap<string, string> = new Map([
  ['kysely_', 'the tables of the migration runner'],
  ['tablewright_', 'the tables of the migration runner'],
  ['_parked_', 'tables of dropped data'],
])

export const reservedNames: Rule = ({ document, tables, report }) => {
  const reserved = (name: Located<string>, problem: string) =>
    report('reserved-name', name.span, `${quoted(name.value)} ${problem}`, 'Choose another name')
  for (const { name } of [...document.tables, ...document.enums, ...document.views]) {
    for (const [prefix, whose] of prefixes) {
      if (foldCase(name.value).startsWith(prefix)) reserved(name, `begins with ${prefix}, as ${whose} do`)
    }
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
