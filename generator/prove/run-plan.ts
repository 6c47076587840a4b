import { originOf } from '../plan/origin.js'
import type { Plan, PlannedTransaction } from '../plan/plan.js'
import type { Failure, Observation, Stage } from '../plan/verdict.js'
import type { EngineDatabase, Watch } from './engine.js'
import { messageOf } from './message-of.js'

export type ErrorFailure = Extract<Failure, { readonly kind: 'error' }>

/** What came of a run: the statement that failed, or what each one was seen to do. */
export type PlanRun =
  | { readonly failure: ErrorFailure; readonly step: Step | undefined }
  | { readonly failure: undefined; readonly observed: readonly Observation[] }

type Step = PlannedTransaction['steps'][number]
type Run = { readonly database: EngineDatabase; readonly stage: Stage }

/** Runs a plan as the migration's file will be run; the first statement that fails is told, and its transaction undone. */
export const runPlan = async (run: Run, plan: Plan): Promise<PlanRun> => {
  const unready = await prepare(run, plan)
  if (unready) return unready
  const watch = await run.database.watch()
  const observed: Observation[] = []
  for (const transaction of plan.transactions) {
    const result = await runWatched(run, transaction, watch)
    if (result.failure) return result
    observed.push(...result.observed)
  }
  return { failure: undefined, observed }
}

/** The same without looking at each statement, which is faster; only what fails is run again one by one. */
export const runPlanAtOnce = async (run: Run, plan: Plan): Promise<PlanRun> => {
  const unready = await prepare(run, plan)
  if (unready) return unready
  for (const transaction of plan.transactions) {
    if (await runAtOnce(run.database, transaction)) continue
    const result = await runWatched(run, transaction, blind)
    if (result.failure) return result
  }
  return { failure: undefined, observed: [] }
}

/** A directive may speak of a table that is not there. */
const prepare = async ({ database, stage }: Run, { directives }: Plan): Promise<PlanRun | undefined> => {
  const message = await attempt(() => database.prepare(directives))
  if (message === undefined) return undefined
  const sql = directives.map((line) => `-- ${line}`).join('\n')
  return { failure: { kind: 'error', stage, statement: 'make ready', sql, message }, step: undefined }
}

const blind: Watch = { reset: () => {}, seen: async () => ({ locks: undefined, rewrites: [] }) }

const runAtOnce = async (database: EngineDatabase, { mode, steps }: PlannedTransaction): Promise<boolean> => {
  if (mode === 'none') return false
  // A line of its own for the semicolon, because a statement may end in a comment.
  const script = steps.flatMap(({ statements }) => statements.map(({ sql }) => `${sql}\n;`)).join('\n')
  const failed = await attempt(async () => {
    await database.execute('BEGIN')
    await database.execute(script)
    if ((await database.violations()).length > 0) throw new Error('violations')
    await database.execute('COMMIT')
  })
  if (failed !== undefined) await attempt(() => database.execute('ROLLBACK'))
  return failed === undefined
}

const runWatched = async (
  { database, stage }: Run,
  { mode, steps }: PlannedTransaction,
  watch: Watch,
): Promise<PlanRun> => {
  const inside = mode === 'transaction'
  const observed: Observation[] = []
  if (inside) await database.execute('BEGIN')
  watch.reset()
  for (const step of steps) {
    for (const { sql, comment } of step.statements) {
      const message = await attempt(() => database.execute(sql))
      if (message !== undefined) {
        if (inside) await attempt(() => database.execute('ROLLBACK'))
        const origin = originOf(step, message)
        return { failure: { kind: 'error', stage, statement: comment, sql, message, origin }, step }
      }
      observed.push(await watch.seen(inside))
    }
  }
  const message = inside ? await attempt(() => commit(database)) : undefined
  if (message === undefined) return { failure: undefined, observed }
  await attempt(() => database.execute('ROLLBACK'))
  return {
    failure: { kind: 'error', stage, statement: 'commit', sql: 'COMMIT', message },
    step: steps.at(-1),
  }
}

/** Deferred constraints are checked at the end; what the database does not check by itself is checked here. */
const commit = async (database: EngineDatabase): Promise<void> => {
  const violations = await database.violations()
  if (violations.length > 0) throw new Error(violations.join('; '))
  await database.execute('COMMIT')
}

const attempt = async (work: () => Promise<void>): Promise<string | undefined> => {
  try {
    await work()
    return undefined
  } catch (error) {
    return messageOf(error)
  }
}
