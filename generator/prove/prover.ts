import { sameState } from '../model/equal.js'
import { emptyModel, type Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'
import type { Failure, Verdict } from '../plan/verdict.js'
import { creation } from './creation.js'
import type { Engine, EngineDatabase } from './engine.js'
import { excuse } from './excuse.js'
import type { ProofRequest } from './proof-request.js'
import { runPlanAtOnce } from './run-plan.js'
import { catalogueFailure, runTrial, type Trial } from './run-trial.js'
import { noLimits, type RowLimits } from './sample-rows/row-limits.js'

export type Prover = {
  readonly prove: (request: ProofRequest) => Promise<Verdict>
  readonly close: () => Promise<void>
}

/** A database that holds a model, made afresh. */
type Fresh = {
  readonly model: Model
  readonly database: EngineDatabase
  /** undefined: not yet read. */
  readonly catalogue?: readonly string[]
}

/** What one migration ends with, made afresh for comparison, is what the next begins with. */
export const openProver = (engine: Engine): Prover => {
  let at: Fresh | undefined
  const close = async (): Promise<void> => {
    await at?.database.close()
    at = undefined
  }
  /** Whoever asks uses the database up. */
  const make = async (model: Model, request: ProofRequest): Promise<Fresh | Failure> => {
    await close()
    const database = await engine.open()
    const fresh = { model, database }
    at = fresh
    const made = await runPlanAtOnce({ database, stage: 'before' }, creation(model, request))
    return made.failure ?? fresh
  }
  const start = async (request: ProofRequest): Promise<Fresh | Failure> => {
    const ready = at
    if (ready === undefined || !sameState(ready.model, request.before)) return make(request.before, request)
    return ready
  }

  const prove = async (
    request: ProofRequest,
    limits: RowLimits,
    notes: ReadonlyMap<string, string>,
  ): Promise<Verdict> => {
    const begun = await start(request)
    if (!('database' in begun)) return refuted(request, engine, begun)
    at = undefined
    const trial = await runTrial(begun.database, request, limits, begun.catalogue)
    await begun.database.close()
    const { failed } = trial
    const excused = failed && excuse(failed, trial, request, limits)
    // That a table ran with one row is told no more once it had to run without.
    if (excused)
      return prove(request, excused.limits, new Map([...notes, [excused.tables.join(), excused.note]]))
    const failure = isLoss(failed?.failure)
      ? failed?.failure
      : ((await compareWithFresh(request, trial)) ?? failed?.failure)
    if (failure) return refuted(request, engine, failure)
    const { rows, tables, notes: unfilled } = trial.sample
    return {
      kind: 'proven',
      dialect: request.dialect.name,
      engine: engine.title,
      rows,
      tables,
      notes: [...notes.values(), ...unfilled, ...trial.seen],
      observed: { up: trial.up, down: trial.down },
    }
  }

  /** The database made for it stays, for a migration that begins with it. */
  const compareWithFresh = async (request: ProofRequest, { after }: Trial): Promise<Failure | undefined> => {
    if (after === undefined || isCreation(request)) return undefined
    const reference = await make(request.after, request)
    if (!('database' in reference)) return { ...reference, stage: 'up' }
    const catalogue = await reference.database.catalogue()
    at = { ...reference, catalogue }
    return catalogueFailure('up', after, catalogue)?.failure
  }

  return { prove: (request) => prove(request, noLimits, new Map()), close }
}

const refuted = ({ dialect }: ProofRequest, { title }: Engine, failure: Failure): Verdict => ({
  kind: 'refuted',
  dialect: dialect.name,
  engine: title,
  failure,
})

/** Rows that are lost tell more than whatever else is wrong by then. */
const isLoss = (failure: Failure | undefined): boolean => failure?.kind === 'rows' && failure.stage === 'up'

/** A migration that begins with nothing and runs the very SQL of a fresh database has just made one. */
const isCreation = (request: ProofRequest): boolean =>
  sameState(request.before, emptyModel) && sameSql(request.up, creation(request.after, request))

const sameSql = (plan: Plan, other: Plan): boolean =>
  JSON.stringify(sqlOf(plan)) === JSON.stringify(sqlOf(other))

const sqlOf = ({ directives, transactions }: Plan) => [
  directives,
  transactions.map(({ mode, steps }) => [
    mode,
    steps.flatMap((step) => step.statements.map(({ sql }) => sql)),
  ]),
]
