const camelHump = /(\p{Ll}|\p{Lo}|\p{N})(\p{Lu}\p{Ll}?)/gu
const acronymEnd = /(\p{Lu})(\p{Lu}\p{Ll})/gu
const notInWord = /[^\p{L}\p{N}\p{M}]+/u
const startsIdentifier = /^[\p{ID_Start}_]/u
const notInIdentifier = /\P{ID_Continue}/gu

/**
 * The words of any name a database accepts. A name without a letter or digit, such as `!` or an emoji, is spelled by its code
 * points, so that two such names stay apart.
 */
export const words = (name: string): readonly string[] => {
  const found = name
    .normalize('NFC')
    .replace(acronymEnd, '$1_$2')
    .replace(camelHump, '$1_$2')
    .split(notInWord)
    .map((word) => word.replace(notInIdentifier, ''))
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
  return found.length > 0 ? found : [spelled(name)]
}

const spelled = (name: string): string =>
  `u${Array.from(name.normalize('NFC'), (character) => character.codePointAt(0)?.toString(16)).join('x')}`

/** `researchRuns` and `Research runs` become `research_runs`. */
export const snake = (name: string): string => identifier(words(name).map(lower).join('_'))

/** `research_runs` becomes `researchRuns`. */
export const camel = (name: string): string =>
  identifier(
    words(name)
      .map((word, index) => (index === 0 ? lower(word) : capitalized(word)))
      .join(''),
  )

/** `research_runs` becomes `ResearchRuns`. */
export const pascal = (name: string): string => identifier(words(name).map(capitalized).join(''))

const lower = (word: string): string => word.toLowerCase()

const capitalized = (word: string): string => {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('').toLowerCase()
}

/** Changing case can leave what TypeScript does not take (`ŉ` becomes an apostrophe and N), and a name may start with a digit. */
const identifier = (text: string): string => {
  const clean = text.normalize('NFC').replace(notInIdentifier, '')
  return startsIdentifier.test(clean) ? clean : `_${clean}`
}
