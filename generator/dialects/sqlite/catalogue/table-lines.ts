import { isRowNumber } from '../row-number.js'
import { isConstant, isTextOfDefault, textLiteral } from './constants.js'
import { constraintName, type Place, readConstraint, readDeferral } from './constraint-lines.js'
import { expressionTokens } from './expression-text.js'
import type { Names } from './names.js'
import { readTokens, type TokenReader } from './token-reader.js'
import { canonicalText, type Token, tokenize, unquoted } from './tokenize.js'

/**
 * A CREATE TABLE as lines that are equal exactly when the tables mean the same: one for the table, one for each column and one
 * for each constraint. The order of columns is none of it, because ADD COLUMN can only append.
 */
export const tableLines = (sql: string, names: Names): readonly string[] => {
  const tokens = tokenize(sql)
  const reader = readTokens(tokens)
  reader.take('CREATE')
  if (!reader.take('TABLE')) return [canonicalText(tokens)]
  const table = reader.name()
  const parts = reader.list().map((part) => readPart(part, { table, names }))
  const options = readOptions(reader)
  const constraints = parts.flatMap((part) => part.constraints)
  const columns = parts.flatMap(({ column }) => column ?? [])
  const isNeverNull = neverNullKeys(columns, names.keyOf(table), constraints, options)
  return [
    `table ${table}${options}`,
    ...columns.map(({ name, type, clauses }) => {
      const all = isNeverNull(name) ? [...new Set([...clauses, notNull])].sort() : clauses
      return [`column ${table}.${name}:`, type, ...all].filter((word) => word !== '').join(' ')
    }),
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
  key: readonly string[],
  constraints: readonly string[],
  options: string,
): ((column: string) => boolean) => {
  const [only] = key
  const isNumbered =
    columns.some(({ name, type }) => key.length === 1 && name === only && isRowNumber(type)) &&
    !constraints.some((constraint) => /PRIMARY KEY .* of its own/.test(constraint))
  return (column) => (isNumbered || options !== '') && key.includes(column)
}

const readOptions = (reader: TokenReader): string => {
  const words: string[] = []
  while (!reader.done()) words.push(reader.next().toUpperCase())
  const options = words.join(' ').split(' , ').filter(Boolean)
  return options.length === 0 ? '' : `: ${options.sort().join(', ')}`
}

const readPart = (tokens: readonly Token[], place: Place): Part => {
  const reader = readTokens(tokens)
  return reader.sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')
    ? { column: undefined, constraints: readConstraints(reader, place) }
    : readColumn(reader, place)
}

/** Between constraints of a table there need not be a comma. */
const readConstraints = (reader: TokenReader, place: Place): readonly string[] => {
  const constraints: string[] = []
  while (!reader.done()) {
    const name = constraintName(reader)
    if (reader.done()) break
    const constraint = readConstraint(reader, name, undefined, place)
    if (constraint === undefined) throw new Error(`Unknown constraint of ${place.table} at ${reader.next()}`)
    constraints.push(constraint)
  }
  return constraints
}

const readColumn = (reader: TokenReader, place: Place): Part => {
  const name = reader.name()
  const type = readType(reader)
  const clauses: string[] = []
  const constraints: string[] = []
  while (!reader.done()) {
    const called = constraintName(reader)
    if (reader.done()) break
    const constraint = readConstraint(reader, called, name, place)
    const deferral = constraint === undefined ? readDeferral(reader) : undefined
    if (constraint !== undefined) constraints.push(constraint)
    else if (deferral === undefined) clauses.push(readClause(reader, place))
    // Anything may stand between a foreign key and the moment at which it is checked.
    else if (deferral !== '') constraints.push(`${constraints.pop()} ${deferral}`)
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
    words.push(reader.sees('(') ? `(${reader.group()})` : unquoted(reader.next()))
  return words.join(' ').toUpperCase()
}

/** A clause that only a column can have; its name, which nothing can refer to, is none of it. */
const readClause = (reader: TokenReader, { table, names }: Place): string => {
  if (reader.take('NOT', 'NULL')) return `${notNull}${readConflict(reader)}`
  if (reader.take('NULL')) {
    readConflict(reader)
    return ''
  }
  if (reader.take('DEFAULT')) {
    const value = readDefault(reader)
    return value.toUpperCase() === 'NULL' ? '' : `DEFAULT ${value}`
  }
  if (reader.take('COLLATE')) return `COLLATE ${reader.name().toUpperCase()}`
  reader.take('GENERATED', 'ALWAYS')
  if (reader.take('AS')) {
    const tokens = expressionTokens(reader.inside(), names.hasColumn(table))
    return `AS (${canonicalText(tokens)})${readStorage(reader)}`
  }
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

/** Parentheses around a constant change nothing; around a word they make a column of a text. */
const readDefault = (reader: TokenReader): string => {
  if (!reader.sees('(')) return readSimpleDefault(reader)
  const inside = reader.group()
  return isConstant(inside) ? inside : `(${inside})`
}

const readSimpleDefault = (reader: TokenReader): string => {
  const token = reader.peek()
  const word = reader.next()
  if (word === '+' || word === '-') return `${word} ${reader.next()}`
  return token !== undefined && isTextOfDefault(token) ? textLiteral(unquoted(word)) : word
}
