import type { Table, Trigger } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { createHistoryTrigger, dropHistoryTrigger } from './history-trigger.js'
import { quote } from './identifiers.js'
import { createTouchTrigger, dropTouchTrigger } from './touch-trigger.js'

export const createTrigger = (table: Table, trigger: Trigger): readonly Statement[] => {
  switch (trigger.kind) {
    case 'touch':
      return createTouchTrigger(table, trigger)
    case 'history':
      return createHistoryTrigger(table, trigger)
    default:
      return trigger satisfies never
  }
}

/** A dropped table takes its triggers along, never their functions: https://www.postgresql.org/docs/current/sql-droptable.html */
export const dropTrigger = (table: Table, trigger: Trigger, models: BeforeAfter): readonly Statement[] => [
  ...(models.after.tables.some(({ name }) => name === table.name) ? dropFromTable(table, trigger) : []),
  { sql: `DROP FUNCTION ${quote(trigger.name)}()`, comment: `drop function ${trigger.name}` },
]

const dropFromTable = (table: Table, trigger: Trigger): readonly Statement[] => {
  switch (trigger.kind) {
    case 'touch':
      return dropTouchTrigger(table, trigger)
    case 'history':
      return dropHistoryTrigger(table, trigger)
    default:
      return trigger satisfies never
  }
}
