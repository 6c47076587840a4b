import { invert } from '../changes/invert.js'
import type { HazardKind, Step } from '../dialects/dialect.js'
import { planMigration } from '../plan/plan-migration.js'
import type { Failure } from '../plan/verdict.js'
import { lineageOf } from './lineage.js'
import type { ProofRequest } from './proof-request.js'
import type { Trial, TrialFailure } from './run-trial.js'
import type { RowLimits } from './sample-rows/row-limits.js'

/** What the plan itself says may go wrong, and how few rows tables may have to see the rest of it run. */
export type Excuse = {
  readonly tables: readonly string[]
  readonly limits: RowLimits
  readonly note: string
}

type ErrorFailure = Extract<Failure, { readonly kind: 'error' }>

/** Where a single row can go, several may be too many: they are made equal, say. */
const failsWithSeveral: Excusing = {
  up: ['may-fail', 'invents-data', 'narrows-type'],
  down: ['may-fail', 'invents-data'],
}
/**
 * Only what says that rows stop the migration lets a single one do so. A value that went one way must find its way back: on the
 * way down no narrower type is an excuse.
 */
const failsWithAny: Excusing = { up: ['may-fail', 'narrows-type'], down: ['may-fail'] }

type Excusing = { readonly up: readonly HazardKind[]; readonly down: readonly HazardKind[] }

/**
 * A statement that failed where a hazard of the same direction says that rows may make it fail proves nothing against the plan;
 * the proof goes on with one row in that table, and if that cannot go either, with none, in it or where it gets them from, and says so. undefined: there is no such
 * excuse, or no row left to blame.
 */
export const excuse = (
  { failure, step }: TrialFailure,
  { sample }: Trial,
  request: ProofRequest,
  limits: RowLimits,
): Excuse | undefined => {
  if (failure.kind !== 'error' || sample.rows === 0) return undefined
  const blamed = (excusing: Excusing): readonly string[] => {
    const kinds = failure.stage === 'down' ? excusing.down : excusing.up
    const declared = hazardousTables(failure.stage, request, kinds)
    // What a transaction as a whole was refused for may be of any of its steps.
    const own = step === undefined || failure.statement === 'commit' ? declared : tablesOf(step)
    return namesBefore(
      declared.filter((name) => own.includes(name)),
      request,
    )
  }
  const full = blamed(failsWithSeveral).filter((name) => !limits.has(name))
  if (full.length > 0) return excused(full, 1, limits, failure)
  const any = blamed(failsWithAny)
  const single = any.filter((name) => limits.get(name) === 1)
  if (single.length > 0) return excused(single, 0, limits, failure)
  const filling = tablesBeside(any, request).filter((name) => limits.get(name) !== 0)
  return filling.length > 0 ? excused(filling, 0, limits, failure) : undefined
}

/** A table that was to have no rows may get them from the author's own trigger on another. */
const tablesBeside = (names: readonly string[], { before, dialect }: ProofRequest): readonly string[] => {
  const beside = before.scripts
    .filter(
      ({ create, dependsOn }) =>
        Object.hasOwn(create, dialect.name) && names.some((name) => dependsOn.includes(name)),
    )
    .flatMap(({ dependsOn }) => dependsOn)
  return before.tables
    .map(({ name }) => name)
    .filter((name) => beside.includes(name) && !names.includes(name))
}

const excused = (
  tables: readonly string[],
  limit: 0 | 1,
  limits: RowLimits,
  { stage, statement, message }: ErrorFailure,
): Excuse => ({
  tables,
  limits: new Map([...limits, ...tables.map((name) => [name, limit] as const)]),
  note:
    limit === 0
      ? `${tables.join(' and ')}: ran without rows, because with them ${stage} fails at "${statement}": ${message}`
      : `${tables.join(' and ')}: ran with one row, because with more ${stage} fails at "${statement}": ${message}`,
})

/** Planned anew, because SQL that was read from files says nothing of hazards. */
const hazardousTables = (
  stage: Failure['stage'],
  request: ProofRequest,
  kinds: readonly HazardKind[],
): readonly string[] => {
  const { changes, before, after } = request
  const { transactions } =
    stage === 'down'
      ? planMigration(invert(changes), request, { before: after, after: before })
      : planMigration(changes, request, { before, after })
  const declares = ({ hazards }: Step): boolean => hazards.some(({ kind }) => kinds.includes(kind))
  return [...new Set(transactions.flatMap(({ steps }) => steps.filter(declares).flatMap(tablesOf)))]
}

/** By the names that they have in the changes that caused the step. */
const tablesOf = ({ causes, subject }: Step): readonly string[] => [
  ...(subject.table === undefined ? [] : [subject.table.name]),
  ...causes.flatMap((change) => {
    if (!('table' in change)) return []
    return [typeof change.table === 'string' ? change.table : change.table.name]
  }),
]

const namesBefore = (
  names: readonly string[],
  { changes, before, after, dialect }: ProofRequest,
): readonly string[] => {
  const { kept } = lineageOf({ changes, before, after, dialect: dialect.name })
  const meant = names.flatMap((name) => {
    const renamed = kept.find((table) => table.after.name === name)?.before.name
    const known = before.tables.some((table) => table.name === name) ? name : undefined
    return renamed ?? known ?? []
  })
  return [...new Set(meant)]
}
