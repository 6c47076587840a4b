import { historyColumns, type Table, type Trigger } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import type { Statement } from '../dialect.js'
import { dollarQuote } from './function-body.js'
import { quote, quoteList } from './identifiers.js'

type History = Extract<Trigger, { readonly kind: 'history' }>
type Event = { readonly name: string; readonly fires: string; readonly rows: string | undefined }

/**
 * A trigger with transition rows serves one event alone, and TRUNCATE has none: there the rows are still in the table before it.
 * https://www.postgresql.org/docs/current/sql-createtrigger.html
 */
const events: readonly Event[] = [
  { name: 'insert', fires: 'AFTER INSERT', rows: 'NEW TABLE AS new_rows' },
  { name: 'update', fires: 'AFTER UPDATE', rows: 'NEW TABLE AS new_rows' },
  { name: 'delete', fires: 'AFTER DELETE', rows: 'OLD TABLE AS old_rows' },
  { name: 'truncate', fires: 'BEFORE TRUNCATE', rows: undefined },
]

/** Once a statement instead of once a row, which halves what history costs in bulk. */
export const createHistoryTrigger = (table: Table, trigger: History): readonly Statement[] => [
  {
    sql: `CREATE ${historyFunction(table, trigger)}`,
    comment: `create function ${trigger.name}`,
  },
  ...events.map((event) => ({
    sql: [
      `CREATE TRIGGER ${quote(nameOf(trigger, event))} ${event.fires} ON ${quote(table.name)}`,
      ...(event.rows === undefined ? [] : [`  REFERENCING ${event.rows}`]),
      `  FOR EACH STATEMENT EXECUTE FUNCTION ${quote(trigger.name)}()`,
    ].join('\n'),
    comment: `create trigger ${nameOf(trigger, event)}`,
  })),
]

/** The function behind `CREATE` or `CREATE OR REPLACE`. */
export const historyFunction = (table: Table, trigger: History): string =>
  `FUNCTION ${quote(trigger.name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuote(body(table, trigger))}`

export const historyTriggerNames = (trigger: History): readonly string[] =>
  events.map((event) => nameOf(trigger, event))

const nameOf = (trigger: History, event: Event): string => derivedName([trigger.name], event.name)

/** Columns are qualified, because a bare one could be taken for a variable of the function. */
const body = (source: Table, { table, columns }: History): string => {
  const insert = [
    `    INSERT INTO ${quote(table)}`,
    `      (${quoteList([historyColumns.operation, ...columns])})`,
  ].join('\n')
  const values = columns.map((column) => `changed.${quote(column)}`).join(', ')
  return [
    'BEGIN',
    `  IF TG_OP = 'DELETE' THEN`,
    insert,
    `    SELECT 'delete', ${values}`,
    '    FROM old_rows AS changed;',
    `  ELSIF TG_OP = 'TRUNCATE' THEN`,
    insert,
    `    SELECT 'delete', ${values}`,
    `    FROM ${quote(source.name)} AS changed;`,
    '  ELSE',
    insert,
    `    SELECT lower(TG_OP), ${values}`,
    '    FROM new_rows AS changed;',
    '  END IF;',
    '  RETURN NULL;',
    'END',
  ].join('\n')
}
