import type { Change } from '../changes/change.js'
import type { BeforeAfter, Dialect, Step } from '../dialects/dialect.js'
import { inOrderOf } from './enum-order.js'
import { enumRenamesFirst } from './enum-renames-first.js'
import { heedUsing } from './heed-using.js'
import type { Plan, PlannedTransaction } from './plan.js'

/** A database to plan for, and the oldest version of it that must be able to run the SQL. */
export type PlanTarget = { readonly dialect: Dialect; readonly version: string }

/** How one database gets from the model before to the model after. The way back is the plan of the inverted changes. */
export const planMigration = (
  changes: readonly Change[],
  { dialect, version }: PlanTarget,
  models: BeforeAfter,
): Plan => {
  const { before, after } = models
  const { steps, directives } = dialect.lower({
    changes: enumRenamesFirst(changes),
    models: { before: inOrderOf(after, before), after },
    version,
  })
  heedUsing(steps, changes, dialect.name, models)
  return { dialect: dialect.name, transactions: transactionsOf(steps), directives }
}

/** Neighbours that share a transaction are one; so are neighbours that have none. */
const transactionsOf = (steps: readonly Step[]): readonly PlannedTransaction[] => {
  const transactions: { mode: PlannedTransaction['mode']; open: boolean; steps: Step[] }[] = []
  for (const step of steps) {
    const mode = step.mode === 'none' ? 'none' : 'transaction'
    const last = transactions.at(-1)
    if (last?.open && last.mode === mode && step.mode !== 'own') last.steps.push(step)
    else transactions.push({ mode, open: step.mode !== 'own', steps: [step] })
  }
  return transactions.map(({ mode, steps: own }) => ({ mode, steps: own }))
}
