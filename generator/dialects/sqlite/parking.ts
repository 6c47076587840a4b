import { type Column, historyColumns, type Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { countingColumn, isGenerated } from './create-table.js'
import { quote, quoteList } from './identifiers.js'
import { textLiteral } from './literals.js'

/** What is about to be dropped goes to a table that nothing points at and that points at nothing. */
export const park = (table: Table, column: Column | undefined, into: string): readonly Statement[] => [
  {
    sql: `CREATE TABLE ${quote(into)} AS\nSELECT ${parked(table, column)} FROM ${quote(table.name)}`,
    comment: `park ${whole(table, column)} in ${into}`,
  },
  ...(column === undefined ? parkCount(table, into) : []),
]

export const unpark = (table: Table, from: string): readonly Statement[] => [
  { sql: rowsBack(table, from), comment: `bring ${whole(table, undefined)} back from ${from}` },
  ...unparkCount(table, from),
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

/** The column's values of the rows that were there when it was dropped. */
export const whole = (table: Table, column: Column | undefined): string =>
  column === undefined ? `the rows of ${table.name}` : `${table.name}.${column.name}`

const keyOf = (table: Table): readonly string[] => table.primaryKey?.columns ?? []

const parked = (table: Table, column: Column | undefined): string =>
  column === undefined ? quoteList(written(table)) : quoteList([...keyOf(table), column.name])

/** Generated columns compute themselves. */
const written = (table: Table): readonly string[] =>
  table.columns.filter((column) => !isGenerated(column)).map(({ name }) => name)

const rowsBack = (table: Table, from: string): string => {
  const columns = quoteList(written(table))
  return `INSERT INTO ${quote(table.name)} (${columns})\nSELECT ${columns} FROM ${quote(from)}`
}

/** The number that was given last is forgotten with the table, and would be given again: https://www.sqlite.org/autoinc.html */
const parkCount = (table: Table, into: string): readonly Statement[] =>
  countingColumn(table) === undefined
    ? []
    : [{ sql: copyCount(table.name, into), comment: `park the number that ${table.name} gave last` }]

const unparkCount = (table: Table, from: string): readonly Statement[] =>
  countingColumn(table) === undefined
    ? []
    : [
        {
          sql: `DELETE FROM sqlite_sequence WHERE name = ${textLiteral(table.name)}`,
          comment: `forget the number that ${table.name} counts from`,
        },
        {
          sql: copyCount(from, table.name),
          comment: `count on from the number that ${table.name} gave last`,
        },
        {
          sql: `DELETE FROM sqlite_sequence WHERE name = ${textLiteral(from)}`,
          comment: `forget the number in ${from}`,
        },
      ]

const copyCount = (from: string, to: string): string =>
  `INSERT INTO sqlite_sequence (name, seq)\nSELECT ${textLiteral(to)}, seq FROM sqlite_sequence WHERE name = ${textLiteral(from)}`
