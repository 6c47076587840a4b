import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import { invalid, isPlainObject } from '../refuse.js'
import { insteadOf } from '../suggest.js'
import type { Column } from '../table.js'
import type { Direction, NullsPlacement } from '../types.js'
import { type Measure, measureWords } from './measure.js'

/** One entry of an order of groups: a column that they are equal in, or else the place of a measure. */
export type GroupOrder = {
  readonly column: Column | undefined
  readonly measure: number
  readonly direction: Direction
  readonly nulls: NullsPlacement
}

/** Reads an order such as `{ count: 'desc' }` or `[{ sum: { budget: 'desc' } }, { by: { platform: 'asc' } }]` into the shape. */
export function parseGroupOrder(
  access: Access,
  orderBy: unknown,
  by: readonly Column[],
  measures: readonly Measure[],
  shape: Shape,
): readonly GroupOrder[] {
  if (orderBy === undefined) return []
  const { table } = access
  const entries = (Array.isArray(orderBy) ? orderBy : [orderBy]).flatMap((part: unknown) => {
    if (!isPlainObject(part))
      throw invalid(table, `orderBy is an object such as { count: 'desc' }, not ${printValue(part)}.`)
    return Object.entries(part).flatMap(([word, value]) => parseWord(access, word, value, by, measures))
  })
  for (const { column, measure, direction } of entries)
    shape.key += ` <${column ? `b${column.index}` : measure}${direction}`
  return entries
}

function parseWord(
  { table }: Access,
  word: string,
  value: unknown,
  by: readonly Column[],
  measures: readonly Measure[],
): readonly GroupOrder[] {
  if (word === 'count') {
    const place = measures.findIndex((measure) => measure.word === 'count')
    if (place < 0) throw invalid(table, 'orderBy of count needs count: true beside it.')
    return [entry(undefined, place, directionOf(value, word))]
  }
  const words = ['by', 'count', ...measureWords]
  if (!words.includes(word)) throw invalid(table, `orderBy has no "${word}". ${insteadOf(word, words)}`)
  if (!isPlainObject(value))
    throw invalid(table, `orderBy of ${word} is an object of columns, not ${printValue(value)}.`)
  return Object.entries(value).map(([property, direction]) => {
    const column = word === 'by' ? by.find((each) => each.property === property) : undefined
    const place = measures.findIndex(
      (measure) => measure.word === word && 'column' in measure && measure.column.property === property,
    )
    if (!column && place < 0)
      throw invalid(
        table,
        `orderBy of ${word} has "${property}", which is not among those asked for in ${word}.`,
      )
    return entry(column, place, directionOf(direction, `${word} of "${property}"`))
  })

  function directionOf(direction: unknown, what: string): Direction {
    if (direction === 'asc' || direction === 'desc') return direction
    throw invalid(table, `orderBy of ${what} is "asc" or "desc", not ${printValue(direction)}.`)
  }
}

/** NULL stands where it does in other orders. */
const entry = (column: Column | undefined, measure: number, direction: Direction): GroupOrder => ({
  column,
  measure,
  direction,
  nulls: direction === 'asc' ? 'last' : 'first',
})
