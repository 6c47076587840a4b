import type { StatementVariety } from '../../session.js'
import { type Access, keep, known, shape } from '../access.js'
import { type Filter, type FilterOptions, parseFilter, renderFilter, varietyOf } from '../filter/filter.js'
import { labelsOf, listOf, parseSelect, rowsOf, type Selection, takeHidden } from '../reading/selection.js'
import { type Inclusion, neededFor, parseInclude } from '../relations/include.js'
import { loadIncluded } from '../relations/load.js'
import { scopeOf } from '../scope.js'
import { addSeek, type Position, renderSeek, shapeOfPosition, type Zone, zonesBehind } from './seek.js'
import { parseTotalOrder, reversed, type TotalOrder } from './total-order.js'

/** Options as they come in: nothing in them is trusted yet. */
export type KeysetOptions = FilterOptions & {
  readonly orderBy?: unknown
  readonly select?: unknown
  readonly include?: unknown
}

/** A read that goes on from a position in an order, its names checked and its values parameters already. */
export type Keyset = {
  readonly origin: string
  readonly variety: StatementVariety
  /** Of all that does not change from one part to the next. */
  readonly key: string
  readonly parameters: readonly unknown[]
  readonly order: TotalOrder
  readonly filter: Filter
  readonly selection: Selection | undefined
  readonly inclusions: readonly Inclusion[]
}

export function parseKeyset(access: Access, options: KeysetOptions, origin: string): Keyset {
  const asked = shape(origin)
  const inclusions = parseInclude(access, options.include)
  const selection = parseSelect(access, options.select, neededFor(inclusions), asked)
  const filter = parseFilter(access, options.where, scopeOf(access, options), asked)
  const order = parseTotalOrder(access, options.orderBy, origin, asked)
  const { key, parameters } = asked
  return { origin, variety: varietyOf(options), key, parameters, order, filter, selection, inclusions }
}

/** Which of the rows: behind a position, if there is one; backwards from the end of the order. */
export type Part = {
  readonly position: Position | undefined
  readonly limit: number
  readonly backwards: boolean
}

/** Rows in the order of the read, which for a part read backwards is from its end, and what the database keeps of each in that order. */
export type Found = {
  readonly rows: readonly object[]
  readonly values: readonly (readonly unknown[])[]
}

/** Reads a part, without what its rows include: with one statement, or with two where NULLs of the first column begin or end. */
export async function readPart(access: Access, keyset: Keyset, part: Part): Promise<Found> {
  const { position, limit, backwards } = part
  const order = orderOf(keyset.order, backwards)
  const [zone = 'all', next] = position === undefined ? [] : zonesBehind(order, position)
  const found = await readZone(access, keyset, part, zone)
  const missing = limit - found.rows.length
  if (next === undefined || missing === 0) return found
  const rest = await readZone(access, keyset, { ...part, limit: missing }, next)
  return { rows: [...found.rows, ...rest.rows], values: [...found.values, ...rest.values] }
}

async function readZone(access: Access, keyset: Keyset, part: Part, zone: Zone): Promise<Found> {
  const { selection, order } = keyset
  const { key, parameters } = shapeOf(access, keyset, part, zone)
  const statement =
    known(access, key) ??
    keep(access, key, keyset.origin, keyset.variety, render(access, keyset, part, zone), [
      ...labelsOf(access, selection),
      ...order.map((_, index) => `$${index}`),
    ])
  const result = await access.session.run(statement, parameters)
  const width = statement.labels.length - order.length
  return {
    rows: rowsOf(access, result, selection),
    values: result.rows.map((row) => row.slice(width)),
  }
}

/** Puts on the rows what they include: one statement for each relation. */
export async function completeRows(
  access: Access,
  { inclusions, selection }: Keyset,
  rows: readonly object[],
): Promise<void> {
  if (inclusions.length === 0) return
  await loadIncluded(access, rows, inclusions)
  takeHidden(selection, rows)
}

type Asked = { readonly key: string; readonly parameters: readonly unknown[] }

function shapeOf(access: Access, { key, parameters, order }: Keyset, part: Part, zone: Zone): Asked {
  const { position, limit, backwards } = part
  const direction = backwards ? ' backwards' : ''
  if (position === undefined) return { key: `${key}${direction}`, parameters: [...parameters, limit] }
  const all = [...parameters]
  addSeek(access, orderOf(order, backwards), position, zone, all)
  all.push(limit)
  return { key: `${key}${direction}${shapeOfPosition(position, zone)}`, parameters: all }
}

/** The values of the order stand behind the selected ones, as the database keeps them. */
function render(access: Access, keyset: Keyset, { position, backwards }: Part, zone: Zone): string {
  const { sql, table, session } = access
  const { selection, filter } = keyset
  const order = orderOf(keyset.order, backwards)
  const kept = order.map(({ column }, index) => `${sql.exact(column, session)} AS "$${index}"`)
  const next = sql.placeholders()
  const where = renderFilter(access, filter, next)
  const seek =
    position === undefined
      ? ''
      : `${where === '' ? ' WHERE ' : ' AND '}${renderSeek(access, order, position, zone, next)}`
  const orderBy = order.map((entry) => sql.order(entry)).join(', ')
  return (
    `SELECT ${[listOf(access, selection), ...kept].join(', ')} FROM ${table.source}${where}${seek}` +
    ` ORDER BY ${orderBy}${sql.page(true, false, next)}`
  )
}

const orderOf = (order: TotalOrder, backwards: boolean): TotalOrder => (backwards ? reversed(order) : order)
