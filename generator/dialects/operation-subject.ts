import type { Operation, Step } from './dialect.js'

/** What an operation is about, so that a message about it can point into the schema. */
export const originOfOperation = (operation: Operation): Step['subject'] => {
  switch (operation.kind) {
    case 'createEnum':
    case 'dropEnum':
      return { element: operation.enum, table: undefined }
    case 'createTable':
      return { element: operation.table, table: operation.table }
    case 'dropTable':
    case 'createTrigger':
    case 'dropTrigger':
    case 'park':
    case 'unpark':
    case 'fillHistory':
      return { element: operation.table, table: undefined }
    case 'addForeignKey':
    case 'dropForeignKey':
      return { element: operation.foreignKey.meta ? operation.foreignKey : operation.table, table: undefined }
    case 'createIndex':
      return { element: operation.index.meta ? operation.index : operation.table, table: undefined }
    case 'createView':
    case 'dropView':
      return { element: operation.view, table: undefined }
    case 'createScript':
    case 'dropScript':
      return { element: operation.script, table: undefined }
    default:
      return operation satisfies never
  }
}
