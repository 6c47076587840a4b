import { sortedSets } from './sorted-sets.js'
import type { TokenReader } from './token-reader.js'
import { canonicalText } from './tokenize.js'

/** The columns of the primary key of a table, which REFERENCES means where it names none; undefined: there is none. */
export type KeyOf = (table: string) => string | undefined

/** The name that stands before a constraint, if one does. */
export const constraintName = (reader: TokenReader): string | undefined =>
  reader.take('CONSTRAINT') ? reader.next() : undefined

/**
 * A constraint in the form that it has at the end of a table; `column` is the one behind which it was found, since both forms
 * mean the same. undefined: what comes next is none.
 */
export const readConstraint = (
  reader: TokenReader,
  name: string | undefined,
  column: string | undefined,
  keyOf: KeyOf,
): string | undefined => {
  const prefix = name === undefined ? '' : `CONSTRAINT ${name} `
  const body = readBody(reader, column, keyOf)
  return body === undefined ? undefined : `${prefix}${body}`
}

const readBody = (reader: TokenReader, column: string | undefined, keyOf: KeyOf): string | undefined => {
  if (reader.take('PRIMARY', 'KEY')) return `PRIMARY KEY ${keyColumns(reader, column)}${keyOptions(reader)}`
  if (reader.take('UNIQUE')) return `UNIQUE ${keyColumns(reader, column)}${keyOptions(reader)}`
  if (reader.take('CHECK')) return `CHECK (${sortedSets(reader.group())})${keyOptions(reader)}`
  if (column !== undefined && reader.take('REFERENCES'))
    return `FOREIGN KEY (${column}) ${readTarget(reader, keyOf)}`
  if (!reader.take('FOREIGN', 'KEY')) return undefined
  const columns = reader.group()
  reader.take('REFERENCES')
  return `FOREIGN KEY (${columns}) ${readTarget(reader, keyOf)}`
}

/** Ascending is what an order is unless it is told: https://www.sqlite.org/lang_createtable.html#primkeyconst */
const keyColumns = (reader: TokenReader, column: string | undefined): string => {
  if (column === undefined) return `(${reader.list().map(canonicalText).map(withoutAscending).join(' , ')})`
  if (reader.take('ASC')) return `(${column})`
  // Behind a column, unlike at the end, this makes a key that is not the rowid.
  return reader.take('DESC') ? `(${column}) of its own, descending` : `(${column})`
}

const withoutAscending = (element: string): string => element.replace(/ ASC$/i, '')

const keyOptions = (reader: TokenReader): string => {
  const conflict = reader.take('ON', 'CONFLICT') ? reader.next().toUpperCase() : 'ABORT'
  const counts = reader.take('AUTOINCREMENT') ? ' AUTOINCREMENT' : ''
  return conflict === 'ABORT' ? counts : ` ON CONFLICT ${conflict}${counts}`
}

/** What stands behind REFERENCES; what is the rule anyway is left out: https://www.sqlite.org/foreignkeys.html */
const readTarget = (reader: TokenReader, keyOf: KeyOf): string => {
  const table = reader.next()
  const target = reader.sees('(') ? reader.group() : keyOf(table)
  const columns = target === undefined ? '' : ` (${target})`
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
  if (reader.take('NOT', 'DEFERRABLE')) return immediately(reader)
  if (reader.take('DEFERRABLE'))
    return reader.take('INITIALLY', 'DEFERRED') ? 'DEFERRED' : immediately(reader)
  return undefined
}

const immediately = (reader: TokenReader): string => {
  if (!reader.take('INITIALLY', 'IMMEDIATE')) reader.take('INITIALLY', 'DEFERRED')
  return ''
}

const action = (reader: TokenReader, event: string): string => {
  const first = reader.next().toUpperCase()
  const words = first === 'SET' || first === 'NO' ? `${first} ${reader.next().toUpperCase()}` : first
  return words === 'NO ACTION' ? '' : `${event} ${words}`
}
