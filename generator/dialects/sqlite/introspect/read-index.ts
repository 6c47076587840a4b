import type { Index, IndexElement } from '../../../model/model.js'
import { readTokens } from '../catalogue/token-reader.js'
import { type Token, tokenize, unquoted } from '../catalogue/tokenize.js'

/** A CREATE INDEX: https://www.sqlite.org/lang_createindex.html */
export const readIndex = (name: string, sql: string, columns: readonly string[]): Index => {
  const reader = readTokens(tokenize(sql))
  reader.take('CREATE')
  const unique = reader.take('UNIQUE')
  while (!reader.sees('ON')) reader.next()
  reader.take('ON')
  reader.next()
  const elements = reader.list().map((tokens) => readElement(sql, tokens, columns))
  const where = reader.take('WHERE') ? restOf(sql, reader.next, reader.done) : undefined
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

/** All that is left of the text, from the WHERE on. */
const restOf = (sql: string, next: () => string, done: () => boolean): string => {
  while (!done()) next()
  const tokens = tokenize(sql)
  let depth = 0
  const at = tokens.findIndex(({ text }) => {
    if (text === '(') depth++
    if (text === ')') depth--
    return depth === 0 && text.toUpperCase() === 'WHERE'
  })
  return sql.slice(tokens[at]?.end ?? 0).trim()
}

const readElement = (sql: string, tokens: readonly Token[], columns: readonly string[]): IndexElement => {
  const last = tokens.at(-1)?.text.toUpperCase()
  const body = last === 'ASC' || last === 'DESC' ? tokens.slice(0, -1) : tokens
  const collated = body.at(-2)?.text.toUpperCase() === 'COLLATE'
  const what = collated ? body.slice(0, -2) : body
  const shared = { descending: last === 'DESC', nulls: undefined, operatorClass: undefined }
  const name = unquoted(what[0]?.text ?? '')
  const column =
    what.length === 1 ? columns.find((each) => each.toLowerCase() === name.toLowerCase()) : undefined
  if (column !== undefined) {
    return {
      kind: 'column',
      column,
      collate: collated ? unquoted(body.at(-1)?.text ?? '') : undefined,
      ...shared,
    }
  }
  return { kind: 'expression', sql: sql.slice(body[0]?.at ?? 0, body.at(-1)?.end ?? 0), ...shared }
}
