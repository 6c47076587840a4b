import { textLiteral } from '../literals.js'
import type { EnumValues } from './enum-recipe.js'
import { targetOf } from './enum-recipe.js'

type AddedValue = { readonly value: string; readonly sql: string }

/** `path` is SQL. Each value stands where it belongs among those that are there, by the names these have before. */
export const addedValues = (path: string, { before, after, values }: EnumValues): readonly AddedValue[] => {
  const old = new Map(before.values.map((value) => [targetOf(value, values), value]))
  return after.values.flatMap((value, position): readonly AddedValue[] => {
    if (old.has(value)) return []
    const previous = after.values[position - 1]
    const next = after.values.slice(position + 1).find((each) => old.has(each))
    const place =
      previous !== undefined
        ? ` AFTER ${textLiteral(old.get(previous) ?? previous)}`
        : next === undefined
          ? ''
          : ` BEFORE ${textLiteral(old.get(next) ?? next)}`
    const isLast =
      next === undefined && position > 0 && after.values.slice(position).every((each) => !old.has(each))
    return [
      {
        value,
        sql: `ALTER TYPE ${path} ADD VALUE IF NOT EXISTS ${textLiteral(value)}${isLast ? '' : place}`,
      },
    ]
  })
}
