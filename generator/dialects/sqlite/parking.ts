import { type Column, historyColumns, type Table } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { parkedRowNumber } from './alter/row-numbers.js'
import { allRowsIn, checkedDrop, type Requirement } from './checked-drop.js'
import { countingColumn, isGenerated } from './create-table.js'
import { quote, quoteList } from './identifiers.js'
import { textLiteral } from './literals.js'

/** The rows of a table that is about to be dropped go to one that nothing points at and that points at nothing. */
export const park = (table: Table, into: string, models: BeforeAfter): readonly Statement[] => [
  {
    sql: parked(table, [...numberAs(table, models), ...written(table).map(quote)], into),
    comment: `park the rows of ${table.name} in ${into}`,
  },
  ...parkCount(table, into),
]

export const unpark = (table: Table, from: string, models: BeforeAfter): readonly Statement[] => [
  { sql: rowsBack(table, from, models), comment: `bring the rows of ${table.name} back from ${from}` },
  ...unparkCount(table, from),
  ...checkedDrop(from, [allRowsIn(from, table.name)], `drop table ${from}`),
]

/** The values of a column that is about to be dropped, with the keys of their rows. */
export const parkColumn = (table: Table, column: Column, into: string): readonly Statement[] => [
  {
    sql: parked(table, [...keyOf(table), column.name].map(quote), into),
    comment: `park ${table.name}.${column.name} in ${into}`,
  },
]

/** Rows that came since have nothing parked and are left as they are. */
export const unparkColumn = (table: Table, column: Column, from: string): readonly Statement[] => {
  const same = keyOf(table).map((key) => `parked.${quote(key)} = ${quote(table.name)}.${quote(key)}`)
  return [
    {
      sql: [
        `UPDATE ${quote(table.name)}\nSET ${quote(column.name)} = parked.${quote(column.name)}`,
        `FROM ${quote(from)} AS parked`,
        `WHERE ${same.join(' AND ')}`,
      ].join('\n'),
      comment: `bring ${table.name}.${column.name} back from ${from}`,
    },
    ...dropParkedColumn(table, column, from),
  ]
}

/** Not before all of its values are back, in rows that are still there. */
export const dropParkedColumn = (table: Table, column: Column, from: string): readonly Statement[] =>
  checkedDrop(from, [valuesBack(table, column, from)], `drop table ${from}`)

const valuesBack = (table: Table, { name }: Column, from: string): Requirement => {
  const same = keyOf(table).map((key) => `parked.${quote(key)} = kept.${quote(key)}`)
  return {
    words: `all of its values are in ${table.name}.${name}`,
    broken: [
      `EXISTS (\n  SELECT 1 FROM main.${quote(table.name)} AS kept`,
      `  JOIN main.${quote(from)} AS parked ON ${same.join(' AND ')}`,
      `  WHERE kept.${quote(name)} IS NOT parked.${quote(name)}\n)`,
    ].join('\n'),
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

const keyOf = (table: Table): readonly string[] => table.primaryKey?.columns ?? []

const parked = (table: Table, columns: readonly string[], into: string): string =>
  `CREATE TABLE ${quote(into)} AS\nSELECT ${columns.join(', ')} FROM ${quote(table.name)}`

/** Generated columns compute themselves. */
const written = (table: Table): readonly string[] =>
  table.columns.filter((column) => !isGenerated(column)).map(({ name }) => name)

/** A column of that name, which stands for the number of the parked row where it was parked without. */
const numberAs = (table: Table, models: BeforeAfter): readonly string[] => {
  const number = parkedRowNumber(table, models)
  return number === undefined ? [] : [`${number} AS ${number}`]
}

const rowsBack = (table: Table, from: string, models: BeforeAfter): string => {
  const number = parkedRowNumber(table, models)
  const columns = [...(number === undefined ? [] : [number]), quoteList(written(table))].join(', ')
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
