import type { SqlText } from '../model/model.js'
import type { Rename } from './elements.js'

/**
 * A column's new name in raw SQL, word by word. Where the way back would not lead to the same text again, all of it is left
 * alone, see {@link followsRename}.
 */
export const renameInSql = (sql: SqlText, rename: Rename): SqlText =>
  followsRename(sql, rename) ? mapTexts(sql, (text) => renameInText(text, rename)) : sql

/**
 * Whether a text can take the new name and give it back: the new name must not be in it already, in whatever case, and the old
 * one only as it is written in the schema. A name that is not a plain word must stand in quotes.
 */
const followsRename = (sql: SqlText, rename: Rename): boolean =>
  texts(sql).every((text) => follows(text, rename))

/** The same for renames that follow each other. */
export const followsRenames = (sql: SqlText, renames: readonly Rename[]): boolean => {
  let current = sql
  return renames.every((rename) => {
    const does = followsRename(current, rename)
    current = renameInSql(current, rename)
    return does
  })
}

const follows = (text: string, { from, to }: Rename): boolean =>
  tokensOf(text).every((token) => {
    const name = nameIn(token)
    if (name === undefined) return true
    if (fold(name) === fold(to)) return false
    return fold(name) !== fold(from) || (name === from && (isQuoted(token) || (isPlain(from) && isPlain(to))))
  })

const renameInText = (text: string, { from, to }: Rename): string =>
  tokensOf(text)
    .map((token) => (nameIn(token) !== from ? token : isQuoted(token) ? `"${to.replaceAll('"', '""')}"` : to))
    .join('')

/** Strings and comments as a whole, names in quotes as a whole, words, and single other characters. */
const token =
  /'(?:[^']|'')*'|\$([\p{L}\p{N}_]*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}\p{M}_$]*|[\s\S]/gu

const tokensOf = (text: string): readonly string[] => text.match(token) ?? []

/** The name that a token may stand for; undefined for everything else. */
const nameIn = (text: string): string | undefined => {
  if (isQuoted(text)) return text.slice(1, -1).replaceAll('""', '"')
  return /^[\p{L}_]/u.test(text) ? text : undefined
}

const isQuoted = (text: string): boolean => text.length > 1 && text.startsWith('"')

/** A word that needs no quotes, as far as that can be said without a database's list of reserved words. */
const isPlain = (name: string): boolean => /^[a-z_][a-z0-9_]*$/.test(name)

const fold = (name: string): string => name.toLowerCase()

const texts = (sql: SqlText): readonly string[] => (typeof sql === 'string' ? [sql] : Object.values(sql))

const mapTexts = (sql: SqlText, change: (text: string) => string): SqlText =>
  typeof sql === 'string'
    ? change(sql)
    : Object.fromEntries(Object.entries(sql).map(([dialect, text]) => [dialect, change(text)]))
