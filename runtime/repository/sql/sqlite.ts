import { quote } from '../../quote.js'
import type { Writer } from '../../values/writer.js'
import { decimalOperand } from '../filter/decimal-operand.js'
import {
  type Comparison,
  type ComparisonOperator,
  comparisonSigns,
  type TextOperator,
} from '../filter/operators.js'
import type { OrderEntry } from '../reading/order.js'
import type { Column, Table } from '../table.js'
import type { DialectSql, EachParts, Keys, Placeholders } from './dialect-sql.js'
import { globLiteral, globOfLike } from './like.js'
import { exactSum, extreme, floatSum } from './sqlite-aggregate.js'
import { addJsonOperands, jsonComparison, sameJson } from './sqlite-json.js'
import { addLongDecimal, compareLongDecimal, isLongDecimal, orderLongDecimal } from './sqlite-long-decimal.js'
import { sqliteWriting } from './sqlite-writing.js'

export const sqliteSql: DialectSql = {
  placeholders: () => () => '?',
  now: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')",
  addOperand,
  list,
  pattern,
  comparison,
  addJsonOperands,
  jsonComparison,
  exactSum,
  floatSum,
  extreme,
  order,
  keepsOrder: (column) => !isLongDecimal(column),
  exact: ({ quoted, type }, session) => session.selectExpression(quoted, type),
  page,
  rowLock: () => '',
  // Any statement that may write takes the lock: https://sqlite.org/lang_transaction.html
  databaseLock: ({ quoted }) => `DELETE FROM ${quoted} WHERE 0`,
  keys,
  each,
  keyParameter: (_, __, ___, placeholder) => placeholder,
  tree: undefined,
  insertMany,
  manyParameters: (columns, rows, write) => [
    JSON.stringify(rows.map((row) => encodedRow(columns, row, write))),
  ],
  ...sqliteWriting,
}

function addOperand(
  column: Column,
  operator: Comparison,
  value: unknown,
  write: Writer,
  parameters: unknown[],
): void {
  if (isLongDecimal(column)) addLongDecimal(column, operator, value, parameters)
  else if (column.parsed.kind === 'decimal') parameters.push(decimalOperand(column, value))
  else parameters.push(write.encode(column.type, value, column.place))
}

function list(column: Column, values: readonly unknown[], write: Writer): unknown {
  if (column.parsed.kind !== 'decimal') return write.encodeList(column.type, values, column.place)
  return JSON.stringify(values.map((value) => decimalOperand(column, value)))
}

function pattern(operator: TextOperator, text: string): string {
  switch (operator) {
    case 'like':
      return globOfLike(text)
    case 'ilike':
    case 'contains':
      return text
    case 'startsWith':
      return `${globLiteral(text)}*`
    case 'endsWith':
      return `*${globLiteral(text)}`
    default:
      return operator satisfies never
  }
}

function comparison(column: Column, operator: ComparisonOperator, next: Placeholders): string {
  const name = column.quoted
  switch (operator) {
    case 'in':
      return `${name} IN (${listed(column, next)})`
    case 'notIn':
      return `${name} NOT IN (${listed(column, next)})`
    case 'between':
      return `(${compared(column, 'gte', next)} AND ${compared(column, 'lte', next)})`
    case 'ilike':
      return `${name} LIKE ${next()} ESCAPE '\\'`
    case 'contains':
      return `instr(${name}, ${next()}) > 0`
    case 'like':
    case 'startsWith':
    case 'endsWith':
      // LIKE takes upper and lower case as one, GLOB does not: https://sqlite.org/lang_expr.html#glob
      return `${name} GLOB ${next()}`
    default:
      return compared(column, operator, next)
  }
}

function compared(column: Column, operator: Comparison, next: Placeholders): string {
  const { kind } = column.parsed
  if (kind === 'json' || kind === 'array') return sameJson(column.quoted, operator === 'ne', next())
  if (isLongDecimal(column)) return compareLongDecimal(column.quoted, operator, next)
  return `${column.quoted} ${comparisonSigns[operator]} ${next()}`
}

/** The column's affinity is applied to each value: https://sqlite.org/datatype3.html#comparison_expressions */
function listed(column: Column, next: Placeholders): string {
  const value = column.parsed.kind === 'bytes' ? 'unhex(value)' : 'value'
  return `SELECT ${value} FROM json_each(${next()})`
}

