import { creationRank, isEarly } from '../changes/order.js'
import type { BeforeAfter, Operation } from './dialect.js'
import type { Stage } from './stages.js'

/**
 * Indexes stay with their table; triggers wait until every table exists, because a history trigger names a second one.
 */
export const stageOf = (operation: Operation, models: BeforeAfter): Stage => {
  switch (operation.kind) {
    case 'dropView':
      return 'drop views'
    case 'dropScript':
      return isEarly(models.before, operation.script) ? 'drop scripts' : 'drop views'
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
      return isEarly(models.after, operation.script) ? 'scripts' : 'views'
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

/** What goes is taken down in the reverse of the order in which it was made; what comes is made in order. */
export const rankOf = (operation: Operation, models: BeforeAfter): number => {
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
