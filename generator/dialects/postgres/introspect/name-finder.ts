import { wordsIn } from '../../mentions.js'
import { keywords } from '../keywords.js'

/**
 * Finds the names that a text has, in their order. A name that is also a word of SQL is only meant where it stands in quotes; of one with a
 * schema both stand there. The names are gone through once, however many texts there are.
 */
export const nameFinder = (names: readonly string[]): ((body: string) => readonly string[]) => {
  const places = new Map([...new Set(names)].map((name, place) => [name, place]))
  const byWord = groupedByWord([...places.keys()])
  return (body) => {
    const words = wordsIn(body)
    const isMeant = (name: string): boolean =>
      words.has(name.toLowerCase()) && (!keywords.has(name) || body.includes(`"${name}"`))
    const candidates = new Set([...words].flatMap((word) => byWord.get(word) ?? []))
    return [...candidates]
      .filter((name) => isMeant(name) || name.split('.').every(isMeant))
      .sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0))
  }
}

/** Each under the whole of it, and under what stands behind its schema. */
const groupedByWord = (names: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const groups = new Map<string, string[]>()
  for (const name of names) {
    const folded = name.toLowerCase()
    for (const word of new Set([folded, folded.slice(folded.lastIndexOf('.') + 1)])) {
      const group = groups.get(word)
      if (group) group.push(name)
      else groups.set(word, [name])
    }
  }
  return groups
}
