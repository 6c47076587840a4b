import type { Deferrability } from '../../../model/model.js'
import { isTextOfDefault, textLiteral } from '../catalogue/constants.js'
import { constraintName } from '../catalogue/constraint-lines.js'
import { readTokens, type TokenReader } from '../catalogue/token-reader.js'
import { type Token, tokenize, unquoted } from '../catalogue/tokenize.js'
import { readComments } from './read-comments.js'

/** A CREATE TABLE in its parts; SQL as it was written, names without quotes. */
export type ParsedTable = {
  readonly columns: readonly ParsedColumn[]
  /** Of the table, and those behind its columns. */
  readonly constraints: readonly ParsedConstraint[]
  readonly comment: string | undefined
  /** `STRICT`, `WITHOUT ROWID`. */
  readonly options: readonly string[]
}

export type ParsedColumn = {
  readonly name: string
  /** As declared; empty: none. */
  readonly type: string
  readonly required: boolean
  readonly default: string | undefined
  readonly collate: string | undefined
  readonly generated: { readonly sql: string; readonly stored: boolean } | undefined
  readonly comment: string | undefined
  /** `IGNORE`: what is done about a null that may not be. */
  readonly conflict: string | undefined
}

export type ParsedConstraint = {
  readonly name: string | undefined
  /** The column behind which it stands. */
  readonly column: string | undefined
  /** `IGNORE`: what is done about a row that breaks it. */
  readonly conflict: string | undefined
  /** Of one column in it: a direction or a collation of its own. */
  readonly columnTraits?: readonly { readonly column: string; readonly kind: string }[]
} & (
  | { readonly kind: 'primary'; readonly columns: readonly string[]; readonly counts: boolean }
  | { readonly kind: 'unique'; readonly columns: readonly string[] }
  | { readonly kind: 'check'; readonly sql: string }
  | {
      readonly kind: 'foreign'
      readonly columns: readonly string[]
      readonly table: string
      readonly targetColumns: readonly string[]
      readonly onDelete: string
      readonly onUpdate: string
      readonly deferrable: Deferrability
    }
)

/** undefined: no table with columns, as a virtual one. */
export const parseTable = (sql: string): ParsedTable | undefined => {
  const tokens = tokenize(sql)
  const open = tokens.findIndex(({ text }) => text === '(')
  const reader = readTokens(tokens)
  reader.take('CREATE')
  if (!reader.take('TABLE') || open < 0) return undefined
  reader.next()
  const parts = reader.list()
  const comments = readComments(sql, tokens, open, parts)
  const columns: ParsedColumn[] = []
  const constraints: ParsedConstraint[] = []
  for (const [index, part] of parts.entries()) {
    const inner = readTokens(part)
    if (inner.sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')) {
      while (!inner.done()) {
        const name = readName(inner)
        if (!inner.done()) constraints.push(readConstraint(sql, inner, name, undefined))
      }
    } else {
      const column = readColumn(sql, inner, comments.parts[index])
      columns.push(column.column)
      constraints.push(...column.constraints)
    }
  }
  return {
    columns,
    constraints: constraints.map((each) => declared(each, columns)),
    comment: comments.table,
    options: readOptions(reader),
  }
}

/** Names are found whatever their case; here they are as they were declared. */
const declared = (constraint: ParsedConstraint, columns: readonly ParsedColumn[]): ParsedConstraint =>
  'columns' in constraint
    ? { ...constraint, columns: constraint.columns.map((name) => spelling(name, columns)) }
    : constraint

const spelling = (name: string, columns: readonly ParsedColumn[]): string =>
  columns.find((column) => column.name.toLowerCase() === name.toLowerCase())?.name ?? name

const readOptions = (reader: TokenReader): readonly string[] => {
  const options: string[] = []
  while (!reader.done()) {
    if (reader.take(',')) continue
    options.push(reader.take('WITHOUT', 'ROWID') ? 'WITHOUT ROWID' : reader.next().toUpperCase())
  }
  return options
}

const readName = (reader: TokenReader): string | undefined => {
  const name = constraintName(reader)
  return name === undefined ? undefined : unquoted(name)
}

/** A text in parentheses as it was written. */
const written = (sql: string, reader: TokenReader): string => {
  const tokens = reader.inside()
  return sql.slice(tokens[0]?.at ?? 0, tokens.at(-1)?.end ?? 0)
}

type Draft = { -readonly [K in keyof ParsedColumn]: ParsedColumn[K] }

const readColumn = (sql: string, reader: TokenReader, comment: string | undefined) => {
  const name = unquoted(reader.next())
  const column: Draft = {
    name,
    type: readType(reader),
    required: false,
    default: undefined,
    collate: undefined,
    generated: undefined,
    comment,
    conflict: undefined,
  }
  const constraints: ParsedConstraint[] = []
  while (!reader.done()) {
    const constraint = readName(reader)
    const deferrable = readDeferral(reader)
    if (deferrable !== undefined) deferLast(constraints, deferrable)
    else if (!reader.done() && !readClause(sql, reader, column))
      constraints.push(readConstraint(sql, reader, constraint, name))
  }
  return { column, constraints }
}

