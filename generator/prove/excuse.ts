import { invert } from '../changes/invert.js'
import type { HazardKind, Step } from '../dialects/dialect.js'
import { planMigration } from '../plan/plan-migration.js'
import type { Failure } from '../plan/verdict.js'
import { lineageOf } from './lineage.js'
import type { ProofRequest } from './proof-request.js'
import type { Trial, TrialFailure } from './run-trial.js'

/** What the plan itself says may go wrong, and the tables that are to be left empty to see the rest of it run. */
export type Excuse = { readonly tables: readonly string[]; readonly note: string }

/** Rows can make a step fail that says so; rows that were let go cannot always be made up again. */
const excusing: { readonly [stage: string]: readonly HazardKind[] } = {
  up: ['may-fail', 'invents-data', 'narrows-type'],
  down: ['may-fail', 'invents-data', 'narrows-type', 'drops-data'],
}

/**
 * A statement that failed where a hazard says that rows may make it fail proves nothing against the plan; the proof goes on
 * without rows in that table and says so. undefined: there is no such excuse, or no row left to blame.
 */
export const excuse = (
  { failure, step }: TrialFailure,
  { sample }: Trial,
  request: ProofRequest,
  without: ReadonlySet<string>,
): Excuse | undefined => {
  if (failure.kind !== 'error' || sample.rows === 0) return undefined
  const declared = hazardousTables(failure.stage, request)
  // What a transaction as a whole was refused for may be of any of its steps.
  const blamed = step === undefined || failure.statement === 'commit' ? declared : tablesOf(step)
  const found = declared.filter((name) => blamed.includes(name))
  const tables = namesBefore(found, request).filter((name) => !without.has(name))
  if (tables.length === 0) return undefined
  return { tables, note: noteOf(tables, failure) }
}

const noteOf = (
  tables: readonly string[],
  { stage, statement, message }: Extract<Failure, { readonly kind: 'error' }>,
): string =>
  `${tables.join(' and ')}: ran without rows, because with them ${stage} fails at "${statement}": ${message}`

/** Planned anew, because SQL that was read from files says nothing of hazards. */
const hazardousTables = (stage: Failure['stage'], request: ProofRequest): readonly string[] => {
  const kinds = excusing[stage] ?? []
  const { changes, before, after } = request
  const up = planMigration(changes, request, { before, after })
  const down = planMigration(invert(changes), request, { before: after, after: before })
  const steps = (stage === 'down' ? [up, down] : [up]).flatMap(({ transactions }) =>
    transactions.flatMap((transaction) => transaction.steps),
  )
  const declares = ({ hazards }: Step): boolean => hazards.some(({ kind }) => kinds.includes(kind))
  return [...new Set(steps.filter(declares).flatMap(tablesOf))]
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
