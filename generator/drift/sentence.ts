import type { Drift } from './compare.js'
import { stateInWords } from './state-in-words.js'

/** As `--json` prints it: what there is none of is null. */
export const jsonDrift = (drift: Drift): object =>
  drift.kind === 'changed'
    ? { ...drift, expected: drift.expected ?? null, found: drift.found ?? null }
    : drift

/** With the sign of a difference in front: `-` is missing, `+` is too much, `~` is otherwise. */
export const driftSentence = (drift: Drift): string => {
  const state = stateInWords(drift)
  if (state !== undefined) return state
  switch (drift.kind) {
    case 'missing':
      return `- ${drift.object} is missing`
    case 'unexpected':
      return `+ ${drift.object} is not in the migrations${drift.reason === undefined ? '' : `: ${drift.reason}`}`
    case 'changed': {
      const { found, expected } = shownTraits(drift.found, drift.expected)
      return `~ ${drift.object}: ${drift.trait} is ${found}, should be ${expected}`
    }
    case 'line':
      return drift.line
    default:
      return drift satisfies never
  }
}

/** Both texts in one line each; of long ones the part in which they differ, with what stands around it. */
export const shownTraits = (
  found: string | undefined,
  expected: string | undefined,
): { readonly found: string; readonly expected: string } => {
  if (found === undefined || expected === undefined)
    return { found: clipped(found), expected: clipped(expected) }
  const [one, other] = [oneLine(found), oneLine(expected)]
  if (one.length <= longest && other.length <= longest) return { found: one, expected: other }
  const start = Math.max(0, commonStart(one, other) - around)
  const end = Math.max(0, commonStart(reversed(one), reversed(other)) - around)
  return { found: part(one, start, end), expected: part(other, start, end) }
}

const longest = 100
const around = 30

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const clipped = (text: string | undefined): string => {
  if (text === undefined) return 'nothing'
  const line = oneLine(text)
  return line.length > longest ? `${line.slice(0, longest - 3)}…` : line
}

const reversed = (text: string): string => [...text].reverse().join('')

const commonStart = (one: string, other: string): number => {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

const part = (text: string, start: number, end: number): string => {
  const stop = Math.max(start, text.length - end)
  const middle = text.slice(start, stop)
  const cut = middle.length > 2 * longest ? `${middle.slice(0, 2 * longest)}…` : middle
  return `${start > 0 ? '…' : ''}${cut}${stop < text.length && cut === middle ? '…' : ''}`
}
