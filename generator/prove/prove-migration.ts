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
    return {
      kind: 'unproven',
      dialect,
      reason: `${request.dialect.title} was not run: no engine for it in this process`,
    }
  const failure = await findFailure(request, engine)
  return failure
    ? { kind: 'refuted', dialect, engine: engine.title, failure }
    : { kind: 'proven', dialect, engine: engine.title }
}

const findFailure = (request: ProofRequest, engine: Engine): Promise<Failure | undefined> =>
  withDatabase(engine, async (database) => {
    const start = await runPlan(database, creation(request.before, request.dialect), 'before')
    if (start) return start
    const before = await database.catalogue()
    const first = await runPlan(database, request.up, 'up')
    if (first) return first
    const after = await database.catalogue()
    return (
      (await compareWithFresh(request, engine, after)) ??
      (await runAndCompare(database, request.down, 'down', before)) ??
      (await runAndCompare(database, request.up, 'up again', after))
    )
  })

/** A migration that begins with nothing and runs the very SQL of a fresh database has just made one. */
const compareWithFresh = async (
  { before, after, dialect, up }: ProofRequest,
  engine: Engine,
  found: readonly string[],
): Promise<Failure | undefined> => {
  const fresh = creation(after, dialect)
  if (creation(before, dialect).transactions.length === 0 && sameSql(up, fresh)) return undefined
  return withDatabase(
    engine,
    async (reference) =>
      (await runPlan(reference, fresh, 'up')) ?? mismatch('up', found, await reference.catalogue()),
  )
}

const sameSql = (plan: Plan, other: Plan): boolean =>
  JSON.stringify(sqlOf(plan)) === JSON.stringify(sqlOf(other))

const sqlOf = ({ directives, transactions }: Plan) => [
  directives,
  transactions.map(({ mode, steps }) => [
    mode,
    steps.flatMap((step) => step.statements.map(({ sql }) => sql)),
  ]),
]

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
): Promise<Failure | undefined> =>
  (await runPlan(database, plan, stage)) ?? mismatch(stage, await database.catalogue(), expected)

const mismatch = (
  stage: Stage,
  found: readonly string[],
  expected: readonly string[],
): Failure | undefined => {
  const difference = compare(found, expected)
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
