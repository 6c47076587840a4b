import type { Hazard, Operation } from '../dialects/dialect.js'

/** What a reviewer must know of an operation before it runs. */
export const hazardsOf = (operation: Operation): readonly Hazard[] => {
  switch (operation.kind) {
    case 'dropTable':
      return [{ kind: 'drops-data', message: `the rows of ${operation.table.name} are lost` }]
    case 'createEnum':
    case 'dropEnum':
    case 'createTable':
    case 'addForeignKey':
    case 'dropForeignKey':
    case 'createIndex':
    case 'createTrigger':
    case 'dropTrigger':
    case 'createView':
    case 'dropView':
    case 'createScript':
    case 'dropScript':
      return []
    default:
      return operation satisfies never
  }
}
