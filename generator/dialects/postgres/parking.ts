import { historyColumns, type Column, type Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { quote, quoteList } from './identifiers.js'

/** What is about to be dropped goes to a table that nothing points at and that points at nothing. */
export const park = (table: Table, column: Column | undefined, into: string): readonly Statement[] => [
  {
    sql: `CREATE TABLE ${quote(into)} AS\n  SELECT ${parked(table, column)} FROM ${quote(table.name)}`,
    comment: `park ${whole(table, column)} in ${into}`,
  },
]

export const unpark = (table: Table, column: Column | undefined, from: string): readonly Statement[] => [
  {
    sql: column === undefined ? rowsBack(table, from) : valuesBack(table, column, from),
    comment: `bring ${whole(table, column)} back from ${from}`,
  },
  { sql: `DROP TABLE ${quote(from)}`, comment: `drop table ${from}` },
]

/** The present state of each row, as if it had been written just now. */
export const fillHistory = (table: Table, history: Table): readonly Statement[] => {
  const columns = quoteList(table.columns.map(({ name }) => name))
  return [
    {
      sql: [
        `INSERT INTO ${quote(history.name)} (${quote(historyColumns.operation)}, ${columns})`,
        `SELECT 'insert', ${columns} FROM ${quote(table.name)}`,
      ].join('\n'),
      comment: `begin the history of the rows in ${table.name}`,
    },
  ]
}

const whole = (table: Table, column: Column | undefined): string =>
  column === undefined ? `the rows of ${table.name}` : `${table.name}.${column.name}`

const keyOf = (table: Table): readonly string[] => table.primaryKey?.columns ?? []

const parked = (table: Table, column: Column | undefined): string =>
  column === undefined ? quoteList(written(table)) : quoteList([...keyOf(table), column.name])

/** Generated columns compute themselves. */
const written = (table: Table): readonly string[] =>
  table.columns.filter(({ generated }) => generated === undefined).map(({ name }) => name)

const rowsBack = (table: Table, from: string): string => {
  const columns = quoteList(written(table))
  return `INSERT INTO ${quote(table.name)} (${columns}) OVERRIDING SYSTEM VALUE\nSELECT ${columns} FROM ${quote(from)}`
}

const valuesBack = (table: Table, column: Column, from: string): string => {
  const same = keyOf(table).map((key) => `parked.${quote(key)} = ${quote(table.name)}.${quote(key)}`)
  return [
    `UPDATE ${quote(table.name)} SET ${quote(column.name)} = parked.${quote(column.name)}`,
    `FROM ${quote(from)} AS parked`,
    `WHERE ${same.join(' AND ')}`,
  ].join('\n')
}
