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
const eventsOf = ({ key }: History): readonly Event[] => [
  { name: 'insert', fires: 'AFTER INSERT', rows: 'NEW TABLE AS new_rows' },
  {
    name: 'update',
    fires: 'AFTER UPDATE',
    rows: `${key === undefined ? '' : 'OLD TABLE AS old_rows '}NEW TABLE AS new_rows`,
  },
  { name: 'delete', fires: 'AFTER DELETE', rows: 'OLD TABLE AS old_rows' },
  { name: 'truncate', fires: 'BEFORE TRUNCATE', rows: undefined },
]

/** Once a statement instead of once a row, which halves what history costs in bulk. */
export const createHistoryTrigger = (table: Table, trigger: History): readonly Statement[] => [
  {
    sql: `CREATE ${historyFunction(table, trigger)}`,
    comment: `create function ${trigger.name}`,
  },
  ...createHistoryEvents(table, trigger),
]

/** The triggers that call the function. */
const createHistoryEvents = (table: Table, trigger: History): readonly Statement[] =>
  eventsOf(trigger).map((event) => createEvent(table, trigger, event))

/** A trigger that stays, but has other rows to tell, is made anew in the transaction in which its function changes. */
export const changeHistoryEvents = (table: Table, former: History, trigger: History): readonly Statement[] =>
  eventsOf(trigger)
    .filter(({ name, rows }) => eventsOf(former).some((event) => event.name === name && event.rows !== rows))
    .flatMap((event) => [
      {
        sql: `DROP TRIGGER ${quote(nameOf(trigger, event))} ON ${quote(table.name)}`,
        comment: `drop trigger ${nameOf(trigger, event)}`,
      },
      createEvent(table, trigger, event),
    ])

const createEvent = (table: Table, trigger: History, event: Event): Statement => ({
  sql: [
    `CREATE TRIGGER ${quote(nameOf(trigger, event))} ${event.fires} ON ${quote(table.name)}`,
    ...(event.rows === undefined ? [] : [`  REFERENCING ${event.rows}`]),
    `  FOR EACH STATEMENT EXECUTE FUNCTION ${quote(trigger.name)}()`,
  ].join('\n'),
  comment: `create trigger ${nameOf(trigger, event)}`,
})

/** The function behind `CREATE` or `CREATE OR REPLACE`. */
export const historyFunction = (table: Table, trigger: History): string =>
  `FUNCTION ${quote(trigger.name)}() RETURNS trigger LANGUAGE plpgsql AS ${dollarQuote(body(table, trigger))}`

export const historyTriggerNames = (trigger: History): readonly string[] =>
  eventsOf(trigger).map((event) => nameOf(trigger, event))

const nameOf = (trigger: History, event: Event): string => derivedName([trigger.name], event.name)

/** Columns are qualified, because a bare one could be taken for a variable of the function. */
const body = (source: Table, trigger: History): string => {
  const { table, columns, key } = trigger
  const told = toldColumns(trigger)
  const insert = [
    `    INSERT INTO ${quote(table)}`,
    `      (${quoteList([historyColumns.operation, ...told.map(([name]) => name), ...columns])})`,
  ].join('\n')
  const values = [
    ...told.map(([, value]) => value),
    ...columns.map((column) => `changed.${quote(column)}`),
  ].join(', ')
  return [
    'BEGIN',
    ...(key === undefined ? [] : endsOfRows(insert, values, key)),
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

/**
 * A row whose key changes has come to its end under the old one. NOT IN is one look into a hash for each row, whatever number of rows
 * the statement was planned for.
 */
const endsOfRows = (insert: string, values: string, key: readonly string[]): readonly string[] => {
  const list = (alias: string) => key.map((column) => `${alias}.${quote(column)}`).join(', ')
  const changed = key.length === 1 ? list('changed') : `(${list('changed')})`
  return [
    `  IF TG_OP = 'UPDATE' THEN`,
    insert,
    `    SELECT 'delete', ${values}`,
    '    FROM old_rows AS changed',
    `    WHERE ${changed} NOT IN (SELECT ${list('kept')} FROM new_rows AS kept);`,
    '  END IF;',
  ]
}

/**
 * What the history knows beside the row. The clock instead of now(), which is the beginning of the transaction: of two transactions
 * that change a row one after the other the second may have begun first. A setting that a transaction made is an empty text after it.
 * https://www.postgresql.org/docs/current/functions-datetime.html#FUNCTIONS-DATETIME-CURRENT
 */
const toldColumns = ({ actor }: History): readonly (readonly [name: string, value: string])[] =>
  actor === undefined
    ? []
    : [
        [historyColumns.recordedAt, '(SELECT clock_timestamp())'],
        [actor, `NULLIF(current_setting('tablewright.actor', true), '')`],
      ]
