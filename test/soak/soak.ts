import type { Dialect } from '../../generator/dialects/dialect.js'
import { compareVersions } from '../../generator/dialects/version.js'
import type { PlanTarget } from '../../generator/plan/plan-migration.js'
import type { Engine } from '../../generator/prove/engine.js'
import { type RandomPair, randomPair } from '../support/random-models/random-pair.js'
import { likeness, type Reproduction, shrink } from './shrink.js'
import { type PairOutcome, tryPair } from './try-pair.js'

export type Soak = {
  readonly dialect: Dialect
  readonly engine: Engine
  /** Of the first pair; the others follow. */
  readonly seed: number
  readonly pairs: number
  /** From one pair to the next, where several share the work. */
  readonly stride: number
  /** No new pair is begun after so long. */
  readonly seconds: number
  /** Ends after so many failures that differ. */
  readonly failures: number
}

export type SoakCounts = {
  pairs: number
  proven: number
  failed: number
  rows: number
  nothingToDo: number
  /** Pairs in which some table could not have rows. */
  withNotes: number
  /** By the codes of their diagnostics. */
  readonly refused: { [codes: string]: number }
}

export type SoakResult = { readonly counts: SoakCounts; readonly failures: readonly Reproduction[] }

export const noCounts = (): SoakCounts => ({
  pairs: 0,
  proven: 0,
  failed: 0,
  rows: 0,
  nothingToDo: 0,
  withNotes: 0,
  refused: {},
})

/** Pair after pair until one fails, or several that differ, which are then made small. */
export async function soak(work: Soak): Promise<SoakResult> {
  const { dialect, engine, seed, stride } = work
  const counts = noCounts()
  const failures = new Map<string, Reproduction>()
  const end = Date.now() + work.seconds * 1000
  for (
    let number = 0;
    number < work.pairs && Date.now() < end && failures.size < work.failures;
    number += 1
  ) {
    const own = seed + number * stride
    const trial = { engine, target: targetFor(own, dialect, engine) }
    const outcome = await tryPair(pairOf(own), trial)
    count(counts, outcome)
    if (outcome.kind !== 'failed' || failures.has(likeness(outcome.message))) continue
    failures.set(likeness(outcome.message), await shrink(own, trial, outcome.message))
  }
  return { counts, failures: [...failures.values()] }
}

const pairOf = (seed: number): RandomPair => {
  try {
    return randomPair(seed)
  } catch (cause) {
    throw new Error(`No pair of models for seed ${seed}`, { cause })
  }
}

/** In turn for the oldest version that is served unless told and for the one that runs, which may have better ways. */
export function targetFor(seed: number, dialect: Dialect, { title }: Pick<Engine, 'title'>): PlanTarget {
  const running = /\d+(\.\d+)*/.exec(title)?.[0] ?? dialect.versions.default
  const isOlder = compareVersions(running, dialect.versions.default) < 0
  return { dialect, version: isOlder || seed % 2 === 1 ? running : dialect.versions.default }
}

function count(counts: SoakCounts, outcome: PairOutcome): void {
  counts.pairs += 1
  switch (outcome.kind) {
    case 'proven':
      counts.proven += 1
      counts.rows += outcome.rows
      if (outcome.notes.length > 0) counts.withNotes += 1
      return
    case 'nothing to do':
      counts.nothingToDo += 1
      return
    case 'refused': {
      const codes = outcome.codes.join(', ')
      counts.refused[codes] = (counts.refused[codes] ?? 0) + 1
      return
    }
    case 'failed':
      counts.failed += 1
      return
    default:
      outcome satisfies never
  }
}

export function addCounts(sum: SoakCounts, own: SoakCounts): void {
  for (const key of ['pairs', 'proven', 'failed', 'rows', 'nothingToDo', 'withNotes'] as const)
    sum[key] += own[key]
  for (const [codes, times] of Object.entries(own.refused)) {
    sum.refused[codes] = (sum.refused[codes] ?? 0) + times
  }
}

export function formatCounts({
  pairs,
  proven,
  failed,
  rows,
  nothingToDo,
  withNotes,
  refused,
}: SoakCounts): string {
  const share = (times: number): string => `${((100 * times) / Math.max(pairs, 1)).toFixed(1)} %`
  const codes = Object.entries(refused).map(([name, times]) => `${name} ${share(times)}`)
  return [
    `${pairs} pairs: ${proven} proven with ${rows} rows (${withNotes} of them with a table or a check left out)`,
    `${nothingToDo} with nothing to do, ${failed} failed`,
    codes.length === 0 ? 'none refused' : `refused: ${codes.join('; ')}`,
  ].join(', ')
}

export const formatReproduction = ({ seed, version, edits, before, after, message }: Reproduction): string =>
  [
    `seed ${seed}, written for version ${version}; edits: ${edits.join('; ')}`,
    '--- schema.before.yaml',
    before.trimEnd(),
    '--- schema.after.yaml',
    after.trimEnd(),
    '---',
    message,
  ].join('\n')
