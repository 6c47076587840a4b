import type { StatementVariety } from '../../session.js'
import { type Access, keep, known, type Shape, shape } from '../access.js'
import { type Filter, type FilterOptions, parseFilter, renderFilter, varietyOf } from '../filter/filter.js'
import { type LimitOptions, limited, limitOptions } from '../limits/limit.js'
import { lockOption, parseLock, type RowLock, renderLock } from '../locking/lock.js'
import { lockDatabase } from '../locking/lock-database.js'
import { checkOptions } from '../refuse.js'
import { type Inclusion, neededFor, parseInclude } from '../relations/include.js'
import { loadIncluded } from '../relations/load.js'
import { readTree } from '../relations/tree/read-tree.js'
import { treeOf } from '../relations/tree/tree.js'
import { scopeOf } from '../scope.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { type OrderEntry, parseOrder } from './order.js'
import { addCount } from './page.js'
import { labelsOf, listOf, parseSelect, rowsOf, type Selection, takeHidden } from './selection.js'

const allowed = [
  'where',
  'orderBy',
  'limit',
  'offset',
  'select',
  'include',
  'withDeleted',
  'onlyDeleted',
  ...limitOptions,
  lockOption,
]
const allowedOfOne = allowed.filter((name) => name !== 'limit')

export async function findRows<Found>(
  given: Access,
  options: ReadOptions = {},
  origin: string,
  variety?: StatementVariety,
): Promise<Found[]> {
  checkOptions(given.table, options, allowed, origin)
  const access = limited(given, options, origin)
  const read = parse(access, options, options.limit, shape(origin))
  return (await run(access, read, origin, variety ?? varietyOf(options))) as Found[]
}

export async function findRow<Found>(
  given: Access,
  options: ReadOptions = {},
  origin: string,
  variety?: StatementVariety,
): Promise<Found | undefined> {
  checkOptions(given.table, options, allowedOfOne, origin)
  const access = limited(given, options, origin)
  const read = parse(access, options, 1, shape(origin))
  return (await runOne(access, read, origin, variety ?? varietyOf(options))) as Found | undefined
}

/** Options of a read of rows, as they come in: nothing in them is trusted yet. */
type ReadOptions = FilterOptions &
  LimitOptions & {
    readonly orderBy?: unknown
    readonly limit?: unknown
    readonly offset?: unknown
    readonly select?: unknown
    readonly include?: unknown
    readonly lock?: unknown
  }

/** A read whose parameters stand in the shape already. */
type Read = {
  readonly shape: Shape
  readonly filter: Filter
  readonly order: readonly OrderEntry[]
  readonly limit: boolean
  readonly offset: boolean
  readonly selection: Selection | undefined
  readonly inclusions: readonly Inclusion[]
  readonly lock: RowLock | undefined
}

function parse(access: Access, options: ReadOptions, limited: unknown, shape: Shape): Read {
  const inclusions = parseInclude(access, options.include)
  const selection = parseSelect(access, options.select, neededFor(inclusions), shape)
  const filter = parseFilter(access, options.where, scopeOf(access, options), shape)
  const order = parseOrder(access, options.orderBy, shape)
  const offset = addCount(access, 'offset', options.offset, shape)
  const limit = addCount(access, 'limit', limited, shape)
  const lock = parseLock(access, options.lock, shape)
  return { shape, filter, order, limit, offset, selection, inclusions, lock }
}

async function run(access: Access, read: Read, origin: string, variety: StatementVariety): Promise<object[]> {
  const { selection, shape, inclusions } = read
  const labels = labelsOf(access, selection)
  await lockDatabase(access, read.lock)
  const statement =
    known(access, shape.key) ?? keep(access, shape.key, origin, variety, render(access, read), labels)
  const rows = rowsOf(access, await access.session.run(statement, shape.parameters), selection)
  if (inclusions.length === 0) return rows
  await loadIncluded(access, rows, inclusions)
  takeHidden(selection, rows)
  return rows
}

/** Reads the first row, together with what it includes where the database can. */
async function runOne(
  access: Access,
  read: Read,
  origin: string,
  variety: StatementVariety,
): Promise<object | undefined> {
  const { shape, selection, inclusions, lock } = read
  const tree = treeOf(access, inclusions, lock)
  if (tree === undefined) return (await run(access, read, origin, variety))[0]
  const render = (list: string, next: Placeholders) => renderRows(access, read, list, next)
  return readTree(access, tree, { shape, origin, variety, selection, render })
}

const render = (access: Access, read: Read): string =>
  renderRows(access, read, listOf(access, read.selection), access.sql.placeholders())

function renderRows(
  access: Access,
  { filter, order, limit, offset, lock }: Read,
  list: string,
  next: Placeholders,
): string {
  const { sql, table } = access
  const where = renderFilter(access, filter, next)
  const orderBy = order.length === 0 ? '' : ` ORDER BY ${order.map((entry) => sql.order(entry)).join(', ')}`
  return `SELECT ${list} FROM ${table.source}${where}${orderBy}${sql.page(limit, offset, next)}${renderLock(access, lock)}`
}
