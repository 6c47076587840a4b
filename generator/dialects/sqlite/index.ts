import type { Dialect, Operation } from '../dialect.js'
import { scriptStatements } from '../scripts.js'
import { createTable, dropTable } from './create-table.js'
import { createIndex } from './indexes.js'
import { check } from './rules.js'
import { createTrigger, dropTrigger } from './triggers.js'
import { sqlType } from './types.js'
import { name, title, versions } from './versions.js'
import { createView, dropView } from './views.js'

export const sqlite: Dialect = {
  name,
  title,
  aliases: [],
  versions,
  capabilities: { addForeignKey: false, forwardReferences: true, nativeEnums: false },
  check,
  sqlType,
  directives: (operations) => (operations.some(losesRows) ? ['foreign_keys: off'] : []),
  render: {
    createEnum: () => [],
    dropEnum: () => [],
    createTable: ({ table, foreignKeys }, { after }) => createTable(table, foreignKeys, after),
    dropTable: ({ table }) => dropTable(table),
    addForeignKey: ({ foreignKey }) => unreachable(foreignKey.name),
    dropForeignKey: ({ foreignKey }) => unreachable(foreignKey.name),
    createIndex: ({ table, index }) => createIndex(table, index),
    createTrigger: ({ table, trigger }) => createTrigger(table, trigger),
    dropTrigger: ({ table, trigger }, models) => dropTrigger(table, trigger, models),
    createView: ({ view }) => createView(view),
    dropView: ({ view }) => dropView(view),
    createScript: ({ script }) => scriptStatements(script, 'create', name),
    dropScript: ({ script }) => scriptStatements(script, 'drop', name),
  },
}

/**
 * DROP TABLE deletes the rows first and so runs the actions of foreign keys, which fail for tables that point at each other:
 * https://www.sqlite.org/foreignkeys.html#fk_schemacommands
 */
const losesRows = (operation: Operation): boolean => operation.kind === 'dropTable'

/** Plans ask for these only of a dialect whose capabilities offer them. */
const unreachable = (name: string): never => {
  throw new Error(`${title} keeps foreign key ${name} in CREATE TABLE and cannot alter it`)
}
