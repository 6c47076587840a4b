import type { Change } from '../changes/change.js'
import { type BeforeAfter, type Dialect, isFor, type Operation, textFor } from '../dialects/dialect.js'
import type { Model, Script, SqlText, Table } from '../model/model.js'
import { orderTables, type TableOrder } from './dependencies.js'

/** Makes of a change what one database will do; nothing for what that database does not have. */
export const lowering = (
  dialect: Dialect,
  models: BeforeAfter,
): ((change: Change) => readonly Operation[]) => {
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
        return isFor(change.table, dialect.name) ? createTable(change.table, dialect, isLateAfter) : []
      case 'dropTable':
        return isFor(change.table, dialect.name) ? dropTable(change.table, isLateBefore) : []
      case 'createView':
      case 'dropView':
        return has(change.view.sql, dialect) ? [change] : []
      case 'createScript':
      case 'dropScript':
        return hasScript(change.script, dialect) ? [change] : []
      default:
        return change satisfies never
    }
  }
}

/** Whether a foreign key must be added after all tables, because the table it points at is made later. */
type IsLate = TableOrder['isClosing']

const createTable = (table: Table, dialect: Dialect, isLate: IsLate): readonly Operation[] => [
  { kind: 'createTable', table, foreignKeys: table.foreignKeys.filter((key) => !isLate(table, key)) },
  ...table.indexes
    .filter((index) => isFor(index, dialect.name))
    .map((index): Operation => ({ kind: 'createIndex', table, index })),
  ...table.foreignKeys
    .filter((key) => isLate(table, key))
    .map((foreignKey): Operation => ({ kind: 'addForeignKey', table, foreignKey })),
  ...table.triggers.map((trigger): Operation => ({ kind: 'createTrigger', table, trigger })),
]

const dropTable = (table: Table, isLate: IsLate): readonly Operation[] => [
  ...table.foreignKeys
    .filter((key) => isLate(table, key))
    .map((foreignKey): Operation => ({ kind: 'dropForeignKey', table, foreignKey })),
  { kind: 'dropTable', table },
  ...table.triggers.toReversed().map((trigger): Operation => ({ kind: 'dropTrigger', table, trigger })),
]

const has = (text: SqlText, dialect: Dialect): boolean => textFor(text, dialect.name) !== undefined

const hasScript = (script: Script, dialect: Dialect): boolean =>
  Object.hasOwn(script.create, dialect.name) || Object.hasOwn(script.drop, dialect.name)
