import { statementsByKind } from '../triggers.js'
import { createHistoryTrigger, dropHistoryTrigger } from './history-trigger.js'
import { createTouchTrigger, dropTouchTrigger } from './touch-trigger.js'

export const createTrigger = statementsByKind({ touch: createTouchTrigger, history: createHistoryTrigger })

export const dropTrigger = statementsByKind({
  touch: (_table, trigger) => dropTouchTrigger(trigger),
  history: (_table, trigger) => dropHistoryTrigger(trigger),
})
