import type { Access } from '../access.js'
import type { Comparison } from '../filter/operators.js'
import type { OrderEntry } from '../reading/order.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import { nullsOf, type TotalOrder } from './total-order.js'

/** Where a row stands in an order: what the database keeps in each column of it, as parameters. */
export type Position = readonly unknown[]

/** Says a comparison with a column of a position: as SQL, or by adding its parameters. */
type Compare = (entry: OrderEntry, operator: Comparison, index: number) => string

/**
 * Which of the rows behind a position: all of them; or those on its side of where NULLs of the first column begin or end, and
 * those beyond. An index goes straight to either of the two, but not to both at once.
 */
export type Zone = 'all' | 'near' | 'far'

/** The zones behind a position, one after the other. */
export function zonesBehind([first]: TotalOrder, [value]: Position): readonly Zone[] {
  if (first === undefined || !first.column.parsed.nullable) return ['all']
  const isLast = nullsOf(first) === 'last'
  return isLast === (value === null) ? ['all'] : ['near', 'far']
}

/** What stands for the position in the shape of a statement: where it is NULL. */
export const shapeOfPosition = (position: Position, zone: Zone): string =>
  ` ${zone} after ${position.map((value) => (value === null ? 'n' : 'v')).join('')}`

/** The condition that a row stands in the zone behind the position. */
export function renderSeek(
  access: Access,
  order: TotalOrder,
  position: Position,
  zone: Zone,
  next: Placeholders,
): string {
  const { sql } = access
  if (zone === 'far') return `${order[0]?.column.quoted} IS ${position[0] === null ? 'NOT ' : ''}NULL`
  if (comparesAsRow(access, order)) {
    const names = order.map(({ column }) => column.quoted).join(', ')
    const values = order.map(() => next()).join(', ')
    return order.length === 1
      ? `${names} ${signOf(order)} ${values}`
      : `(${names}) ${signOf(order)} (${values})`
  }
  return seek(order, position, zone, ({ column }, operator) => sql.comparison(column, operator, next))
}

/** Adds the parameters of that condition. */
export function addSeek(
  access: Access,
  order: TotalOrder,
  position: Position,
  zone: Zone,
  parameters: unknown[],
): void {
  if (zone === 'far') return
  if (comparesAsRow(access, order)) {
    parameters.push(...position)
    return
  }
  seek(order, position, zone, ({ column }, operator, index) => {
    addOperand(access, column, operator, position[index], parameters)
    return ''
  })
}

function addOperand(
  { sql, session }: Access,
  column: Column,
  operator: Comparison,
  value: unknown,
  parameters: unknown[],
): void {
  if (sql.keepsOrder(column)) parameters.push(value)
  else sql.addOperand(column, operator, value, session.write, parameters)
}

/** A row value is compared in one go, and an index over the columns goes straight to its place. */
const comparesAsRow = ({ sql }: Access, order: TotalOrder): boolean =>
  order.every(
    ({ column, direction }) =>
      direction === order[0]?.direction && !column.parsed.nullable && sql.keepsOrder(column),
  )

const signOf = (order: TotalOrder): string => (order[0]?.direction === 'desc' ? '<' : '>')

/** Behind in the first column; or equal in it and behind in the second; and so on. The bound in front is what an index can use. */
function seek(order: TotalOrder, position: Position, zone: Zone, compare: Compare): string {
  const [first] = order
  if (first === undefined) return '1 = 0'
  const isBounded = position[0] !== null && order.length > 1
  const bound = isBounded ? `${compare(first, reaching(first), 0)} AND ` : ''
  return `${bound}${behind(order, position, 0, zone, compare)}`
}

function behind(order: TotalOrder, position: Position, index: number, zone: Zone, compare: Compare): string {
  const entry = order[index] as OrderEntry
  const { quoted } = entry.column
  const isLast = index === order.length - 1
  if (position[index] === null) {
    const present = zone === 'all' && nullsOf(entry) === 'first' ? `${quoted} IS NOT NULL` : undefined
    if (isLast) return present ?? '1 = 0'
    const level = `(${quoted} IS NULL AND ${behind(order, position, index + 1, 'all', compare)})`
    return present === undefined ? level : `(${present} OR ${level})`
  }
  const condition = compare(entry, entry.direction === 'asc' ? 'gt' : 'lt', index)
  const further = zone === 'all' ? orNull(entry, condition) : condition
  if (isLast) return further
  const level = `${compare(entry, 'eq', index)} AND ${behind(order, position, index + 1, 'all', compare)}`
  return `(${further} OR (${level}))`
}

const reaching = ({ direction }: OrderEntry): Comparison => (direction === 'asc' ? 'gte' : 'lte')

/** NULL stands behind every value, where it stands last. */
const orNull = (entry: OrderEntry, condition: string): string =>
  entry.column.parsed.nullable && nullsOf(entry) === 'last'
    ? `(${condition} OR ${entry.column.quoted} IS NULL)`
    : condition
