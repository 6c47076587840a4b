import { quote } from '../quote.js'

/*
 * A trigger of the database itself could learn who acts neither from a function nor from a temporary table: every other program that
 * writes to the file would lack them, and its writes would fail. So the triggers that migrations make leave the actor out, and
 * a connection that knows one has a temporary trigger of its own behind each history, which adds it. https://sqlite.org/lang_createtrigger.html#temp_triggers
 */

const prefix = 'tablewright_actor_of_'

/** Histories that this connection has no such trigger behind. */
export const untoldHistories =
  'SELECT t.name AS "name" FROM main.sqlite_schema AS t JOIN pragma_table_info(t.name) AS c ' +
  `WHERE t.type = 'table' AND c.name = 'history_actor' AND NOT EXISTS (` +
  `SELECT 1 FROM temp.sqlite_schema AS o WHERE o.type = 'trigger' AND o.name = '${prefix}' || t.name)`

/** The triggers of that kind that are there. */
export const ownTriggers = `SELECT name FROM temp.sqlite_schema WHERE type = 'trigger' AND name GLOB '${prefix}*'`

/** Behind a history; `actor` is an expression. */
export const createOwnTrigger = (history: string, actor: string): string =>
  `CREATE TEMP TRIGGER IF NOT EXISTS ${quote(prefix + history)} AFTER INSERT ON main.${quote(history)} ` +
  `WHEN NEW.history_actor IS NULL AND ${actor} IS NOT NULL BEGIN ` +
  `UPDATE ${quote(history)} SET history_actor = ${actor} WHERE history_id = NEW.history_id; END`
