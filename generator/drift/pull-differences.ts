import type { Introspection } from '../dialects/introspection.js'
import { compareDatabases, type Drift } from './compare.js'
import { titleOf } from './described-objects.js'
import { shownTrait } from './sentence.js'

/** What a database made of the pulled schema has otherwise than the one it was pulled from; what was left out is told apart. */
export const pullDifferences = (original: Introspection, made: Introspection): readonly string[] => {
  const leftOut = new Set(
    original.others.flatMap((other) => (other.script === undefined ? [titleOf(other)] : [])),
  )
  const { drifts, unmanaged } = compareDatabases(original, made)
  return [
    ...drifts.filter(({ object }) => !leftOut.has(object)).map(sentence),
    ...unmanaged.map((object) => `+ ${object}`),
  ]
}

const sentence = (drift: Drift): string => {
  switch (drift.kind) {
    case 'missing':
      return `- ${drift.object}`
    case 'unexpected':
      return `+ ${drift.object}`
    case 'changed':
      return `~ ${drift.object}: ${drift.trait} was ${shownTrait(drift.expected)}, is ${shownTrait(drift.found)}`
    default:
      return drift satisfies never
  }
}
