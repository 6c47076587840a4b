import { originOf } from '../plan/origin.js'
import type { Plan, PlannedTransaction } from '../plan/plan.js'
import type { Failure, Stage } from '../plan/verdict.js'
import type { EngineDatabase } from './engine.js'

/** Runs a plan as the migration's file will be run; the first statement that fails is told, and its transaction undone. */
export const runPlan = async (
  database: EngineDatabase,
  plan: Plan,
  stage: Stage,
): Promise<Failure | undefined> => {
  await database.prepare(plan.directives)
  for (const transaction of plan.transactions) {
    const failure = await runTransaction(database, transaction, stage)
    if (failure) return failure
  }
  return undefined
}

const runTransaction = async (
  database: EngineDatabase,
  { mode, steps }: PlannedTransaction,
  stage: Stage,
): Promise<Failure | undefined> => {
  const inside = mode === 'transaction'
  if (inside) await database.execute('BEGIN')
  const statements = steps.flatMap((step) => step.statements.map((statement) => ({ ...statement, step })))
  for (const { sql, comment, step } of statements) {
    const message = await attempt(() => database.execute(sql))
    if (message === undefined) continue
    if (inside) await database.execute('ROLLBACK')
    return {
      kind: 'error',
      stage,
      statement: comment,
      sql,
      message,
      origin: originOf(step.operation, message),
    }
  }
  const violations = await database.violations()
  if (violations.length > 0) {
    if (inside) await database.execute('ROLLBACK')
    return { kind: 'error', stage, statement: 'commit', sql: 'COMMIT', message: violations.join('; ') }
  }
  if (inside) await database.execute('COMMIT')
  return undefined
}

const attempt = async (work: () => Promise<void>): Promise<string | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
