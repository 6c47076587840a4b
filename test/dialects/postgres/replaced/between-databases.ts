import { expect } from 'vitest'
import { diffModels } from '../../../../generator/changes/diff.js'
import { inNewDatabase } from '../../../../generator/cli/made-anew.js'
import type { Hazard } from '../../../../generator/dialects/dialect.js'
import { foundModel } from '../../../../generator/dialects/found-model.js'
import { emptyModel, type Model } from '../../../../generator/model/model.js'
import { planBothWays } from '../../../../generator/next-migration.js'
import { hazardKinds } from '../../../../generator/plan/judge-hazards.js'
import type { Plan } from '../../../../generator/plan/plan.js'
import type { EngineDatabase, EngineRow } from '../../../../generator/prove/engine.js'
import { runPlan } from '../../../../generator/prove/run-plan.js'
import { dialectFor, statementsOf } from '../../../support/plans.js'

const dialect = dialectFor('postgres')
const target = { dialect, version: dialect.versions.default }

/** A database as its own SQL makes it. */
const inDatabase = <T>(sql: string, look: (database: EngineDatabase) => Promise<T>): Promise<T> =>
  inNewDatabase(emptyModel, target, async (database) => {
    await database.execute(sql)
    return look(database)
  })

const found = (sql: string): Promise<{ readonly model: Model; readonly catalogue: readonly string[] }> =>
  inDatabase(sql, async (database) => ({
    model: foundModel(await database.introspect(), dialect.name),
    catalogue: await database.catalogue(),
  }))

export type Difference = {
  readonly before: string
  readonly after: string
  /** Statements that fill the first database. */
  readonly rows?: string
  /** What is looked at there before, and after the way up and the way down. */
  readonly look?: string
}

export type Way = {
  readonly statements: readonly string[]
  readonly hazards: readonly Hazard[]
  readonly failure: string | undefined
  readonly rows: readonly EngineRow[]
}

/** The difference of two databases, run on the first with rows in it, and back; where it runs, each has the catalogue of the other. */
export const wentBetween = async ({
  before,
  after,
  rows = 'SELECT 1',
  look = 'SELECT 1',
}: Difference): Promise<{ readonly up: Way; readonly down: Way }> => {
  const [old, next] = [await found(before), await found(after)]
  const { value: changes = [], diagnostics } = diffModels(old.model, next.model, {
    allow: new Set([...hazardKinds, 'invents-data']),
  })
  expect(diagnostics).toEqual([])
  const [plans] = planBothWays(old.model, next.model, changes, [target])
  if (plans === undefined) throw new Error('no plan')
  return inDatabase(before, async (database) => {
    await database.execute(rows)
    const went = async (plan: Plan, expected: readonly string[]): Promise<Way> => {
      const { failure } = await runPlan({ database, stage: 'up' }, plan)
      if (failure === undefined) expect(await database.catalogue()).toEqual(expected)
      return {
        statements: statementsOf(plan),
        hazards: plan.transactions.flatMap(({ steps }) => steps.flatMap(({ hazards }) => hazards)),
        failure: failure?.message,
        rows: await database.query(look),
      }
    }
    return { up: await went(plans.up, next.catalogue), down: await went(plans.down, old.catalogue) }
  })
}
