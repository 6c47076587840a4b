import { type Column, historyColumns, type Table } from '../../model/model.js'
import type { Statement } from '../dialect.js'
import { sequenceName } from './chosen-names.js'
import { quote, quoteList } from './identifiers.js'
import { textLiteral } from './literals.js'

/** What is about to be dropped goes to a table that nothing points at and that points at nothing. */
export const park = (table: Table, column: Column | undefined, into: string): readonly Statement[] => [
  {
    sql: `CREATE TABLE ${quote(into)} AS\n  SELECT ${parked(table, column)} FROM ${quote(table.name)}`,
    comment: `park ${column === undefined ? `the rows of ${table.name}` : `${table.name}.${column.name}`} in ${into}`,
  },
]

/** Rows of a table that is there again. */
export const unparkRows = (table: Table, from: string): readonly Statement[] => {
  const columns = quoteList(written(table).map(({ name }) => name))
  return [
    {
      sql: `INSERT INTO ${quote(table.name)} (${columns}) OVERRIDING SYSTEM VALUE\nSELECT ${columns} FROM ${quote(from)}`,
      comment: `bring the rows of ${table.name} back from ${from}`,
    },
    ...table.columns.filter(({ identity }) => identity !== undefined).map((column) => countOn(table, column)),
    { sql: `DROP TABLE ${quote(from)}`, comment: `drop table ${from}` },
  ]
}

const countOn = (table: Table, column: Column): Statement => {
  const sequence = textLiteral(quote(sequenceName(table.name, column.name)))
  return {
    sql: `SELECT setval(${sequence}, coalesce(max(${quote(column.name)}), 0) + 1, false) FROM ${quote(table.name)}`,
    comment: `count on from the rows of ${table.name}`,
  }
}

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

/** Whether a row is the one that parked values belong to. */
export const sameRow = (table: Table, parkedIn: string): string =>
  keyOf(table)
    .map((key) => `${quote(parkedIn)}.${quote(key)} = ${quote(table.name)}.${quote(key)}`)
    .join(' AND ')

/** A table without a primary key knows a row by all of it. */
const keyOf = (table: Table): readonly string[] =>
  table.primaryKey?.columns ?? table.columns.map(({ name }) => name)

const parked = (table: Table, column: Column | undefined): string => {
  if (column === undefined) return quoteList(written(table).map(({ name }) => name))
  return quoteList([...new Set([...keyOf(table), column.name])])
}

/** Generated columns compute themselves. */
const written = (table: Table): readonly Column[] =>
  table.columns.filter(({ generated }) => generated === undefined)