function order(entry: OrderEntry): string {
  const { column, direction } = entry
  const nulls = entry.nulls ?? (direction === 'asc' ? 'last' : 'first')
  const isNullable = column.parsed.nullable
  if (isLongDecimal(column)) return orderLongDecimal(column.qualified, direction, nulls)
  // SQLite takes NULL for the smallest value, and can use no index for another place of it.
  return (
    column.qualified +
    (direction === 'desc' ? ' DESC' : '') +
    (isNullable ? ` NULLS ${nulls.toUpperCase()}` : '')
  )
}

/**
 * With a comma OFFSET stands before LIMIT, and it cannot stand alone (https://sqlite.org/lang_select.html#limitoffset). A bare
 * parameter as LIMIT makes SQLite compile the statement again at each call, five times the cost of a lookup
 * (https://sqlite.org/c3ref/prepare.html).
 */
function page(limit: boolean, offset: boolean, next: Placeholders): string {
  if (!limit) return offset ? ` LIMIT -1 OFFSET ${next()}` : ''
  return offset ? ` LIMIT ${next()}, ${next()} + 0` : ` LIMIT ${next()} + 0`
}

/** All rows are one JSON parameter, so that the text does not depend on their number: https://sqlite.org/json1.html */
function insertMany(table: Table, columns: readonly Column[], next: Placeholders): string {
  const values = columns.map(valueOfRow('value'))
  return (
    `INSERT INTO ${table.quoted} (${columns.map(({ quoted }) => quoted).join(', ')}) ` +
    `SELECT ${values.join(', ')} FROM json_each(${next()})`
  )
}

function keys(_: Table, columns: readonly Column[], next: Placeholders): Keys {
  return { from: `json_each(${next()}) AS k`, values: columns.map(valueOfRow('k.value')), place: 'k.key' }
}

/** CROSS JOIN keeps the keys outermost: https://sqlite.org/optoverview.html#crossjoin */
function each(parts: EachParts): string {
  const { keys, list, sources, joins, rowKey, where, orderBy, limit, offset, next } = parts
  if ((limit || offset) && rowKey.length === 0) return eachNumbered(parts)
  const order = orderBy === '' ? '' : ` ORDER BY ${orderBy}`
  const all = `SELECT ${list}, ${keys.place} AS "$place" FROM ${[keys.from, ...sources].join(' CROSS JOIN ')} WHERE `
  if (!limit && !offset) return `${all}${where}${order}`
  // Goes through the rows of one key after the other, and no further than to the end of its page.
  const columns = rowKey.map(({ qualified }) => qualified).join(', ')
  const wanted = `SELECT ${columns} FROM ${sources.join(' CROSS JOIN ')} WHERE ${where}${order}${page(limit, offset, next)}`
  return `${all}${[...joins, `(${columns}) IN (${wanted})`].join(' AND ')}${order}`
}

/** Where nothing tells rows apart all of them are numbered. */
function eachNumbered({
  keys,
  list,
  labels,
  sources,
  where,
  orderBy,
  limit,
  offset,
  next,
}: EachParts): string {
  const columns = `${list}, ${keys.place} AS "$place"`
  const rows = `FROM ${[keys.from, ...sources].join(' CROSS JOIN ')} WHERE ${where}`
  const order = orderBy === '' ? '' : ` ORDER BY ${orderBy}`
  const numbered = `SELECT ${columns}, row_number() OVER (PARTITION BY ${keys.place}${order}) AS "$row" ${rows}`
  const page =
    limit && offset
      ? `"$row" - 1 - ${next()} BETWEEN 0 AND ${next()} - 1`
      : `"$row" ${limit ? '<=' : '>'} ${next()}`
  return `SELECT ${[...labels, '$place'].map(quote).join(', ')} FROM (${numbered}) WHERE ${page} ORDER BY "$place", "$row"`
}

/** How a value stands in a row of `manyParameters`. */
const valueOfRow =
  (row: string) =>
  ({ parsed }: Column, i: number): string =>
    parsed.kind === 'bytes' ? `unhex(${row} ->> ${i})` : `${row} ->> ${i}`

function encodedRow(columns: readonly Column[], row: readonly unknown[], write: Writer): unknown[] {
  return columns.map(({ type, place }, i) => write.encodeText(type, row[i], place))
}
