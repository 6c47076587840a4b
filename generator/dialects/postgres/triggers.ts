import type { Table, Trigger } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { statementsByKind } from '../triggers.js'
import { createHistoryTrigger, dropHistoryTrigger } from './history-trigger.js'
import { quote } from './identifiers.js'
import { createTouchTrigger, dropTouchTrigger } from './touch-trigger.js'

export const createTrigger = statementsByKind({ touch: createTouchTrigger, history: createHistoryTrigger })

/** A dropped table takes its triggers along, never their functions: https://www.postgresql.org/docs/current/sql-droptable.html */
export const dropTrigger = (table: Table, trigger: Trigger, models: BeforeAfter): readonly Statement[] => [
  ...(models.after.tables.some(({ name }) => name === table.name) ? dropFromTable(table, trigger) : []),
  { sql: `DROP FUNCTION ${quote(trigger.name)}()`, comment: `drop function ${trigger.name}` },
]

const dropFromTable = statementsByKind({ touch: dropTouchTrigger, history: dropHistoryTrigger })
