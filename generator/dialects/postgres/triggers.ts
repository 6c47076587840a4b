import type { Trigger } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { statementsByKind } from '../triggers.js'
import { createHistoryTrigger } from './history-trigger.js'
import { quote } from './identifiers.js'
import { createTouchTrigger } from './touch-trigger.js'

export const createTrigger = statementsByKind({ touch: createTouchTrigger, history: createHistoryTrigger })

/** A dropped table takes its triggers along, never their functions: https://www.postgresql.org/docs/current/sql-droptable.html */
export const dropFunction = ({ name }: Trigger): Statement => ({
  sql: `DROP FUNCTION ${quote(name)}()`,
  comment: `drop function ${name}`,
})
