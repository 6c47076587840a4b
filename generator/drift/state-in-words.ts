import type { Drift } from './compare.js'

/** What a table is either way, by the kind that the object has in comparisons: where there is such an object, and where not. */
const states: readonly (readonly [kind: string, subject: string, given: string, absent: string])[] = [
  ['unlogged table', 'it is', 'unlogged', 'logged'],
  ['clustered table', 'the index to cluster by is', 'chosen', 'none'],
  ['row security', 'row security is', 'on', 'off'],
  ['forced row security', 'row security of its owner is', 'on', 'off'],
  ['replica identity', 'its replica identity is', 'one of its own', 'the default'],
  ['storage options', 'its storage options are', 'set', 'the default'],
]

/** The sentence of a state that is there or not; undefined for objects that come and go. */
export const stateInWords = (drift: Drift): string | undefined => {
  if (drift.kind === 'changed' || drift.kind === 'line') return undefined
  const [kind, subject, given, absent] = states.find(([each]) => drift.object.startsWith(`${each} `)) ?? []
  if (kind === undefined) return undefined
  const [found, expected] = drift.kind === 'missing' ? [absent, given] : [given, absent]
  return `~ table ${drift.object.slice(kind.length + 1)}: ${subject} ${found}, should be ${expected}`
}
