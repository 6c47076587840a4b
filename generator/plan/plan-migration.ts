import type { Change } from '../changes/change.js'
import type {
  BeforeAfter,
  Dialect,
  OperationKind,
  OperationOf,
  Statement,
  Step,
} from '../dialects/dialect.js'
import { hazardsOf } from './hazards.js'
import { lowering } from './lower.js'
import { orderChanges, stageOf } from './order.js'
import type { Plan } from './plan.js'

/** How one database gets from the model before to the model after. The way back is the plan of the inverted changes. */
export const planMigration = (changes: readonly Change[], dialect: Dialect, models: BeforeAfter): Plan => {
  const lower = lowering(dialect, models)
  const steps = orderChanges(changes, models)
    .flatMap((cause) => lower(cause).map((operation) => ({ operation, cause })))
    .toSorted((a, b) => stageOf(a.operation) - stageOf(b.operation))
    .map(
      ({ operation, cause }): Step => ({
        operation,
        cause,
        statements: render(dialect, operation, models),
        hazards: hazardsOf(operation),
      }),
    )
    .filter((step) => step.statements.length > 0)
  return {
    dialect: dialect.name,
    transactions: steps.length > 0 ? [{ mode: 'transaction', steps }] : [],
    directives: dialect.directives(steps.map((step) => step.operation)),
  }
}

/** The renderer of the operation's own kind, which TypeScript cannot see to be the right one. */
const render = <K extends OperationKind>(
  dialect: Dialect,
  operation: OperationOf<K>,
  models: BeforeAfter,
): readonly Statement[] => {
  const renderer: (operation: OperationOf<K>, models: BeforeAfter) => readonly Statement[] =
    dialect.render[operation.kind as K]
  return renderer(operation, models)
}
