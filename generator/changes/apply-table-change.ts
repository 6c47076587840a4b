import type { Model, Table } from '../model/model.js'
import type { ChangeOf, TableChange } from './change.js'
import { added, changed, type Rename, removed, renamed } from './elements.js'
import { renameColumn } from './rename-column.js'

/** A column is appended: its place among the others is no state of the database. */
export const applyTableChange = (model: Model, change: TableChange): Model =>
  change.kind === 'renameColumn'
    ? renameColumn(model, change)
    : {
        ...model,
        tables: changed('table', model.tables, change.table, (table) => tableAfter(table, change)),
      }

const tableAfter = (table: Table, change: Exclude<TableChange, ChangeOf<'renameColumn'>>): Table => {
  const { name, columns, uniques, indexes, checks, foreignKeys, triggers } = table
  const of = (part: string) => `${part} of ${name}:`
  switch (change.kind) {
    case 'addColumn':
      return { ...table, columns: added(of('column'), columns, change.column) }
    case 'dropColumn':
      return { ...table, columns: removed(of('column'), columns, change.column.name) }
    case 'alterColumn':
      return {
        ...table,
        columns: changed(of('column'), columns, change.before.name, () => change.after),
      }
    case 'changePrimaryKey':
      return { ...table, primaryKey: change.after }
    case 'changeOptions':
      return { ...table, options: change.after }
    case 'addUnique':
      return { ...table, uniques: added(of('unique key'), uniques, change.unique) }
    case 'dropUnique':
      return { ...table, uniques: removed(of('unique key'), uniques, change.unique.name) }
    case 'addIndex':
      return { ...table, indexes: added(of('index'), indexes, change.index) }
    case 'dropIndex':
      return { ...table, indexes: removed(of('index'), indexes, change.index.name) }
    case 'addCheck':
      return { ...table, checks: added(of('check'), checks, change.check) }
    case 'dropCheck':
      return { ...table, checks: removed(of('check'), checks, change.check.name) }
    case 'addForeignKey':
      return { ...table, foreignKeys: added(of('foreign key'), foreignKeys, change.foreignKey) }
    case 'dropForeignKey':
      return { ...table, foreignKeys: removed(of('foreign key'), foreignKeys, change.foreignKey.name) }
    case 'addTrigger':
      return { ...table, triggers: added(of('trigger'), triggers, change.trigger) }
    case 'dropTrigger':
      return { ...table, triggers: removed(of('trigger'), triggers, change.trigger.name) }
    case 'renamePart':
      return renamePart(table, change)
    default:
      return change satisfies never
  }
}

const renamePart = (table: Table, { part, from, to }: ChangeOf<'renamePart'>): Table => {
  const rename: Rename = { from, to }
  switch (part) {
    case 'primary key':
      return { ...table, primaryKey: renamedKey(table, rename) }
    case 'unique':
      return { ...table, uniques: renamed('unique key', table.uniques, rename) }
    case 'index':
      return { ...table, indexes: renamed('index', table.indexes, rename) }
    case 'check':
      return { ...table, checks: renamed('check', table.checks, rename) }
    case 'foreign key':
      return { ...table, foreignKeys: renamed('foreign key', table.foreignKeys, rename) }
    case 'trigger':
      return { ...table, triggers: renamed('trigger', table.triggers, rename) }
    default:
      return part satisfies never
  }
}

const renamedKey = ({ name, primaryKey }: Table, rename: Rename): Table['primaryKey'] => {
  if (primaryKey === undefined) {
    throw new Error(`The migrations rename the primary key of ${name}, which has none at that point`)
  }
  return renamed('primary key', [primaryKey], rename)[0]
}
