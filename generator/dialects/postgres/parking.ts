import { type Column, historyColumns, type LogicalType, type Model, type Table } from '../../model/model.js'
import type { BeforeAfter, Statement } from '../dialect.js'
import { sequenceName } from './chosen-names.js'
import { quote, quoteList } from './identifiers.js'
import { textLiteral } from './literals.js'
import { lockTable } from './lock-table.js'
import { sqlType } from './types.js'

/** What is about to be dropped goes to a table that nothing points at and that points at nothing. */
export const park = (
  table: Table,
  column: Column | undefined,
  into: string,
  models: BeforeAfter,
): readonly Statement[] => [
  lockTable(table, 'until what is parked is gone'),
  {
    sql: `CREATE TABLE ${quote(into)} AS\n  SELECT ${parked(table, column, models)} FROM ${quote(table.name)}`,
    comment: `park ${column === undefined ? `the rows of ${table.name}` : `${table.name}.${column.name}`} in ${into}`,
  },
  ...(column === undefined ? table.columns : [column])
    .filter(isCounted)
    .flatMap((counted) => parkCount(table, counted, into, models)),
]

const isCounted = ({ identity }: Column): boolean => identity !== undefined

/** Numbers of rows that were deleted are not given again, so where the count stood is kept; the sequence goes with its table. */
const parkCount = (
  table: Table,
  { name, type }: Column,
  into: string,
  { before }: BeforeAfter,
): readonly Statement[] => {
  const [sequence, kept] = [sequenceName(table.name, name), sequenceName(into, name)]
  return [
    {
      sql: `CREATE SEQUENCE ${quote(kept)} AS ${sqlType(type, before)} OWNED BY ${quote(into)}.${quote(name)}`,
      comment: `create sequence ${kept}, which goes with ${into}`,
    },
    keepPosition(sequence, kept),
  ]
}

/** Where the numbers of a column that is there again go on. */
export const unparkCount = (table: Table, { name }: Column, from: string): Statement =>
  keepPosition(sequenceName(from, name), sequenceName(table.name, name))

/** One sequence goes on where another stood. */
export const keepPosition = (from: string, to: string): Statement => ({
  sql: `SELECT setval(${textLiteral(quote(to))}, last_value, is_called) FROM ${quote(from)}`,
  comment: `count on from where ${from} stood`,
})

/** Rows of a table that is there again. */
export const unparkRows = (table: Table, from: string, model: Model): readonly Statement[] => {
  const columns = quoteList(written(table).map(({ name }) => name))
  const values = written(table).map((column) => fromParking(column, quote(column.name), model))
  return [
    lockTable({ name: from }, 'until its rows are back'),
    {
      sql: `INSERT INTO ${quote(table.name)} (${columns}) OVERRIDING SYSTEM VALUE\nSELECT ${values.join(', ')} FROM ${quote(from)}`,
      comment: `bring the rows of ${table.name} back from ${from}`,
    },
    ...table.columns.filter(isCounted).map((column) => unparkCount(table, column, from)),
    { sql: `DROP TABLE ${quote(from)}`, comment: `drop table ${from}` },
  ]
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
export const sameRow = (table: Table, parkedIn: string, model: Model): string =>
  table.columns
    .filter(({ name }) => keyOf(table).includes(name))
    .map((column) => {
      const name = quote(column.name)
      return `${fromParking(column, `${quote(parkedIn)}.${name}`, model)} = ${quote(table.name)}.${name}`
    })
    .join(' AND ')

/** A table without a primary key knows a row by all of it. */
const keyOf = (table: Table): readonly string[] =>
  table.primaryKey?.columns ?? table.columns.map(({ name }) => name)

const parked = (table: Table, column: Column | undefined, models: BeforeAfter): string => {
  const key = new Set(keyOf(table))
  const columns =
    column === undefined
      ? written(table)
      : [...table.columns.filter(({ name }) => key.has(name) && name !== column.name), column]
  return columns.map((each) => intoParking(each, models)).join(', ')
}

/** As text where the type may change or go before the values come back; a table that has it would stand in the way. */
const intoParking = ({ name, type }: Column, { before, after }: BeforeAfter): string => {
  const plain = plainType(type, [...before.enums, ...after.enums])
  return plain === undefined ? quote(name) : `${quote(name)}::${plain} AS ${quote(name)}`
}

/** The value that a column had, as its own type again. */
export const fromParking = ({ type }: Column, parkedValue: string, model: Model): string =>
  plainType(type, model.enums) === undefined ? parkedValue : `${parkedValue}::${sqlType(type, model)}`

const plainType = (type: LogicalType, enums: Model['enums']): string | undefined => {
  if (type.kind === 'array') return plainType(type.element, enums) && 'text[]'
  const isNative = type.kind === 'enum' && enums.some(({ name, native }) => name === type.name && native)
  return isNative ? 'text' : undefined
}

/** Generated columns compute themselves. */
const written = (table: Table): readonly Column[] =>
  table.columns.filter(({ generated }) => generated === undefined)
