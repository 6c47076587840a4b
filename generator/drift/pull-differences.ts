import type { Introspection, OtherObject } from '../dialects/introspection.js'
import { compareDatabases, type ObjectDrift, withoutSpelling } from './compare.js'
import { titleOf } from './described-objects.js'
import { shownTraits } from './sentence.js'
import { type ReadDatabase, untoldLines } from './untold-lines.js'

/**
 * What a database made of the pulled schema has otherwise than the one it was pulled from; what was left out is told apart.
 * Lines of the catalogue that nothing told explains are told as they are, so that nothing is lost for want of a word. `respelled` is
 * the original as the engine that made the other writes it.
 */
export const pullDifferences = (
  original: ReadDatabase,
  made: ReadDatabase,
  leftOut: readonly OtherObject[],
  respelled: Introspection = original.introspection,
): readonly string[] => {
  const titles = new Set(leftOut.map(titleOf))
  const comparison = withoutSpelling(
    compareDatabases(original.introspection, made.introspection),
    respelled,
    made.introspection,
  )
  const drifts = comparison.drifts.filter(({ object }) => !titles.has(object))
  return [
    ...drifts.map(sentence),
    ...comparison.unmanaged.map((object) => `+ ${object}`),
    ...untoldLines(made, original, { drifts, unmanaged: comparison.unmanaged }, leftOut),
  ]
}

const sentence = (drift: ObjectDrift): string => {
  switch (drift.kind) {
    case 'missing':
      return `- ${drift.object}`
    case 'unexpected':
      return `+ ${drift.object}`
    case 'changed': {
      const { found, expected } = shownTraits(drift.found, drift.expected)
      return `~ ${drift.object}: ${drift.trait} was ${expected}, is ${found}`
    }
    default:
      return drift satisfies never
  }
}
