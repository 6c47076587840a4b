import { constraintName, readConstraint } from './constraint-lines.js'
import { readTokens, type TokenReader } from './token-reader.js'
import { canonicalText, type Token, tokenize } from './tokenize.js'

/**
 * A CREATE TABLE as lines that are equal exactly when the tables mean the same: one for the table, one for each column and one
 * for each constraint. The order of columns is none of it, because ADD COLUMN can only append.
 */
export const tableLines = (sql: string): readonly string[] => {
  const tokens = tokenize(sql)
  const reader = readTokens(tokens)
  reader.take('CREATE')
  if (!reader.take('TABLE')) return [canonicalText(tokens)]
  const table = reader.next()
  const parts = reader.list()
  return [`table ${table}${readOptions(reader)}`, ...parts.flatMap((part) => partLines(table, part))]
}

const readOptions = (reader: TokenReader): string => {
  const words: string[] = []
  while (!reader.done()) words.push(reader.next().toUpperCase())
  const options = words.join(' ').split(' , ').filter(Boolean)
  return options.length === 0 ? '' : `: ${options.sort().join(', ')}`
}

const partLines = (table: string, tokens: readonly Token[]): readonly string[] => {
  const reader = readTokens(tokens)
  return reader.sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')
    ? constraintLines(table, reader)
    : columnLines(table, reader)
}

/** Between constraints of a table there need not be a comma. */
const constraintLines = (table: string, reader: TokenReader): readonly string[] => {
  const lines: string[] = []
  while (!reader.done()) {
    const constraint = readConstraint(reader, constraintName(reader), undefined)
    if (constraint === undefined) throw new Error(`Unknown constraint of ${table} at ${reader.next()}`)
    lines.push(`constraint of ${table}: ${constraint}`)
  }
  return lines
}

const columnLines = (table: string, reader: TokenReader): readonly string[] => {
  const column = reader.next()
  const type = readType(reader)
  const clauses: string[] = []
  const constraints: string[] = []
  while (!reader.done()) {
    const name = constraintName(reader)
    const constraint = readConstraint(reader, name, column)
    if (constraint === undefined) clauses.push(readClause(reader))
    else constraints.push(`constraint of ${table}: ${constraint}`)
  }
  const line = [`column ${table}.${column}:`, type, ...clauses.filter((clause) => clause !== '').sort()]
  return [line.filter((word) => word !== '').join(' '), ...constraints]
}

const clauseWords = [
  'CONSTRAINT',
  'PRIMARY',
  'NOT',
  'NULL',
  'UNIQUE',
  'CHECK',
  'DEFAULT',
  'COLLATE',
  'REFERENCES',
  'GENERATED',
  'AS',
] as const

/** Types are compared whatever their case: https://www.sqlite.org/datatype3.html */
const readType = (reader: TokenReader): string => {
  const words: string[] = []
  while (!reader.done() && !reader.sees(...clauseWords))
    words.push(reader.sees('(') ? `(${reader.group()})` : reader.next())
  return words.join(' ').toUpperCase()
}

/** A clause that only a column can have; its name, which nothing can refer to, is none of it. */
const readClause = (reader: TokenReader): string => {
  if (reader.take('NOT', 'NULL')) return `NOT NULL${readConflict(reader)}`
  if (reader.take('NULL')) return ''
  if (reader.take('DEFAULT')) return `DEFAULT ${readDefault(reader)}`
  if (reader.take('COLLATE')) return `COLLATE ${reader.next().toUpperCase()}`
  reader.take('GENERATED', 'ALWAYS')
  if (reader.take('AS')) return `AS (${reader.group()})${readStorage(reader)}`
  throw new Error(`Unknown clause of a column at ${reader.next()}`)
}

const readConflict = (reader: TokenReader): string => {
  const conflict = reader.take('ON', 'CONFLICT') ? reader.next().toUpperCase() : 'ABORT'
  return conflict === 'ABORT' ? '' : ` ON CONFLICT ${conflict}`
}

const readStorage = (reader: TokenReader): string => {
  if (reader.take('STORED')) return ' STORED'
  reader.take('VIRTUAL')
  return ' VIRTUAL'
}

const constant =
  /^(?:[+-] )*(?:[xX]?'(?:[^']|'')*'|\d[\w.]*|\.\d\w*|null|true|false|current_(?:date|time|timestamp))$/i

/** Parentheses around a constant change nothing; around a word they make a column of a text. */
const readDefault = (reader: TokenReader): string => {
  if (!reader.sees('(')) return readSigned(reader)
  const inside = reader.group()
  return constant.test(inside) ? inside : `(${inside})`
}

const readSigned = (reader: TokenReader): string => {
  const word = reader.next()
  return word === '+' || word === '-' ? `${word} ${reader.next()}` : word
}
