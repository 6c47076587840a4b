import type { Change } from '../changes/change.js'
import type {
  BeforeAfter,
  Hazard,
  Lowering,
  Operation,
  OperationKind,
  OperationOf,
  Render,
  Statement,
} from './dialect.js'
import { type ObjectDialect, operationsFor } from './object-operations.js'
import { rankOf, stageOf } from './operation-place.js'
import { originOfOperation } from './operation-subject.js'
import { lossesOfCreate, lossesOfDrop } from './script-losses.js'
import type { StagedStep } from './stages.js'

/** The steps that make and remove whole objects; changes within tables and enums are the dialect's own business. */
export const objectSteps = (migration: Lowering, dialect: ObjectDialect): readonly StagedStep[] => {
  const lower = operationsFor(dialect, migration)
  return migration.changes.flatMap((cause) =>
    lower(cause).flatMap((operation) => stagedStep(operation, [cause], dialect, migration.models)),
  )
}

/** An operation as the step it is; nothing if this database has nothing to do for it. */
export const stagedStep = (
  operation: Operation,
  causes: readonly Change[],
  { name, render }: Pick<ObjectDialect, 'name' | 'render'>,
  models: BeforeAfter,
): readonly StagedStep[] => {
  const statements = statementsOf(render, operation, models)
  if (statements.length === 0) return []
  const step = {
    mode: 'shared',
    causes,
    statements,
    hazards: hazardsOf(operation, causes, name, models),
    subject: originOfOperation(operation),
  } as const
  return [{ stage: stageOf(operation, models), rank: rankOf(operation, models), step }]
}

/** The renderer of the operation's own kind, which TypeScript cannot see to be the right one. */
const statementsOf = <K extends OperationKind>(
  render: Render,
  operation: OperationOf<K>,
  models: BeforeAfter,
): readonly Statement[] => {
  const renderer: (operation: OperationOf<K>, models: BeforeAfter) => readonly Statement[] =
    render[operation.kind as K]
  return renderer(operation, models)
}

const hazardsOf = (
  operation: Operation,
  causes: readonly Change[],
  dialect: string,
  { before }: BeforeAfter,
): readonly Hazard[] => {
  if (operation.kind === 'unpark') {
    const lost = operation.lost.join(' and ')
    const message = `rows of ${operation.table.name} that point at rows of ${lost}, which are lost, stop the migration`
    return lost === '' ? [] : [{ kind: 'may-fail', message }]
  }
  if (operation.kind === 'dropView') {
    const isGone = causes.some(({ kind }) => kind === 'dropView')
    return isGone ? [breaksCode(operation.view.name)] : []
  }
  if (operation.kind === 'dropScript') return operation.altered ?? lossesOfDrop(operation.script, dialect)
  if (operation.kind === 'createScript')
    return operation.altered ?? lossesOfCreate(operation.script, dialect, before)
  if (operation.kind !== 'dropTable') return []
  const { name } = operation.table
  return causes.some((cause) => cause.kind === 'dropTable' && cause.park)
    ? [breaksCode(name)]
    : [{ kind: 'drops-data', message: `the rows of ${name} are lost` }, breaksCode(name)]
}

const breaksCode = (name: string): Hazard => ({
  kind: 'breaks-running-code',
  message: `code that names ${name} fails`,
})
