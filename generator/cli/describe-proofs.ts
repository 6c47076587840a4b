import type { Verdict } from '../plan/verdict.js'

/** What was run, and what was not, because nothing is claimed of that. */
export function describeProofs(verdicts: readonly Verdict[]): string {
  const proven = distinct(verdicts.flatMap((verdict) => (verdict.kind === 'proven' ? [verdict.engine] : [])))
  const unproven = distinct(
    verdicts.flatMap((verdict) => (verdict.kind === 'unproven' ? [verdict.reason] : [])),
  )
  const run = proven.length > 0 ? [`proven on ${proven.join(' and ')} (up, down, up again)`] : []
  return [...run, ...unproven].join('; ')
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]
