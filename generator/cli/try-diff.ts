import type { Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { runPlanAtOnce } from '../prove/run-plan.js'
import { inNewDatabase, NotMade } from './made-anew.js'

/** What came of running the SQL: the statement that was refused, why it was not run, or the catalogue that it led to. */
export type Tried =
  | { readonly failure: string }
  | { readonly untried: string }
  | { readonly catalogue: readonly string[] }

/** Runs the SQL on a database without rows that is made of the model it starts from. */
export async function tryDiff(before: Model, after: Model, plan: Plan, target: PlanTarget): Promise<Tried> {
  try {
    return await inNewDatabase(
      before,
      target,
      async (database): Promise<Tried> => {
        const { failure } = await runPlanAtOnce({ database, stage: 'up' }, plan)
        return failure === undefined
          ? { catalogue: await database.catalogue() }
          : { failure: `${failure.statement}: ${failure.message}` }
      },
      after,
    )
  } catch (error) {
    if (error instanceof NotMade) return { untried: error.message }
    throw error
  }
}
