import type { ObjectDialect } from '../object-operations.js'
import { scriptStatements } from '../scripts.js'
import { alterScript } from './alter/script-in-place.js'
import { createTable, dropTable } from './create-table.js'
import { createEnum, dropEnum } from './enums.js'
import { addForeignKey, dropForeignKey } from './foreign-keys.js'
import { createIndex } from './indexes.js'
import { fillHistory, park, unparkRows } from './parking.js'
import { createTrigger, dropFunction } from './triggers.js'
import { name } from './versions.js'
import { createView, dropView } from './views.js'

/** How whole objects are made and removed. */
export const objects: ObjectDialect = {
  name,
  capabilities: { addForeignKey: true, forwardReferences: false, nativeEnums: true },
  alterScript,
  render: {
    createEnum: (operation) => createEnum(operation.enum),
    dropEnum: (operation) => dropEnum(operation.enum),
    createTable: ({ table, foreignKeys }, { after }) => createTable(table, foreignKeys, after),
    dropTable: ({ table }) => dropTable(table),
    addForeignKey: ({ table, foreignKey }) => addForeignKey(table, foreignKey),
    dropForeignKey: ({ table, foreignKey }) => dropForeignKey(table, foreignKey),
    createIndex: ({ table, index }) => createIndex(table, index),
    createTrigger: ({ table, trigger }) => createTrigger(table, trigger),
    dropTrigger: ({ trigger }) => [dropFunction(trigger)],
    createView: ({ view }) => createView(view),
    dropView: ({ view }) => dropView(view),
    createScript: ({ script, altered }) => scriptStatements(script, 'create', name, altered && 'change'),
    dropScript: ({ script, altered }) => scriptStatements(script, 'drop', name, altered && 'change'),
    park: ({ table, into }, models) => park(table, undefined, into, models),
    unpark: ({ table, from }, { after }) => unparkRows(table, from, after),
    fillHistory: ({ table, history }) => fillHistory(table, history),
  },
}
