import { expressionTokens } from './expression-text.js'
import type { Names } from './names.js'
import { readTokens } from './token-reader.js'
import { bareName, canonicalText, type Token, tokenize } from './tokenize.js'

/** A CREATE INDEX in one form: https://www.sqlite.org/lang_createindex.html */
export const indexLine = (sql: string, names: Names): string => {
  const reader = readTokens(tokenize(sql))
  reader.take('CREATE')
  const unique = reader.take('UNIQUE') ? 'UNIQUE ' : ''
  reader.take('INDEX')
  const index = reader.name()
  reader.take('ON')
  const table = names.table(reader.name())
  const elements = reader.list().map((tokens) => elementText(tokens, table, names))
  const where = reader.take('WHERE')
    ? ` WHERE ${canonicalText(expressionTokens(reader.rest(), names.hasColumn(table)))}`
    : ''
  return `CREATE ${unique}INDEX ${index} ON ${table} ( ${elements.join(' , ')} )${where}`
}

/** A column or an expression, then its collation and direction; ascending is what it is unless it is told. */
export const elementText = (tokens: readonly Token[], table: string, names: Names): string => {
  const direction = wordAt(tokens, -1)
  const directed = direction === 'ASC' || direction === 'DESC' ? tokens.slice(0, -1) : tokens
  const collated = wordAt(directed, -2) === 'COLLATE'
  const what = collated ? directed.slice(0, -2) : directed
  return [
    elementName(what, table, names),
    ...(collated ? [`COLLATE ${bareName(directed.at(-1)?.text ?? '').toUpperCase()}`] : []),
    ...(direction === 'DESC' ? ['DESC'] : []),
  ].join(' ')
}

const elementName = (tokens: readonly Token[], table: string, names: Names): string => {
  const [first, ...more] = tokens
  const name = bareName(first?.text ?? '')
  return more.length === 0 && names.hasColumn(table)(name)
    ? names.column(table, name)
    : canonicalText(expressionTokens(tokens, names.hasColumn(table)))
}

const wordAt = (tokens: readonly Token[], position: number): string | undefined => {
  const token = tokens.at(position)
  return token?.kind === 'word' ? token.text.toUpperCase() : undefined
}
