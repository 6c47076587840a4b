import { mentionedNames } from '../../mentions.js'
import { type Token, tokenize, unquoted } from '../catalogue/tokenize.js'

/** Names that stand in the SQL; words of the database's own are names only in quotes. */
export const mentionedIn = (sql: string, names: readonly string[], itself: string): readonly string[] => {
  const tokens = tokenize(sql)
  const isVirtual = tokens[1]?.text.toUpperCase() === 'VIRTUAL'
  // What the arguments of a virtual table are, its module alone knows.
  const telling = isVirtual
    ? tokens
    : tokens.filter((token, index) => (isText(token) ? isTable(tokens, index) : !isBlob(token)))
  const quoted = new Set(
    telling.flatMap((token) =>
      token.kind === 'name' || isText(token) ? [unquoted(token.text).toLowerCase()] : [],
    ),
  )
  return mentionedNames(telling.map(asName).join(' '), names, itself).filter((name) => {
    const folded = name.toLowerCase()
    return !reserved.has(folded) || quoted.has(folded)
  })
}

const isText = ({ kind, text }: Token): boolean => kind === 'literal' && text.startsWith("'")

const isBlob = ({ kind, text }: Token): boolean => kind === 'literal' && text.startsWith('X')

/** In single quotes the name of a table can stand, too: https://www.sqlite.org/lang_keywords.html */
const isTable = (tokens: readonly Token[], index: number): boolean => {
  const [before = '', last = ''] = [index - 2, index - 1].map((at) => tokens[at]?.text.toUpperCase())
  if (last === 'FROM') return before !== 'DISTINCT'
  return (before === 'OR' && actions.includes(last)) || ['INTO', 'UPDATE', 'JOIN', 'IN', '.'].includes(last)
}

/** `UPDATE OR IGNORE` */
const actions: readonly string[] = ['ROLLBACK', 'ABORT', 'REPLACE', 'FAIL', 'IGNORE']

const asName = (token: Token): string =>
  isText(token) ? `"${unquoted(token.text).replaceAll('"', '""')}"` : token.text

/** Those that nothing can be called without quotes: https://www.sqlite.org/lang_keywords.html */
const reserved: ReadonlySet<string> = new Set(
  `add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
  distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join limit
  not nothing notnull null on or order primary references returning select set table then to transaction union unique
  update using values when where`.split(/\s+/),
)
