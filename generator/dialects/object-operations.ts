import { tableNameBefore } from '../changes/alterations.js'
import type { Change, ChangeOf } from '../changes/change.js'
import { orderTables, type TableOrder } from '../changes/dependencies.js'
import type { Model, Script, SqlText, Table } from '../model/model.js'
import type { Alteration } from './alteration.js'
import {
  type BeforeAfter,
  type Capabilities,
  isFor,
  type Lowering,
  type Operation,
  type Render,
  textFor,
} from './dialect.js'
import { alterationsOf } from './replaced-scripts.js'

/** What the making and removing of whole objects needs to know of a dialect. */
export type ObjectDialect = {
  readonly name: string
  readonly capabilities: Capabilities
  readonly render: Render
  /** Statements that turn what a script made into what another one makes; undefined: it is removed and made anew. */
  readonly alterScript: (
    before: readonly string[],
    after: readonly string[],
    models: BeforeAfter,
  ) => Alteration | undefined
}

/** What a dialect does for one change of a migration about whole objects. */
export const operationsFor = (
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
  const alterations = alterationsOf(migration, dialect)
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
      case 'replaceScript': {
        const alteration = alterations.get(change.after.name)
        if (alteration !== undefined) return alterScript(change, alteration, dialect)
        return [
          ...(hasScript(change.before, dialect)
            ? [{ kind: 'dropScript', script: change.before } as const]
            : []),
          ...(hasScript(change.after, dialect)
            ? [{ kind: 'createScript', script: change.after } as const]
            : []),
        ]
      }
      default:
        return []
    }
  }
}

const alterScript = (
  { before, after }: ChangeOf<'replaceScript'>,
  { goes, comes, hazards }: Alteration,
  { name }: ObjectDialect,
): readonly Operation[] => [
  ...(goes.length === 0
    ? []
    : [{ kind: 'dropScript', script: { ...before, drop: { [name]: goes } }, altered: hazards } as const]),
  ...(comes.length === 0
    ? []
    : [
        {
          kind: 'createScript',
          script: { ...after, create: { [name]: comes } },
          altered: goes.length === 0 ? hazards : [],
        } as const,
      ]),
]

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

const has = (text: SqlText, dialect: ObjectDialect): boolean => textFor(text, dialect.name) !== undefined

const hasScript = (script: Script, dialect: ObjectDialect): boolean =>
  Object.hasOwn(script.create, dialect.name) || Object.hasOwn(script.drop, dialect.name)
