import type { Model } from '../model/model.js'
import type { Plan } from '../plan/plan.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { runPlanAtOnce } from '../prove/run-plan.js'
import { inNewDatabase, NotMade } from './made-anew.js'

/** Why the SQL does not run on a database without rows that is made of the model it starts from; undefined: it runs, or none can be made. */
export async function tryDiff(
  before: Model,
  after: Model,
  plan: Plan,
  target: PlanTarget,
): Promise<string | undefined> {
  try {
    return await inNewDatabase(
      before,
      target,
      async (database) => {
        const { failure } = await runPlanAtOnce({ database, stage: 'up' }, plan)
        return failure && `${failure.statement}: ${failure.message}`
      },
      after,
    )
  } catch (error) {
    if (error instanceof NotMade) return undefined
    throw error
  }
}
