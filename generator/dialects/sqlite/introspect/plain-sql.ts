import { expressionTokens } from '../catalogue/expression-text.js'
import { tokenize, unquoted } from '../catalogue/tokenize.js'
import { keywords } from '../keywords.js'

/** An expression as a person writes it: without parentheses around all of it, and without quotes where a name needs none. */
export const plainSql = (sql: string, hasColumn: (name: string) => boolean): string => {
  const tokens = tokenize(sql)
  const kinds = new Map(tokens.map(({ at, kind }) => [at, kind]))
  const kept = expressionTokens(tokens, (name) => hasColumn(unquoted(name)))
  const pieces = kept.map((token, index) => {
    const before = sql.slice(kept[index - 1]?.end ?? token.at, token.at)
    const written = sql.slice(token.at, token.end)
    if (kinds.get(token.at) !== 'name') return before + written
    return before + (token.kind === 'name' ? plainName(written) : token.text)
  })
  return pieces.join('')
}

const plainName = (written: string): string => {
  const name = unquoted(written)
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) && !keywords.has(name.toLowerCase())
    ? name
    : `"${name.replaceAll('"', '""')}"`
}
