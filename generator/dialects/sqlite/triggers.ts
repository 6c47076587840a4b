import type { Table, Trigger } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { statementsByKind } from '../triggers.js'
import { createHistoryTrigger, dropHistoryTrigger } from './history-trigger.js'
import { createTouchTrigger, dropTouchTrigger } from './touch-trigger.js'

export const createTrigger = statementsByKind({ touch: createTouchTrigger, history: createHistoryTrigger })

/** Triggers go with their table: https://www.sqlite.org/lang_droptable.html */
export const dropTrigger = (table: Table, trigger: Trigger, models: BeforeAfter): readonly Statement[] =>
  models.after.tables.some(({ name }) => name === table.name) ? dropFromTable(table, trigger) : []

const dropFromTable = statementsByKind({
  touch: (_table, trigger) => dropTouchTrigger(trigger),
  history: (_table, trigger) => dropHistoryTrigger(trigger),
})
