import type { ValueMove } from '../../changes/change.js'
import { isMentioned } from '../../dialects/mentions.js'
import { sameState } from '../../model/equal.js'
import type { KeptColumn, KeptTable } from '../lineage.js'
import type { ComparedColumn } from './compare-rows.js'
import { moveValue } from './move-value.js'
import { sameValue, sameValueAgain } from './same-value.js'

type Same = ComparedColumn['same']

const anything: Same = () => true

/** What a value must be after up. */
export const sameAfterUp = (column: KeptColumn, table: KeptTable): Same => {
  if (isComputedAnew(column, table) || column.conversions.some(({ up }) => up.using !== undefined))
    return anything
  const { before, after, moved: moves } = column
  const same = moved(column, [moves.up], sameValue(before.type, after.type))
  const isFilled = column.conversions.some(({ up }) => up.backfill !== undefined)
  return isFilled ? orFilled(same) : same
}

/** And after down, where it has been both ways. */
export const sameAfterDown = (column: KeptColumn, table: KeptTable): Same => {
  if (isComputedOfOthers(column, table)) return anything
  if (column.conversions.some(({ up, down }) => up.using !== undefined || down.using !== undefined))
    return anything
  const { before, after, moved: moves } = column
  const same = moved(column, [moves.up, moves.down], sameValueAgain(before.type, after.type))
  const isFilled = column.conversions.some(
    ({ up, down }) => up.backfill !== undefined || down.backfill !== undefined,
  )
  return isFilled ? orFilled(same) : same
}

const moved = ({ before }: KeptColumn, moves: readonly (readonly ValueMove[])[], same: Same): Same => {
  const there = (text: string | null): string | null =>
    moves.reduce<string | null>((value, each) => moveValue(value, before.type, each), text)
  return (one, other) => same(there(one), other)
}

const orFilled =
  (same: Same): Same =>
  (before, after) =>
    (before === null && after !== null) || same(before, after)

/** What another expression computes is another value, and so is what is computed from values that are others. */
const isComputedAnew = (column: KeptColumn, table: KeptTable): boolean => {
  const { generated } = column.after
  // What is stored nowhere is kept where a database can.
  if (generated === undefined) return column.before.generated?.stored === false
  if (!sameState(column.before.generated, generated)) return true
  const others = without(column, table)
  return others.columns.some(
    (other) =>
      isMentioned(generated.sql, other.after.name) &&
      (other.conversions.length > 0 || isComputedAnew(other, others)),
  )
}

/**
 * After the way back the first expression computes again, from values that may have been converted, filled in or lost since; and
 * what was written by hand gave way to what is computed.
 */
const isComputedOfOthers = (column: KeptColumn, table: KeptTable): boolean => {
  const { generated } = column.before
  if (generated === undefined) return column.after.generated !== undefined
  if (table.dropped.some(({ column: { name }, parked }) => !parked && isMentioned(generated.sql, name)))
    return true
  const others = without(column, table)
  return others.columns.some(
    (other) =>
      isMentioned(generated.sql, other.before.name) &&
      (other.conversions.length > 0 || isComputedOfOthers(other, others)),
  )
}

/** An expression may have the name of its own column in a string. */
const without = (column: KeptColumn, table: KeptTable): KeptTable => ({
  ...table,
  columns: table.columns.filter((other) => other !== column),
})
