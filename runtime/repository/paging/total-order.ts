import { createHash } from 'node:crypto'
import type { Access, Shape } from '../access.js'
import { type OrderEntry, parseOrder } from '../reading/order.js'
import { invalid } from '../refuse.js'
import { type Column, columnsOf, type Table } from '../table.js'
import type { Direction, NullsPlacement } from '../types.js'

/** An order in which no two rows are equal. */
export type TotalOrder = readonly OrderEntry[]

/** Reads `orderBy` and puts the table's key behind it, in the direction of what stands last. */
export function parseTotalOrder(access: Access, orderBy: unknown, origin: string, shape: Shape): TotalOrder {
  const { table } = access
  const entries = parseOrder(access, orderBy, shape).map(withoutNeedlessNulls)
  const direction = entries.at(-1)?.direction ?? 'asc'
  for (const column of distinguishing(table, origin)) {
    if (!entries.some((entry) => entry.column === column))
      entries.push({ column, direction, nulls: undefined })
  }
  return entries
}

/** The columns that tell every row from any other: the primary key, else a unique key in which NULL cannot stand. */
function distinguishing(table: Table, origin: string): readonly Column[] {
  const candidates = [table.key, columnsOf(table, table.definition.uniqueKey ?? [])]
  const found = candidates.find(
    (columns) => columns.length > 0 && columns.every(({ parsed }) => !parsed.nullable),
  )
  if (found) return found
  throw invalid(
    table,
    `${origin} needs a primary key, or a unique key of columns that are never NULL, to tell rows that are equal in the order apart.`,
  )
}

/** A database that is told where to put NULLs that cannot be there does not use its index. */
const withoutNeedlessNulls = (entry: OrderEntry): OrderEntry =>
  entry.nulls === undefined || (entry.column.parsed.nullable && entry.nulls !== usualNulls(entry.direction))
    ? entry
    : { ...entry, nulls: undefined }

const usualNulls = (direction: Direction): NullsPlacement => (direction === 'asc' ? 'last' : 'first')

/** Where NULL stands in an entry. */
export const nullsOf = ({ nulls, direction }: OrderEntry): NullsPlacement => nulls ?? usualNulls(direction)

/** The same order from its end. */
export const reversed = (order: TotalOrder): TotalOrder =>
  order.map(({ column, direction, nulls }) => ({
    column,
    direction: direction === 'asc' ? 'desc' : 'asc',
    nulls: nulls && (nulls === 'first' ? 'last' : 'first'),
  }))

/** Stands for a table and an order in a cursor, without telling their names. */
export function markOf({ table, session }: Access, order: TotalOrder): string {
  const entries = order.map((entry) => [entry.column.name, entry.direction, nullsOf(entry)])
  return createHash('sha256')
    .update(JSON.stringify([session.dialect, table.name, entries]))
    .digest('base64url')
    .slice(0, 12)
}
