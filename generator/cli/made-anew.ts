import type { Introspection } from '../dialects/introspection.js'
import type { Model } from '../model/model.js'
import type { PlanTarget } from '../plan/plan-migration.js'
import { creation, extensionsOf } from '../prove/creation.js'
import type { EngineDatabase } from '../prove/engine.js'
import { engineFor } from '../prove/engines/index.js'
import { runPlanAtOnce } from '../prove/run-plan.js'

/** What a database holds that was just made of the model. Throws where it cannot be made. */
export const madeAnew = (model: Model, target: PlanTarget): Promise<Introspection> =>
  inNewDatabase(model, target, (database) => database.introspect())

/** Makes a database of the model, and hands it to `look`; `next`: what it shall become there. */
export async function inNewDatabase<T>(
  model: Model,
  target: PlanTarget,
  look: (database: EngineDatabase) => Promise<T>,
  next: Model = model,
): Promise<T> {
  const dialect = target.dialect.name
  const engine = await engineFor(dialect, { extensions: extensionsOf([model, next], dialect) })
  if ('unavailable' in engine) throw new NotMade(engine.unavailable)
  const database = await engine.open()
  try {
    const { failure } = await runPlanAtOnce({ database, stage: 'before' }, creation(model, target))
    if (failure !== undefined) throw new NotMade(`${failure.statement}: ${failure.message}`)
    return await look(database)
  } finally {
    await database.close()
  }
}

/** Why no database could be made of a model. */
export class NotMade extends Error {
  override readonly name = 'NotMade'
}
