import type { Table, Trigger } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { createHistoryTrigger, dropHistoryTrigger } from './history-trigger.js'
import { quote } from './identifiers.js'
import { createTouchTrigger } from './touch-trigger.js'

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

/** Triggers go with their table: https://www.sqlite.org/lang_droptable.html */
export const dropTrigger = (table: Table, trigger: Trigger, models: BeforeAfter): readonly Statement[] => {
  if (!models.after.tables.some(({ name }) => name === table.name)) return []
  switch (trigger.kind) {
    case 'touch':
      return [{ sql: `DROP TRIGGER ${quote(trigger.name)}`, comment: `drop trigger ${trigger.name}` }]
    case 'history':
      return dropHistoryTrigger(trigger)
    default:
      return trigger satisfies never
  }
}
