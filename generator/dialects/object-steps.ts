import { tableNameBefore } from '../changes/alterations.js'
import type { Change } from '../changes/change.js'
import { orderTables, type TableOrder } from '../changes/dependencies.js'
import { creationRank } from '../changes/order.js'
import type { Model, Script, SqlText, Table } from '../model/model.js'
import {
  type BeforeAfter,
  type Capabilities,
  type Hazard,
  isFor,
  type Lowering,
  type Operation,
  type OperationKind,
  type OperationOf,
  type Render,
  type Statement,
  textFor,
} from './dialect.js'
import { originOfOperation } from './operation-subject.js'
import type { Stage, StagedStep } from './stages.js'

/** What the making and removing of whole objects needs to know of a dialect. */
export type ObjectDialect = {
  readonly name: string
  readonly capabilities: Capabilities
  readonly render: Render
}

/** The steps that make and remove whole objects; changes within tables and enums are the dialect's own business. */
export const objectSteps = (migration: Lowering, dialect: ObjectDialect): readonly StagedStep[] => {
  const lower = lowering(dialect, migration)
  return migration.changes.flatMap((cause) =>
    lower(cause).flatMap((operation) => stagedStep(operation, [cause], dialect, migration.models)),
  )
}

/** An operation as the step it is; nothing if this database has nothing to do for it. */
export const stagedStep = (
  operation: Operation,
  causes: readonly Change[],
  { render }: Pick<ObjectDialect, 'render'>,
  models: BeforeAfter,
): readonly StagedStep[] => {
  const statements = statementsOf(render, operation, models)
  if (statements.length === 0) return []
  const step = {
    mode: 'shared',
    causes,
    statements,
    hazards: hazardsOf(operation, causes),
    subject: originOfOperation(operation),
  } as const
  return [{ stage: stageOf(operation), rank: rankOf(operation, models), step }]
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

const lowering = (
  dialect: ObjectDialect,
  migration: Lowering,
): ((change: Change) => readonly Operation[]) => {
  const { models } = migration
  const isLate = (model: Model): IsLate =>
    dialect.capabilities.addForeignKey && !dialect.capabilities.forwardReferences
      ? orderTables(model.tables).isClosing
      : () => false
  const isLateBefore = isLate(models.before)
  const isLateAfter = isLate(models.after)
  return (change) => {
    switch (change.kind) {
      case 'createEnum':
      case 'dropEnum':
        return change.enum.native && dialect.capabilities.nativeEnums ? [change] : []
      case 'createTable':
        return createTable(change.table, change.park, dialect, migration, isLateAfter)
      case 'dropTable':
        return dropTable(change.table, change.park, dialect, isLateBefore)
      case 'retargetTable':
        return isFor(change.before, dialect.name)
          ? isFor(change.after, dialect.name)
            ? []
            : dropTable(change.before, undefined, dialect, isLateBefore)
          : createTable(change.after, undefined, dialect, migration, isLateAfter)
      case 'createView':
      case 'dropView':
        return has(change.view.sql, dialect) ? [change] : []
      case 'replaceView':
        return [
          ...(has(change.before.sql, dialect) ? [{ kind: 'dropView', view: change.before } as const] : []),
          ...(has(change.after.sql, dialect) ? [{ kind: 'createView', view: change.after } as const] : []),
        ]
      case 'createScript':
      case 'dropScript':
        return hasScript(change.script, dialect) ? [change] : []
      case 'replaceScript':
        return [
          ...(hasScript(change.before, dialect)
            ? [{ kind: 'dropScript', script: change.before } as const]
            : []),
          ...(hasScript(change.after, dialect)
            ? [{ kind: 'createScript', script: change.after } as const]
            : []),
        ]
      default:
        return []
    }
  }
}

/** Whether a foreign key must be added after all tables, because the table it points at is made later. */
type IsLate = TableOrder['isClosing']

const createTable = (
  table: Table,
  park: string | undefined,
  dialect: ObjectDialect,
  migration: Lowering,
  isLate: IsLate,
): readonly Operation[] => {
  if (!isFor(table, dialect.name)) return []
  const history = fillsFrom(table, dialect, migration)
  return [
    { kind: 'createTable', table, foreignKeys: table.foreignKeys.filter((key) => !isLate(table, key)) },
    ...(park === undefined
      ? []
      : [{ kind: 'unpark', table, from: park, lost: lostTargets(table, dialect.name, migration) } as const]),
    ...(history === undefined || park !== undefined
      ? []
      : [{ kind: 'fillHistory', table: history, history: table } as const]),
    ...table.indexes
      .filter((index) => isFor(index, dialect.name))
      .map((index): Operation => ({ kind: 'createIndex', table, index })),
    ...table.foreignKeys
      .filter((key) => isLate(table, key))
      .map((foreignKey): Operation => ({ kind: 'addForeignKey', table, foreignKey })),
    ...table.triggers.map((trigger): Operation => ({ kind: 'createTrigger', table, trigger })),
  ]
}

/** Tables that come back with it, but empty. */
const lostTargets = ({ foreignKeys }: Table, dialect: string, { changes }: Lowering): readonly string[] => {
  const empty = new Set(
    changes.flatMap((change) => {
      if (change.kind === 'createTable' && change.park === undefined) return [change.table.name]
      return change.kind === 'retargetTable' && !isFor(change.before, dialect) ? [change.after.name] : []
    }),
  )
  return [...new Set(foreignKeys.map(({ table }) => table))].filter((name) => empty.has(name))
}

/** The table whose rows a new history begins with: one that was there before, under this name or another. */
const fillsFrom = (
  history: Table,
  { name }: ObjectDialect,
  { changes, models }: Lowering,
): Table | undefined => {
  const source = models.after.tables.find((table) => table.name === history.historyOf)
  const former = source && tableNameBefore(changes, source.name)
  const existed = models.before.tables.some((table) => isFor(table, name) && table.name === former)
  return existed ? source : undefined
}

const dropTable = (
  table: Table,
  park: string | undefined,
  dialect: ObjectDialect,
  isLate: IsLate,
): readonly Operation[] =>
  isFor(table, dialect.name)
    ? [
        ...table.foreignKeys
          .filter((key) => isLate(table, key))
          .map((foreignKey): Operation => ({ kind: 'dropForeignKey', table, foreignKey })),
        ...(park === undefined ? [] : [{ kind: 'park', table, into: park } as const]),
        { kind: 'dropTable', table },
        ...table.triggers.toReversed().map((trigger): Operation => ({ kind: 'dropTrigger', table, trigger })),
      ]
    : []

/** What goes is taken down in the reverse of the order in which it was made; what comes is made in order. */
const rankOf = (operation: Operation, models: BeforeAfter): number => {
  const before = creationRank(models.before)
  const after = creationRank(models.after)
  switch (operation.kind) {
    case 'dropEnum':
      return -before('enum', operation.enum.name)
    case 'createEnum':
      return after('enum', operation.enum.name)
    case 'dropView':
      return -before('view', operation.view.name)
    case 'createView':
      return after('view', operation.view.name)
    case 'dropScript':
      return -before('script', operation.script.name)
    case 'createScript':
      return after('script', operation.script.name)
    case 'dropTable':
    case 'dropForeignKey':
    case 'dropTrigger':
    case 'park':
      return -before('table', operation.table.name)
    case 'createTable':
    case 'createIndex':
    case 'addForeignKey':
    case 'createTrigger':
    case 'unpark':
    case 'fillHistory':
      return after('table', operation.table.name)
    default:
      return operation satisfies never
  }
}

const has = (text: SqlText, dialect: ObjectDialect): boolean => textFor(text, dialect.name) !== undefined

const hasScript = (script: Script, dialect: ObjectDialect): boolean =>
  Object.hasOwn(script.create, dialect.name) || Object.hasOwn(script.drop, dialect.name)

const hazardsOf = (operation: Operation, causes: readonly Change[]): readonly Hazard[] => {
  if (operation.kind === 'unpark') {
    const lost = operation.lost.join(' and ')
    const message = `rows of ${operation.table.name} that point at rows of ${lost}, which are lost, stop the migration`
    return lost === '' ? [] : [{ kind: 'may-fail', message }]
  }
  return operation.kind === 'dropTable' && !causes.some((cause) => cause.kind === 'dropTable' && cause.park)
    ? [{ kind: 'drops-data', message: `the rows of ${operation.table.name} are lost` }]
    : []
}

/**
 * Indexes stay with their table; triggers wait until every table exists, because a history trigger names a second one.
 */
const stageOf = (operation: Operation): Stage => {
  switch (operation.kind) {
    case 'dropView':
      return 'drop views'
    case 'dropScript':
      return operation.script.dependsOn.length > 0 ? 'drop views' : 'drop scripts'
    case 'dropForeignKey':
      return 'drop foreign keys'
    case 'park':
      return 'park'
    case 'dropTable':
      return 'drop tables'
    case 'dropTrigger':
      return 'drop functions'
    case 'dropEnum':
      return 'drop enums'
    case 'createEnum':
      return 'enums'
    case 'createScript':
      return operation.script.dependsOn.length > 0 ? 'views' : 'scripts'
    case 'createTable':
    case 'createIndex':
      return 'create tables'
    case 'addForeignKey':
      return 'late foreign keys'
    case 'unpark':
    case 'fillHistory':
      return 'fill'
    case 'createTrigger':
      return 'triggers'
    case 'createView':
      return 'views'
    default:
      return operation satisfies never
  }
}
