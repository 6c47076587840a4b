import { mentionedNames } from '../../mentions.js'
import { tokenize, unquoted } from '../catalogue/tokenize.js'

/** Names that stand in the SQL; words of the database's own are names only in quotes. */
export const mentionedIn = (sql: string, names: readonly string[], itself: string): readonly string[] => {
  const quoted = new Set(
    tokenize(sql).flatMap(({ kind, text }) =>
      kind === 'name' || kind === 'literal' ? [unquoted(text).toLowerCase()] : [],
    ),
  )
  return mentionedNames(sql, names, itself).filter((name) => {
    const folded = name.toLowerCase()
    return !reserved.has(folded) || quoted.has(folded)
  })
}

/** Those that nothing can be called without quotes: https://www.sqlite.org/lang_keywords.html */
const reserved: ReadonlySet<string> = new Set(
  `add all alter and as autoincrement between case check collate commit constraint create default deferrable delete
  distinct drop else escape except exists foreign from group having in index insert intersect into is isnull join limit
  not nothing notnull null on or order primary references returning select set table then to transaction union unique
  update using values when where`.split(/\s+/),
)
