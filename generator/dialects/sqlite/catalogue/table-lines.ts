import { isRowNumber } from '../row-number.js'
import { constraintName, type KeyOf, readConstraint } from './constraint-lines.js'
import { readTokens, type TokenReader } from './token-reader.js'
import { canonicalText, type Token, tokenize } from './tokenize.js'

/**
 * A CREATE TABLE as lines that are equal exactly when the tables mean the same: one for the table, one for each column and one
 * for each constraint. The order of columns is none of it, because ADD COLUMN can only append.
 */
export const tableLines = (sql: string, keyOf: KeyOf): readonly string[] => {
  const tokens = tokenize(sql)
  const reader = readTokens(tokens)
  reader.take('CREATE')
  if (!reader.take('TABLE')) return [canonicalText(tokens)]
  const table = reader.next()
  const parts = reader.list().map((part) => readPart(table, part, keyOf))
  const options = readOptions(reader)
  const constraints = parts.flatMap((part) => part.constraints)
  const columns = parts.flatMap(({ column }) => column ?? [])
  const isNeverNull = neverNullKeys(columns, constraints, options)
  return [
    `table ${table}${options}`,
    ...columns.map(({ name, type, clauses }) =>
      [
        `column ${table}.${name}:`,
        type,
        ...clauses.filter((clause) => !isNeverNull(name) || clause !== notNull),
      ]
        .filter((word) => word !== '')
        .join(' '),
    ),
    ...constraints.map((constraint) => `constraint of ${table}: ${constraint}`),
  ]
}

type Part = {
  readonly column:
    | { readonly name: string; readonly type: string; readonly clauses: readonly string[] }
    | undefined
  readonly constraints: readonly string[]
}

/**
 * Columns of the key that are never null, whether that is said or not: the number of the row, and every one where the table has
 * options: https://www.sqlite.org/withoutrowid.html, https://www.sqlite.org/stricttables.html
 */
const neverNullKeys = (
  columns: readonly { readonly name: string; readonly type: string }[],
  constraints: readonly string[],
  options: string,
): ((column: string) => boolean) => {
  const key = constraints.map(keyColumnsOf).find((names) => names !== undefined) ?? []
  const [only] = key
  const isNumbered = columns.some(({ name, type }) => key.length === 1 && name === only && isRowNumber(type))
  return (column) => (isNumbered || options !== '') && key.includes(column)
}

const readOptions = (reader: TokenReader): string => {
  const words: string[] = []
  while (!reader.done()) words.push(reader.next().toUpperCase())
  const options = words.join(' ').split(' , ').filter(Boolean)
  return options.length === 0 ? '' : `: ${options.sort().join(', ')}`
}

const readPart = (table: string, tokens: readonly Token[], keyOf: KeyOf): Part => {
  const reader = readTokens(tokens)
  return reader.sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')
    ? { column: undefined, constraints: readConstraints(table, reader, keyOf) }
    : readColumn(reader, keyOf)
}

/** Between constraints of a table there need not be a comma. */
const readConstraints = (table: string, reader: TokenReader, keyOf: KeyOf): readonly string[] => {
  const constraints: string[] = []
  while (!reader.done()) {
    const constraint = readConstraint(reader, constraintName(reader), undefined, keyOf)
    if (constraint === undefined) throw new Error(`Unknown constraint of ${table} at ${reader.next()}`)
    constraints.push(constraint)
  }
  return constraints
}

const readColumn = (reader: TokenReader, keyOf: KeyOf): Part => {
  const name = reader.next()
  const type = readType(reader)
  const clauses: string[] = []
  const constraints: string[] = []
  while (!reader.done()) {
    const constraint = readConstraint(reader, constraintName(reader), name, keyOf)
    if (constraint === undefined) clauses.push(readClause(reader))
    else constraints.push(constraint)
  }
  return { column: { name, type, clauses: clauses.filter((clause) => clause !== '').sort() }, constraints }
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
  if (reader.take('NOT', 'NULL')) return `${notNull}${readConflict(reader)}`
  if (reader.take('NULL')) return ''
  if (reader.take('DEFAULT')) return `DEFAULT ${readDefault(reader)}`
  if (reader.take('COLLATE')) return `COLLATE ${reader.next().toUpperCase()}`
  reader.take('GENERATED', 'ALWAYS')
  if (reader.take('AS')) return `AS (${reader.group()})${readStorage(reader)}`
  throw new Error(`Unknown clause of a column at ${reader.next()}`)
}

const notNull = 'NOT NULL'

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

/** The columns of its primary key, as its constraint tells them. */
export const primaryKeyOf = (sql: string): string | undefined =>
  tableLines(sql, () => undefined)
    .map((line) => /^constraint of .*? PRIMARY KEY \((.*?)\)/.exec(line)?.[1])
    .find((columns) => columns !== undefined)

const keyColumnsOf = (constraint: string): readonly string[] | undefined =>
  /(?:^| )PRIMARY KEY \((.*?)\)(?! of its own)/.exec(constraint)?.[1]?.split(' , ')
