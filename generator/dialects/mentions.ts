import type { SqlText } from '../model/model.js'

/**
 * Whether a SQL text has the name as a word, in whatever case and quotes; that is more than it may mean, never less. A quote in a
 * name is doubled where the name stands in such quotes, and single where it stands in others.
 */
export const mentions = (sql: string | undefined, name: string): boolean =>
  sql !== undefined && wordOf(name).test(sql)

/** The same of a text for whatever database. */
export const isMentioned = (sql: SqlText | undefined, name: string): boolean =>
  (typeof sql === 'object' ? Object.values(sql) : [sql]).some((text) => mentions(text, name))

/** Where it stands as a word, without the quotes around it. */
export const placesOf = (
  sql: string,
  name: string,
): readonly { readonly start: number; readonly end: number }[] =>
  [...sql.matchAll(wordOf(name, 'g'))].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }))

const wordOf = (name: string, flags = ''): RegExp =>
  new RegExp(`(?<!${partOfName})${escaped(name)}(?!${partOfName})`, `iu${flags}`)

const partOfName = '[\\p{L}\\p{M}\\p{N}_$]'

const escaped = (name: string): string =>
  name
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replaceAll('"', '""?')
    .replaceAll('`', '``?')

/** Which of many names stand in the SQL, by going through it once; `itself` is left out. */
export const mentionedNames = (sql: string, names: readonly string[], itself: string): readonly string[] => {
  const words = wordsIn(sql)
  return [...new Set(names)].filter((name) => name !== itself && words.has(name.toLowerCase()))
}

/** All that may be a name in the SQL, in small letters and without quotes. */
export const wordsIn = (sql: string): ReadonlySet<string> =>
  new Set(
    [
      ...(sql.match(/[\p{L}_][\p{L}\p{M}\p{N}_$]*/gu) ?? []),
      ...(sql.match(/"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/g) ?? []).map(withoutQuotes),
    ].map((word) => word.toLowerCase()),
  )

const withoutQuotes = (name: string): string => name.slice(1, -1).replaceAll('""', '"').replaceAll('``', '`')
