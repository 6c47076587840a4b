import type { Lowering } from '../dialect.js'
import type { ObjectDialect } from '../object-operations.js'
import { scriptStatements } from '../scripts.js'
import { dropTable } from './alter/dropped-tables.js'
import { createTable } from './create-table.js'
import { createIndex } from './indexes.js'
import { fillHistory, park, unpark } from './parking.js'
import { createTrigger } from './triggers.js'
import { name, title } from './versions.js'
import { createView, dropView } from './views.js'

/** How whole objects are made and removed in one migration. */
export const objectsOf = (migration: Lowering): ObjectDialect => ({
  name,
  capabilities: { addForeignKey: false, forwardReferences: true, nativeEnums: false },
  alterScript: () => undefined,
  render: {
    createEnum: () => [],
    dropEnum: () => [],
    createTable: ({ table, foreignKeys }, { after }) => createTable(table, foreignKeys, after),
    dropTable: ({ table }) => dropTable(table, migration),
    addForeignKey: ({ foreignKey }) => unreachable(foreignKey.name),
    dropForeignKey: ({ foreignKey }) => unreachable(foreignKey.name),
    createIndex: ({ table, index }) => createIndex(table, index),
    createTrigger: ({ table, trigger }) => createTrigger(table, trigger),
    // Triggers go with their table: https://www.sqlite.org/lang_droptable.html
    dropTrigger: () => [],
    createView: ({ view }) => createView(view),
    dropView: ({ view }) => dropView(view),
    createScript: ({ script, altered }) => scriptStatements(script, 'create', name, altered && 'change'),
    dropScript: ({ script }) => scriptStatements(script, 'drop', name),
    park: ({ table, into }, models) => park(table, into, models),
    unpark: ({ table, from }, models) => unpark(table, from, models),
    fillHistory: ({ table, history }) => fillHistory(table, history),
  },
})

/** Plans ask for these only of a dialect whose capabilities offer them. */
const unreachable = (name: string): never => {
  throw new Error(`${title} keeps foreign key ${name} in CREATE TABLE and cannot alter it`)
}
