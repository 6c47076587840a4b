import { expressionTokens } from './expression-text.js'
import { elementText } from './index-line.js'
import type { Names } from './names.js'
import { sortedSets } from './sorted-sets.js'
import type { TokenReader } from './token-reader.js'
import { bareName, canonicalText } from './tokenize.js'

/** The table that is read, among all of them. */
export type Place = { readonly table: string; readonly names: Names }

/** The name that stands before a constraint, if one does. Of several the last one counts, and none needs a constraint behind it. */
export const constraintName = (reader: TokenReader): string | undefined => {
  let name: string | undefined
  while (reader.take('CONSTRAINT')) name = reader.name()
  return name
}

/**
 * A constraint in the form that it has at the end of a table; `column` is the one behind which it was found, since both forms
 * mean the same. undefined: what comes next is none.
 */
export const readConstraint = (
  reader: TokenReader,
  name: string | undefined,
  column: string | undefined,
  place: Place,
): string | undefined => {
  const prefix = name === undefined ? '' : `CONSTRAINT ${name} `
  const body = readBody(reader, column, place)
  return body === undefined ? undefined : `${prefix}${body}`
}

const readBody = (reader: TokenReader, column: string | undefined, place: Place): string | undefined => {
  if (reader.take('PRIMARY', 'KEY'))
    return `PRIMARY KEY ${keyColumns(reader, column, place)}${keyOptions(reader)}`
  if (reader.take('UNIQUE')) return `UNIQUE ${keyColumns(reader, column, place)}${keyOptions(reader)}`
  if (reader.take('CHECK')) {
    const tokens = expressionTokens(reader.inside(), place.names.hasColumn(place.table))
    keyOptions(reader) // Heeded by nothing.
    return `CHECK (${sortedSets(canonicalText(tokens))})`
  }
  if (column !== undefined && reader.take('REFERENCES'))
    return `FOREIGN KEY (${column}) ${readTarget(reader, place)}`
  if (!reader.take('FOREIGN', 'KEY')) return undefined
  const columns = columnList(reader, place.table, place.names)
  reader.take('REFERENCES')
  return `FOREIGN KEY (${columns}) ${readTarget(reader, place)}`
}

const columnList = (reader: TokenReader, table: string, names: Names): string =>
  reader
    .list()
    .map(([token]) => names.column(table, bareName(token?.text ?? '')))
    .join(', ')

/** Ascending is what an order is unless it is told: https://www.sqlite.org/lang_createtable.html#primkeyconst */
const keyColumns = (reader: TokenReader, column: string | undefined, { table, names }: Place): string => {
  if (column === undefined) {
    const elements = reader.list().map((tokens) => elementText(tokens, table, names))
    return `(${elements.join(', ')})`
  }
  if (reader.take('ASC')) return `(${column})`
  // Behind a column, unlike at the end, this makes a key that is not the rowid.
  return reader.take('DESC') ? `(${column}) of its own, descending` : `(${column})`
}

const keyOptions = (reader: TokenReader): string => {
  const conflict = reader.take('ON', 'CONFLICT') ? reader.next().toUpperCase() : 'ABORT'
  const counts = reader.take('AUTOINCREMENT') ? ' AUTOINCREMENT' : ''
  return conflict === 'ABORT' ? counts : ` ON CONFLICT ${conflict}${counts}`
}

/** What stands behind REFERENCES; what is the rule anyway is left out: https://www.sqlite.org/foreignkeys.html */
const readTarget = (reader: TokenReader, { names }: Place): string => {
  const table = names.table(reader.name())
  const target = reader.sees('(') ? columnList(reader, table, names) : names.keyOf(table).join(', ')
  const columns = target === '' ? '' : ` (${target})`
  const clauses: string[] = []
  for (let clause = readClause(reader); clause !== undefined; clause = readClause(reader))
    clauses.push(clause)
  return [`REFERENCES ${table}${columns}`, ...clauses.filter((clause) => clause !== '').sort()].join(' ')
}

const readClause = (reader: TokenReader): string | undefined => {
  if (reader.take('ON', 'DELETE')) return action(reader, 'ON DELETE')
  if (reader.take('ON', 'UPDATE')) return action(reader, 'ON UPDATE')
  if (reader.take('MATCH')) {
    reader.next()
    return ''
  }
  return readDeferral(reader)
}

/** When a foreign key is checked; undefined: nothing here says it. */
export const readDeferral = (reader: TokenReader): 'DEFERRED' | '' | undefined => {
  if (reader.take('NOT', 'DEFERRABLE')) return immediately(reader)
  if (!reader.take('DEFERRABLE')) return undefined
  return reader.take('INITIALLY', 'DEFERRED') ? 'DEFERRED' : immediately(reader)
}

const immediately = (reader: TokenReader): '' => {
  if (!reader.take('INITIALLY', 'IMMEDIATE')) reader.take('INITIALLY', 'DEFERRED')
  return ''
}

const action = (reader: TokenReader, event: string): string => {
  const first = reader.next().toUpperCase()
  const words = first === 'SET' || first === 'NO' ? `${first} ${reader.next().toUpperCase()}` : first
  return words === 'NO ACTION' ? '' : `${event} ${words}`
}
