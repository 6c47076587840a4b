import type { Index, IndexElement } from '../../../model/model.js'
import { readTokens } from '../catalogue/token-reader.js'
import { type Token, tokenize, unquoted } from '../catalogue/tokenize.js'
import { plainSql } from './plain-sql.js'
import { collationName } from './read-collation.js'

/** A CREATE INDEX: https://www.sqlite.org/lang_createindex.html */
export const readIndex = (name: string, sql: string, columns: readonly string[]): Index => {
  const reader = readTokens(tokenize(sql))
  reader.take('CREATE')
  const unique = reader.take('UNIQUE')
  reader.take('INDEX')
  reader.name()
  reader.take('ON')
  reader.name()
  const elements = reader.list().map((tokens) => readElement(sql, tokens, columns))
  const where = reader.take('WHERE') ? written(sql, reader.rest(), columns) : undefined
  return {
    name,
    unique,
    elements,
    where,
    live: undefined,
    include: [],
    using: undefined,
    nullsDistinct: true,
    dialects: undefined,
  }
}

const written = (sql: string, tokens: readonly Token[], columns: readonly string[]): string =>
  plainSql(
    sql.slice(tokens[0]?.at ?? 0, tokens.at(-1)?.end ?? 0),
    (name) => spelling(name, columns) !== undefined,
  )

const spelling = (name: string, columns: readonly string[]): string | undefined =>
  columns.find((each) => each.toLowerCase() === name.toLowerCase())

const readElement = (sql: string, tokens: readonly Token[], columns: readonly string[]): IndexElement => {
  const direction = wordAt(tokens, -1)
  const body = direction === 'ASC' || direction === 'DESC' ? tokens.slice(0, -1) : tokens
  const collated = wordAt(body, -2) === 'COLLATE'
  const what = collated ? body.slice(0, -2) : body
  const shared = { descending: direction === 'DESC', nulls: undefined, operatorClass: undefined }
  const column = what.length === 1 ? spelling(unquoted(what[0]?.text ?? ''), columns) : undefined
  if (column === undefined) return { kind: 'expression', sql: written(sql, body, columns), ...shared }
  const collate = collated ? collationName(body.at(-1)?.text ?? '') : undefined
  return { kind: 'column', column, collate, ...shared }
}

const wordAt = (tokens: readonly Token[], position: number): string | undefined => {
  const token = tokens.at(position)
  return token?.kind === 'word' ? token.text.toUpperCase() : undefined
}
