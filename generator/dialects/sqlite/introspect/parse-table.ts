import { readTokens, type TokenReader } from '../catalogue/token-reader.js'
import { type Token, tokenize, unquoted } from '../catalogue/tokenize.js'

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
  /** What stands there and cannot be said: `ON CONFLICT IGNORE`. */
  readonly traits: readonly string[]
}

export type ParsedConstraint = {
  readonly name: string | undefined
  /** The column behind which it stands. */
  readonly column: string | undefined
  readonly traits: readonly string[]
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
      readonly deferrable: 'no' | 'immediate' | 'deferred'
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
  const columns: ParsedColumn[] = []
  const constraints: ParsedConstraint[] = []
  for (const part of parts) {
    const inner = readTokens(part)
    if (inner.sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')) {
      while (!inner.done()) constraints.push(readConstraint(sql, inner, readName(inner), undefined))
    } else {
      const column = readColumn(sql, inner, part)
      columns.push(column.column)
      constraints.push(...column.constraints)
    }
  }
  return {
    columns,
    constraints,
    comment: commentsIn(sql.slice(tokens[2]?.end ?? 0, tokens[open]?.at)),
    options: readOptions(reader),
  }
}

const readOptions = (reader: TokenReader): readonly string[] => {
  const options: string[] = []
  while (!reader.done()) {
    if (reader.take(',')) continue
    options.push(reader.take('WITHOUT', 'ROWID') ? 'WITHOUT ROWID' : reader.next().toUpperCase())
  }
  return options
}

const readName = (reader: TokenReader): string | undefined =>
  reader.take('CONSTRAINT') ? unquoted(reader.next()) : undefined

/** A text in parentheses as it was written. */
const written = (sql: string, reader: TokenReader): string => {
  const tokens = reader.inside()
  return sql.slice(tokens[0]?.at ?? 0, tokens.at(-1)?.end ?? 0)
}

type Draft = { -readonly [K in keyof ParsedColumn]: ParsedColumn[K] }

const readColumn = (sql: string, reader: TokenReader, tokens: readonly Token[]) => {
  const name = unquoted(reader.next())
  const column: Draft = {
    name,
    type: readType(reader),
    required: false,
    default: undefined,
    collate: undefined,
    generated: undefined,
    comment: commentAround(sql, tokens),
    traits: [],
  }
  const constraints: ParsedConstraint[] = []
  while (!reader.done()) {
    const constraint = readName(reader)
    if (!readClause(sql, reader, column)) constraints.push(readConstraint(sql, reader, constraint, name))
  }
  return { column, constraints }
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
    column.traits = [...column.traits, ...readConflict(reader)]
  } else if (reader.take('NULL')) {
    column.traits = [...column.traits, ...readConflict(reader)]
  } else if (reader.take('DEFAULT')) column.default = readDefault(sql, reader)
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
  const word = reader.next()
  return word === '+' || word === '-' ? `${word}${reader.next()}` : word
}

const readConflict = (reader: TokenReader): readonly string[] => {
  if (!reader.take('ON', 'CONFLICT')) return []
  const action = reader.next().toUpperCase()
  return action === 'ABORT' ? [] : [`ON CONFLICT ${action}`]
}

const readConstraint = (
  sql: string,
  reader: TokenReader,
  name: string | undefined,
  column: string | undefined,
): ParsedConstraint => {
  const shared = { name, column }
  if (reader.take('PRIMARY', 'KEY')) {
    const { columns, traits } = readKey(reader, column)
    const conflict = readConflict(reader)
    const counts = reader.take('AUTOINCREMENT')
    return { ...shared, kind: 'primary', columns, counts, traits: [...traits, ...conflict] }
  }
  if (reader.take('UNIQUE')) {
    const { columns, traits } = readKey(reader, column)
    return { ...shared, kind: 'unique', columns, traits: [...traits, ...readConflict(reader)] }
  }
  if (reader.take('CHECK')) {
    const text = written(sql, reader)
    return { ...shared, kind: 'check', sql: text, traits: readConflict(reader) }
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
    return { columns: [column], traits: descending ? ['DESC'] : [] }
  }
  const elements = reader.list()
  const traits = elements.flatMap((tokens) => {
    const rest = tokens
      .slice(1)
      .map(({ text }) => text.toUpperCase())
      .join(' ')
    return rest === '' || rest === 'ASC' ? [] : [rest]
  })
  return { columns: elements.map(nameOf), traits }
}

/** https://www.sqlite.org/foreignkeys.html */
const readTarget = (reader: TokenReader) => {
  const table = unquoted(reader.next())
  const targetColumns = reader.sees('(') ? reader.list().map(nameOf) : []
  const found = {
    onDelete: 'no action',
    onUpdate: 'no action',
    deferrable: 'no' as 'no' | 'immediate' | 'deferred',
    traits: [] as string[],
  }
  for (;;) {
    if (reader.take('ON', 'DELETE')) found.onDelete = readAction(reader)
    else if (reader.take('ON', 'UPDATE')) found.onUpdate = readAction(reader)
    else if (reader.take('MATCH')) found.traits.push(`MATCH ${reader.next().toUpperCase()}`)
    else if (reader.take('NOT', 'DEFERRABLE')) {
      if (!reader.take('INITIALLY', 'IMMEDIATE')) reader.take('INITIALLY', 'DEFERRED')
    } else if (reader.take('DEFERRABLE')) {
      found.deferrable = reader.take('INITIALLY', 'DEFERRED') ? 'deferred' : 'immediate'
      reader.take('INITIALLY', 'IMMEDIATE')
    } else return { table, targetColumns, ...found }
  }
}

const readAction = (reader: TokenReader): string => {
  const first = reader.next().toLowerCase()
  return first === 'set' || first === 'no' ? `${first} ${reader.next().toLowerCase()}` : first
}

/** Lines of comment above a column, or the one behind it on its line. */
const commentAround = (sql: string, tokens: readonly Token[]): string | undefined => {
  const at = tokens[0]?.at ?? 0
  const before = sql.slice(0, at)
  const above = /(?:^|\n)((?:[ \t]*--[^\n]*\n)+)[ \t]*$/.exec(before)?.[1]
  const [, behind] = /^[ \t]*,?[ \t]*(--[^\n]*)/.exec(sql.slice(tokens.at(-1)?.end ?? at)) ?? []
  return commentsIn(above ?? '') ?? commentsIn(behind ?? '')
}

const commentsIn = (text: string): string | undefined => {
  const lines = text.match(/--[^\n]*/g) ?? []
  return lines.length === 0 ? undefined : lines.map((line) => line.replace(/^--+ ?/, '').trimEnd()).join('\n')
}
