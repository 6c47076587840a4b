import { diffModels } from '../changes/diff.js'
import type { Dialect } from '../dialects/dialect.js'
import { emptyModel, type Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'
import { planMigration } from '../plan/plan-migration.js'
import type { Failure, Stage, Verdict } from '../plan/verdict.js'
import type { Engine, EngineDatabase } from './engine.js'
import { engineFor } from './engines/index.js'
import { runPlan } from './run-plan.js'

export type ProofRequest = {
  readonly before: Model
  readonly after: Model
  readonly dialect: Dialect
  readonly up: Plan
  readonly down: Plan
}

/**
 * Runs a migration up, down and up again on a database inside this process, and compares what the database says of itself
 * with one made afresh: after a migration nothing may tell that there was a state before.
 */
export const proveMigration = async (request: ProofRequest): Promise<Verdict> => {
  const dialect = request.dialect.name
  const engine = await engineFor(dialect)
  if (!engine)
    return { kind: 'unproven', dialect, reason: `no ${request.dialect.title} to run it on is installed` }
  const failure = await findFailure(request, engine)
  return failure
    ? { kind: 'refuted', dialect, engine: engine.title, failure }
    : { kind: 'proven', dialect, engine: engine.title }
}

const findFailure = (request: ProofRequest, engine: Engine): Promise<Failure | undefined> =>
  withDatabase(engine, (reference) =>
    withDatabase(engine, async (database) => {
      const made = await runPlan(database, creation(request.before, request.dialect), 'before')
      if (made) return made
      const before = await database.catalogue()
      const madeAfresh = await runPlan(reference, creation(request.after, request.dialect), 'up')
      if (madeAfresh) return madeAfresh
      const after = await reference.catalogue()
      return (
        (await runAndCompare(database, request.up, 'up', after)) ??
        (await runAndCompare(database, request.down, 'down', before)) ??
        (await runAndCompare(database, request.up, 'up again', after))
      )
    }),
  )

const withDatabase = async <T>(
  engine: Engine,
  work: (database: EngineDatabase) => Promise<T>,
): Promise<T> => {
  const database = await engine.open()
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** A whole model from nothing. */
const creation = (model: Model, dialect: Dialect): Plan =>
  planMigration(diffModels(emptyModel, model).value ?? [], dialect, { before: emptyModel, after: model })

const runAndCompare = async (
  database: EngineDatabase,
  plan: Plan,
  stage: Stage,
  expected: readonly string[],
): Promise<Failure | undefined> => {
  const failure = await runPlan(database, plan, stage)
  if (failure) return failure
  const difference = compare(await database.catalogue(), expected)
  return difference.length > 0 ? { kind: 'catalogue', stage, difference } : undefined
}

const compare = (found: readonly string[], expected: readonly string[]): readonly string[] => [
  ...without(expected, found).map((line) => `- ${line}`),
  ...without(found, expected).map((line) => `+ ${line}`),
]

const without = (lines: readonly string[], others: readonly string[]): readonly string[] => {
  const known = new Set(others)
  return lines.filter((line) => !known.has(line))
}
