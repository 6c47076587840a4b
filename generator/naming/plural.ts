import pluralize from 'pluralize'

/** Words that name a table as they are; the general rules would make `datum` and `medium` of them. */
const unchanged = new Set(['data', 'metadata', 'media', 'news', 'series', 'staff', 'settings'])

const lastWord = /(?:\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+)$/u

/** Only the last word is bent: `literature_references` becomes `literature_reference`. */
export const singular = (name: string): string => bend(name, pluralize.singular)

/** `literature_reference` becomes `literature_references`. */
export const plural = (name: string): string => bend(name, (word) => pluralize.plural(word))

const bend = (name: string, change: (word: string) => string): string =>
  name.normalize('NFC').replace(lastWord, (word) => (unchanged.has(word.toLowerCase()) ? word : change(word)))
