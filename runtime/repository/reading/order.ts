import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import { columnNamed, invalid, isPlainObject } from '../refuse.js'
import type { Column } from '../table.js'
import type { Direction, NullsPlacement } from '../types.js'

/** One column of an ORDER BY, its name checked. */
export type OrderEntry = {
  readonly column: Column
  readonly direction: Direction
  readonly nulls: NullsPlacement | undefined
}

/** Reads an order and adds it to the shape. */
export function parseOrder(access: Access, orderBy: unknown, shape: Shape): readonly OrderEntry[] {
  if (orderBy === undefined) return []
  const entries: OrderEntry[] = []
  for (const part of Array.isArray(orderBy) ? orderBy : [orderBy]) {
    if (!isPlainObject(part)) {
      throw invalid(access.table, `orderBy is an object such as { column: 'asc' }, not ${printValue(part)}.`)
    }
    if (isTerm(access, part)) entries.push(parseTerm(access, part))
    else for (const name of Object.keys(part)) entries.push(entry(access, name, part[name], undefined))
  }
  const order = eachOnce(entries)
  for (const { column, direction, nulls } of order) shape.key += `<${column.index}${direction}${nulls ?? ''}`
  return order
}

/** What stands behind another entry of the same column decides nothing. */
function eachOnce(entries: readonly OrderEntry[]): readonly OrderEntry[] {
  const columns = new Set<Column>()
  return entries.filter(({ column }) => !columns.has(column) && columns.add(column))
}

type Plain = { readonly [name: string]: unknown }

/** A table may have a column that is called `column`; `{ column: 'desc' }` then orders by it. */
function isTerm(access: Access, part: Plain): boolean {
  if (!Object.hasOwn(part, 'column')) return false
  return !(access.table.byProperty.has('column') && isDirection(part.column))
}

function parseTerm(access: Access, term: Plain): OrderEntry {
  const { column, direction = 'asc', nulls, ...unknown } = term
  const rest = Object.keys(unknown)
  if (rest.length > 0) {
    throw invalid(access.table, `orderBy has no "${rest[0]}". Possible: column, direction, nulls.`)
  }
  if (typeof column !== 'string')
    throw invalid(access.table, `orderBy names no column: ${printValue(column)}.`)
  if (nulls !== undefined && nulls !== 'first' && nulls !== 'last') {
    throw invalid(access.table, `nulls of orderBy is "first" or "last", not ${printValue(nulls)}.`)
  }
  return entry(access, column, direction, nulls)
}

function entry(
  access: Access,
  name: string,
  direction: unknown,
  nulls: NullsPlacement | undefined,
): OrderEntry {
  const column = columnNamed(access.table, name, 'orderBy')
  if (!isDirection(direction)) {
    throw invalid(access.table, `orderBy of "${name}" is "asc" or "desc", not ${printValue(direction)}.`, [
      column.name,
    ])
  }
  if (column.parsed.kind === 'json' || column.parsed.kind === 'array') {
    throw invalid(access.table, `orderBy cannot use "${name}": ${column.type} has no order.`, [column.name])
  }
  return { column, direction, nulls }
}

function isDirection(value: unknown): value is Direction {
  return value === 'asc' || value === 'desc'
}
