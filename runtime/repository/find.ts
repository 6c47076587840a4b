import type { StatementVariety } from '../session.js'
import { printValue } from '../values/print-value.js'
import { type Access, allRows, firstRow, keepRows, known, type Shape, shape } from './access.js'
import { type Filter, type FilterOptions, parseFilter, renderFilter, varietyOf } from './filter.js'
import { type OrderEntry, parseOrder } from './order.js'
import { checkOptions, invalid } from './refuse.js'
import { scopeOf } from './scope.js'

const allowed = ['where', 'orderBy', 'limit', 'offset', 'withDeleted', 'onlyDeleted']
const allowedOfOne = allowed.filter((name) => name !== 'limit')

export async function findRows<Row>(
  access: Access<Row>,
  options: ReadOptions,
  origin: string,
  variety?: StatementVariety,
): Promise<Row[]> {
  checkOptions(access.table, options, allowed, origin)
  const read = parse(access, options, options.limit, shape(origin))
  return allRows(access, await run(access, read, origin, variety ?? varietyOf(options)))
}

export async function findRow<Row>(
  access: Access<Row>,
  options: ReadOptions,
  origin: string,
  variety?: StatementVariety,
): Promise<Row | undefined> {
  checkOptions(access.table, options, allowedOfOne, origin)
  const read = parse(access, options, 1, shape(origin))
  return firstRow(access, await run(access, read, origin, variety ?? varietyOf(options)))
}

/** Options of a read of rows, as they come in: nothing in them is trusted yet. */
type ReadOptions = FilterOptions & {
  readonly orderBy?: unknown
  readonly limit?: unknown
  readonly offset?: unknown
}

/** A read whose parameters stand in the shape already. */
type Read = {
  readonly shape: Shape
  readonly filter: Filter
  readonly order: readonly OrderEntry[]
  readonly limit: boolean
  readonly offset: boolean
}

function parse(access: Access, options: ReadOptions, limited: unknown, shape: Shape): Read {
  const filter = parseFilter(access, options.where, scopeOf(access, options), shape)
  const order = parseOrder(access, options.orderBy, shape)
  const limit = addCount(access, 'limit', limited, shape)
  const offset = addCount(access, 'offset', options.offset, shape)
  return { shape, filter, order, limit, offset }
}

function addCount(access: Access, name: 'limit' | 'offset', value: unknown, shape: Shape): boolean {
  if (value === undefined) return false
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw invalid(access.table, `${name} is a whole number from 0, not ${printValue(value)}.`)
  }
  shape.key += ` ${name}`
  shape.parameters.push(value)
  return true
}

function run(access: Access, read: Read, origin: string, variety: StatementVariety) {
  const { key, parameters } = read.shape
  const statement = known(access, key) ?? keepRows(access, key, origin, variety, render(access, read))
  return access.session.run(statement, parameters)
}

function render(access: Access, { filter, order, limit, offset }: Read): string {
  const { sql, projection, table } = access
  const next = sql.placeholders()
  const where = renderFilter(access, filter, next)
  const orderBy = order.length === 0 ? '' : ` ORDER BY ${order.map((entry) => sql.order(entry)).join(', ')}`
  return `SELECT ${projection.list} FROM ${table.quoted}${where}${orderBy}${sql.page(limit, offset, next)}`
}