/** Anything may stand between a foreign key and the moment at which it is checked. */
const deferLast = (constraints: ParsedConstraint[], deferrable: Deferrability): void => {
  const last = constraints.pop()
  if (last !== undefined) constraints.push(last.kind === 'foreign' ? { ...last, deferrable } : last)
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

const readType = (reader: TokenReader): string => {
  let type = ''
  while (!reader.done() && !reader.sees(...clauseWords)) {
    if (reader.sees('(')) type += `(${reader.group().replaceAll(' ', '')})`
    else type += `${type === '' ? '' : ' '}${unquoted(reader.next())}`
  }
  return type
}

const readClause = (sql: string, reader: TokenReader, column: Draft): boolean => {
  if (reader.take('NOT', 'NULL')) {
    column.required = true
    column.conflict = readConflict(reader)
  } else if (reader.take('NULL')) readConflict(reader)
  else if (reader.take('DEFAULT')) column.default = readDefault(sql, reader)
  else if (reader.take('COLLATE')) column.collate = unquoted(reader.next())
  else if (reader.take('GENERATED', 'ALWAYS', 'AS') || reader.take('AS')) {
    const text = written(sql, reader)
    const stored = reader.take('STORED')
    if (!stored) reader.take('VIRTUAL')
    column.generated = { sql: text, stored }
  } else return false
  return true
}

/** In parentheses where it is an expression. */
const readDefault = (sql: string, reader: TokenReader): string => {
  if (reader.sees('(')) return `(${written(sql, reader)})`
  const token = reader.peek()
  const word = reader.next()
  if (word === '+' || word === '-') return `${word}${reader.next()}`
  return token !== undefined && isTextOfDefault(token) ? textLiteral(unquoted(word)) : word
}

const readConflict = (reader: TokenReader): string | undefined => {
  if (!reader.take('ON', 'CONFLICT')) return undefined
  const action = reader.next().toUpperCase()
  return action === 'ABORT' ? undefined : action
}

const readConstraint = (
  sql: string,
  reader: TokenReader,
  name: string | undefined,
  column: string | undefined,
): ParsedConstraint => {
  const shared = { name, column }
  if (reader.take('PRIMARY', 'KEY')) {
    const key = readKey(reader, column)
    const conflict = readConflict(reader)
    return { ...shared, ...key, conflict, kind: 'primary', counts: reader.take('AUTOINCREMENT') }
  }
  if (reader.take('UNIQUE')) {
    const key = readKey(reader, column)
    return { ...shared, ...key, kind: 'unique', conflict: readConflict(reader) }
  }
  if (reader.take('CHECK')) {
    const text = written(sql, reader)
    readConflict(reader) // Heeded by nothing.
    return { ...shared, kind: 'check', sql: text, conflict: undefined }
  }
  const columns = reader.take('FOREIGN', 'KEY')
    ? reader.list().map(nameOf)
    : column === undefined
      ? []
      : [column]
  if (!reader.take('REFERENCES'))
    throw new Error(`A clause of CREATE TABLE that is not known: ${reader.next()}`)
  return { ...shared, kind: 'foreign', columns, ...readTarget(reader) }
}

const nameOf = (tokens: readonly Token[]): string => unquoted(tokens[0]?.text ?? '')

/** Columns of a key; a direction or a collation of its own cannot be said. */
const readKey = (reader: TokenReader, column: string | undefined) => {
  if (column !== undefined) {
    const descending = reader.take('DESC')
    if (!descending) reader.take('ASC')
    return { columns: [column], columnTraits: descending ? [{ column, kind: 'DESC' }] : [] }
  }
  const elements = reader.list()
  const columnTraits = elements.flatMap((tokens) => {
    const kind = tokens
      .slice(1)
      .map(({ text }) => text.toUpperCase())
      .join(' ')
      .replace(/ ?\bASC$/, '')
    return kind === '' ? [] : [{ column: nameOf(tokens), kind }]
  })
  return { columns: elements.map(nameOf), columnTraits }
}

/** https://www.sqlite.org/foreignkeys.html */
const readTarget = (reader: TokenReader) => {
  const table = unquoted(reader.next())
  const targetColumns = reader.sees('(') ? reader.list().map(nameOf) : []
  const found = {
    onDelete: 'no action',
    onUpdate: 'no action',
    deferrable: 'no' as Deferrability,
    conflict: undefined,
  }
  for (;;) {
    if (reader.take('ON', 'DELETE')) found.onDelete = readAction(reader)
    else if (reader.take('ON', 'UPDATE')) found.onUpdate = readAction(reader)
    else if (reader.take('MATCH'))
      reader.next() // Heeded by nothing.
    else {
      const deferrable = readDeferral(reader)
      if (deferrable === undefined) return { table, targetColumns, ...found }
      found.deferrable = deferrable
    }
  }
}

const readDeferral = (reader: TokenReader): Deferrability | undefined => {
  const never = reader.take('NOT', 'DEFERRABLE')
  if (!never && !reader.take('DEFERRABLE')) return undefined
  const deferred = reader.take('INITIALLY', 'DEFERRED')
  if (!deferred) reader.take('INITIALLY', 'IMMEDIATE')
  if (never) return 'no'
  return deferred ? 'deferred' : 'immediate'
}

const readAction = (reader: TokenReader): string => {
  const first = reader.next().toLowerCase()
  return first === 'set' || first === 'no' ? `${first} ${reader.next().toLowerCase()}` : first
}
