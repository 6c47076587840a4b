import { textList } from '../../values/postgres-writer.js'
import { columnType } from '../../values/types.js'
import type { Writer } from '../../values/writer.js'
import { decimalOperand } from '../filter/decimal-operand.js'
import {
  type Comparison,
  type ComparisonOperator,
  comparisonSigns,
  type TextOperator,
} from '../filter/operators.js'
import type { RowLock } from '../locking/lock.js'
import type { OrderEntry } from '../reading/order.js'
import type { Column, Table } from '../table.js'
import type { DialectSql, EachParts, Keys, Placeholders } from './dialect-sql.js'
import { likeLiteral } from './like.js'
import { exactSum, extreme, floatSum } from './postgres-aggregate.js'
import { addJsonOperands, jsonComparison } from './postgres-json.js'
import { postgresTree } from './postgres-tree.js'
import { postgresWriting, typeOf } from './postgres-writing.js'
import { quoteText } from './quote-text.js'

export const postgresSql: DialectSql = {
  placeholders,
  now: 'clock_timestamp()',
  addOperand,
  list,
  pattern,
  comparison,
  addJsonOperands,
  jsonComparison,
  exactSum,
  floatSum,
  extreme,
  order: ({ column, direction, nulls }: OrderEntry) =>
    column.qualified +
    (direction === 'desc' ? ' DESC' : '') +
    (nulls === undefined ? '' : ` NULLS ${nulls.toUpperCase()}`),
  keepsOrder: () => true,
  exact: ({ quoted, parsed }) =>
    parsed.kind === 'boolean' || parsed.kind === 'bytes' ? quoted : `${quoted}::text`,
  page: (limit, offset, next) => (offset ? ` OFFSET ${next()}` : '') + (limit ? ` LIMIT ${next()}` : ''),
  rowLock: (_, { mode, busy }) => ` FOR ${mode.toUpperCase()}${busyWords[busy]}`,
  databaseLock: () => undefined,
  keys,
  each,
  keyParameter,
  tree: postgresTree,
  insertMany,
  manyParameters: (columns, rows, write) =>
    columns.map(({ type, place }, i) => textList(rows.map((row) => write.encodeText(type, row[i], place)))),
  ...postgresWriting,
}

/** https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE */
const busyWords: { readonly [busy in RowLock['busy']]: string } = {
  wait: '',
  skip: ' SKIP LOCKED',
  fail: ' NOWAIT',
}

function placeholders(): Placeholders {
  let count = 0
  return () => `$${++count}`
}

function addOperand(
  column: Column,
  _: Comparison,
  value: unknown,
  write: Writer,
  parameters: unknown[],
): void {
  const isDecimal = column.parsed.kind === 'decimal'
  parameters.push(isDecimal ? decimalOperand(column, value) : write.encode(column.type, value, column.place))
}

function list(column: Column, values: readonly unknown[], write: Writer): unknown {
  if (column.parsed.kind === 'decimal') return textList(values.map((value) => decimalOperand(column, value)))
  return write.encodeList(column.type, values, column.place)
}

function pattern(operator: TextOperator, text: string): string {
  switch (operator) {
    case 'like':
    case 'ilike':
      return text
    case 'contains':
      return `%${likeLiteral(text)}%`
    case 'startsWith':
      return `${likeLiteral(text)}%`
    case 'endsWith':
      return `%${likeLiteral(text)}`
    default:
      return operator satisfies never
  }
}

function comparison(column: Column, operator: ComparisonOperator, next: Placeholders): string {
  const name = column.quoted
  switch (operator) {
    case 'in':
      return `${name} = ANY(${next()})`
    case 'notIn':
      return `${name} <> ALL(${next()})`
    case 'between':
      return `${name} BETWEEN ${next()} AND ${next()}`
    case 'ilike':
      return `${asText(column)} ILIKE ${next()}`
    case 'like':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return `${asText(column)} LIKE ${next()}`
    default:
      return `${name} ${comparisonSigns[operator]} ${next()}`
  }
}

/** Only text itself can be searched: https://www.postgresql.org/docs/current/functions-matching.html */
function asText({ quoted, type }: Column): string {
  return /^(text|varchar)\b/.test(type) ? quoted : `${quoted}::text`
}

