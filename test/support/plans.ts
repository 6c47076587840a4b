import { diffModels } from '../../generator/changes/diff.js'
import type { Dialect } from '../../generator/dialects/dialect.js'
import { dialects } from '../../generator/dialects/index.js'
import { emptyModel, type Model } from '../../generator/model/model.js'
import { planBothWays } from '../../generator/next-migration.js'
import type { Plan } from '../../generator/plan/plan.js'
import { type Opened, run } from './opened.js'

export const dialectFor = (name: string): Dialect => {
  const found = dialects.find((dialect) => dialect.name === name)
  if (!found) throw new Error(`No dialect ${name}`)
  return found
}

/** For the oldest version that is served unless told. */
export const plansBetween = (
  before: Model,
  after: Model,
  dialect: Dialect,
  version: string = dialect.versions.default,
): { readonly up: Plan; readonly down: Plan } => {
  const { value, diagnostics } = diffModels(before, after)
  const [plan] = value ? planBothWays(before, after, value, [{ dialect, version }]) : []
  if (!plan) throw new Error(JSON.stringify(diagnostics))
  return { up: plan.up, down: plan.down }
}

export const statementsOf = (plan: Plan): readonly string[] =>
  plan.transactions.flatMap(({ steps }) => steps.flatMap((step) => step.statements.map(({ sql }) => sql)))

/** The statements that make a whole model on an empty database. */
export const creationOf = (model: Model, dialectName: string): readonly string[] =>
  statementsOf(plansBetween(emptyModel, model, dialectFor(dialectName)).up)

export async function runStatements(
  database: Pick<Opened, 'db'>,
  statements: readonly string[],
): Promise<void> {
  for (const sql of statements) {
    try {
      await run(database, sql)
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : String(error)}\n${sql}`)
    }
  }
}

export const runPlan = (database: Opened, plan: Plan): Promise<void> =>
  runStatements(database, statementsOf(plan))

export const create = (database: Opened, model: Model): Promise<void> =>
  runStatements(database, creationOf(model, database.dialect))
