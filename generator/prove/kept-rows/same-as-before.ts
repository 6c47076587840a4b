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
  if (isComputedOtherwise(column, table)) return anything
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

/** What another expression computes is another value. */
const isComputedAnew = (column: KeptColumn, table: KeptTable): boolean =>
  !sameState(column.before.generated, column.after.generated) || isComputedOtherwise(column, table)

/** So is what is computed from a value that was converted, or filled in. */
const isComputedOtherwise = ({ after }: KeptColumn, table: KeptTable): boolean =>
  after.generated !== undefined &&
  table.columns.some(
    (other) => other.conversions.length > 0 && isMentioned(after.generated?.sql, other.after.name),
  )