/**
 * One array a column, so that the text does not depend on the number of rows:
 * https://www.postgresql.org/docs/current/functions-array.html
 */
function insertMany(table: Table, columns: readonly Column[], next: Placeholders): string {
  const arrays = columns.map((column) => arrayParameter(table, column, next()))
  const values = columns.map((column, i) => elementOf(table, column, `v${i}`))
  return (
    `INSERT INTO ${table.quoted} (${columns.map(({ quoted }) => quoted).join(', ')}) ` +
    `SELECT ${values.join(', ')} FROM unnest(${arrays.join(', ')}) AS v(${columns.map((_, i) => `v${i}`).join(', ')})`
  )
}

function keys(table: Table, columns: readonly Column[], next: Placeholders): Keys {
  const arrays = columns.map((column) => arrayParameter(table, column, next()))
  const labels = columns.map((_, i) => `v${i}`)
  return {
    from: `unnest(${arrays.join(', ')}) WITH ORDINALITY AS k(${labels.join(', ')}, place)`,
    values: columns.map((column, i) => elementOf(table, column, `k.v${i}`)),
    place: '(k.place - 1)::int',
  }
}

/** LATERAL stops at the limit of each key, where an index has the order. */
function each({ keys, list, sources, where, orderBy, limit, offset, next }: EachParts): string {
  const place = `${keys.place} AS "$place"`
  const order = orderBy === '' ? '' : ` ORDER BY ${orderBy}`
  if (!limit && !offset)
    return `SELECT ${list}, ${place} FROM ${[keys.from, ...sources].join(' CROSS JOIN ')} WHERE ${where}${order}`
  const page = postgresSql.page(limit, offset, next)
  const rows = `SELECT ${list} FROM ${sources.join(' CROSS JOIN ')} WHERE ${where}${order}${page}`
  return `SELECT e.*, ${place} FROM ${keys.from} CROSS JOIN LATERAL (${rows}) AS e`
}

/** A parameter alone takes the type of the column beside it, which may be another than that of its value. */
function keyParameter(table: Table, column: Column, beside: Column, placeholder: string): string {
  if (column.type.replace('?', '') === beside.type.replace('?', '')) return placeholder
  return isNamedType(column.type)
    ? `COALESCE(${placeholder}, ${typeOf(table, column)})`
    : `${placeholder}::${elementType(column.type)}`
}

function arrayParameter(table: Table, column: Column, placeholder: string): string {
  if (column.parsed.kind === 'array') return `${placeholder}::text[]`
  if (!isNamedType(column.type)) return `${placeholder}::${elementType(column.type)}[]`
  // The parameter takes the type of the column beside it, whatever that type is called.
  return `COALESCE(${placeholder}, ARRAY[${typeOf(table, column)}])`
}

/** What was taken out of a column's array as a value of the column's type; `unnest` would take arrays of arrays apart. */
function elementOf(table: Table, column: Column, element: string): string {
  if (column.parsed.kind !== 'array') return element
  if (!isArrayOfNamedType(column.type)) return `${element}::${elementType(column.parsed.element)}[]`
  const { quoted, name } = column
  return `(jsonb_populate_record(NULL::${table.quoted}, jsonb_build_object(${quoteText(name)}, ${element}))).${quoted}`
}

/** Types whose name in the database the definition does not tell. */
function isNamedType(type: string): boolean {
  return type.startsWith('enum(') || type.startsWith('native(')
}

function isArrayOfNamedType(type: string): boolean {
  const parsed = columnType(type)
  return (
    parsed.kind === 'array' && (isNamedType(parsed.element) || columnType(parsed.element).kind === 'array')
  )
}

/** Text stays text, so that a value that is too long for a varchar is refused and not cut off, as a cast would do. */
function elementType(type: string): string {
  const { kind } = columnType(type)
  switch (kind) {
    case 'char':
      return 'text'
    case 'double':
      return 'double precision'
    case 'decimal':
      return 'numeric'
    case 'timestamp':
      return 'timestamptz'
    case 'json':
      return 'jsonb'
    case 'bytes':
      return 'bytea'
    default:
      return kind
  }
}
