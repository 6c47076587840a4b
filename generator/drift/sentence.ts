import type { Drift } from './compare.js'

/** As `--json` prints it: what there is none of is null. */
export const jsonDrift = (drift: Drift): object =>
  drift.kind === 'changed'
    ? { ...drift, expected: drift.expected ?? null, found: drift.found ?? null }
    : drift

/** With the sign of a difference in front: `-` is missing, `+` is too much, `~` is otherwise. */
export const driftSentence = (drift: Drift): string => {
  switch (drift.kind) {
    case 'missing':
      return `- ${drift.object} is missing`
    case 'unexpected':
      return `+ ${drift.object} is not in the migrations`
    case 'changed':
      return `~ ${drift.object}: ${drift.trait} is ${shownTrait(drift.found)}, should be ${shownTrait(drift.expected)}`
    default:
      return drift satisfies never
  }
}

/** A definition of many lines is told by its first ones that differ; here it is enough that it does. */
export const shownTrait = (text: string | undefined): string => {
  if (text === undefined) return 'nothing'
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 97)}…` : line
}
