import type { Located } from '../../document/document.js'
import { byteLength, maximumNameBytes } from '../../naming/identifier.js'
import type { DraftTable } from '../draft.js'
import { hasHalfPair } from '../literals/text.js'
import { quoted } from '../quoted.js'
import type { Rule } from './rule.js'

/** Values of native enums are names too. Any character can be quoted but those that no editor shows; longer names would be cut by some database. */
export const namesValid: Rule = ({ document, tables, report }) => {
  const names = [
    ...[...document.enums, ...document.views, ...document.scripts, ...document.mixins].map(
      ({ name }) => name,
    ),
    ...document.views.flatMap(({ columns }) => columns.map(({ name }) => name)),
    ...document.enums.flatMap(({ native, values }) =>
      native ? values.filter(({ value }) => value !== '') : [],
    ),
    ...tables.flatMap(tableNames),
  ]
  for (const { value, span } of names) {
    if (value === '') {
      report('invalid-name', span, 'A name cannot be empty', 'Give it a name')
    } else if (/\p{Cc}/u.test(value) || hasHalfPair(value)) {
      report('invalid-name', span, `The name ${quoted(value)} has control characters`, 'Remove them')
    } else if (byteLength(value) > maximumNameBytes) {
      const message = `The name ${quoted(value)} has ${byteLength(value)} bytes; databases keep ${maximumNameBytes}`
      report('name-too-long', span, message, 'Shorten it')
    }
  }
}

const tableNames = ({ entry, columns, uniques, indexes, checks, foreignKeys, behaviors }: DraftTable) => {
  const columnNames = columns.map((column) => column.entry.name)
  // The check of a column is named after it, and stands in the same place.
  const columnSpans = new Set(columnNames.map(({ span }) => span))
  const named = [...uniques, ...indexes, ...checks, ...foreignKeys]
    .flatMap((placed) => placed.entry.name ?? [])
    .filter(({ span }) => !columnSpans.has(span))
  const typeChecks = columns.flatMap(({ entry: { typeCheck } }) =>
    typeof typeCheck?.value === 'string' ? [{ ...typeCheck, value: typeCheck.value }] : [],
  )
  const key = entry.primaryKey?.name ?? []
  const history: Located<string>[] =
    behaviors.versioning === undefined ? [] : [{ value: behaviors.versioning.history, span: entry.name.span }]
  return [entry.name, ...columnNames, ...named, ...typeChecks, ...[key].flat(), ...history]
}
