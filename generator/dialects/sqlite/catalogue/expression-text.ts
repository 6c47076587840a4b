import { textLiteral } from './constants.js'
import { type Token, unquoted } from './tokenize.js'

/**
 * The tokens of an expression over a table, without parentheses around all of it, and with texts where double quotes stand around
 * what is no name: https://www.sqlite.org/quirks.html#double_quoted_string_literals_are_accepted
 */
export const expressionTokens = (
  tokens: readonly Token[],
  hasColumn: (name: string) => boolean,
): readonly Token[] =>
  withoutParentheses(tokens).map((token, index, all) => {
    const isText =
      token.kind === 'name' &&
      !isQualifier(all[index + 1]) &&
      !isNamed(all[index - 1]) &&
      !hasColumn(token.text) &&
      !rowNumbers.has(token.text.toLowerCase())
    return isText ? { ...token, kind: 'literal', text: textLiteral(unquoted(token.text)) } : token
  })

const withoutParentheses = (tokens: readonly Token[]): readonly Token[] => {
  if (tokens.length < 3 || !isSign(tokens[0], '(')) return tokens
  let depth = 0
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, '(')) depth++
    if (isSign(token, ')')) depth--
    if (depth === 0) return index === tokens.length - 1 ? withoutParentheses(tokens.slice(1, -1)) : tokens
  }
  return tokens
}

const isSign = (token: Token | undefined, text: string): boolean =>
  token?.kind === 'sign' && token.text === text

const isQualifier = (next: Token | undefined): boolean => isSign(next, '.') || isSign(next, '(')

/** Behind a point, or COLLATE, or AS there is a name whatever it is. */
const isNamed = (before: Token | undefined): boolean =>
  isSign(before, '.') || (before?.kind === 'word' && /^(?:collate|as)$/i.test(before.text))

const rowNumbers: ReadonlySet<string> = new Set(['rowid', 'oid', '_rowid_'])
