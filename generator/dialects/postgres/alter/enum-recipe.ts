import type { Change, ChangeOf, ValueMove } from '../../../changes/change.js'

type AlterEnum = ChangeOf<'alterEnum'>

/**
 * What a change of values asks for: `checks`: no type before and none after; `extend`: the type takes new names and new values;
 * `replace`: another type takes its place, because values cannot be removed or moved:
 * https://www.postgresql.org/docs/current/datatype-enum.html#DATATYPE-ENUM-IMPLEMENTATION-DETAILS
 */
export type EnumRecipe = 'checks' | 'become type' | 'become checks' | 'extend' | 'replace'

export const enumRecipe = (change: AlterEnum): EnumRecipe => {
  const { before, after } = change
  if (!before.native) return after.native ? 'become type' : 'checks'
  if (!after.native) return 'become checks'
  return extendsValues(change) ? 'extend' : 'replace'
}

/** What an enum had and has, and where values went. */
export type EnumValues = {
  readonly before: { readonly values: readonly string[] }
  readonly after: { readonly values: readonly string[] }
  readonly values: readonly ValueMove[]
}

/** Whether what was there stays in its order. */
export const extendsValues = ({ before, after, values }: EnumValues): boolean => {
  const renamed = before.values.map((value) => targetOf(value, values))
  const isMerged = new Set(renamed).size < renamed.length
  const kept = after.values.filter((value) => renamed.includes(value))
  const isInOrder =
    kept.length === renamed.length && kept.every((value, position) => value === renamed[position])
  return !isMerged && isInOrder
}

/** What becomes of a value. */
export const targetOf = (value: string, moves: readonly ValueMove[]): string =>
  moves.find(({ from }) => from === value)?.to ?? value

/** Values that are gone and that no move takes elsewhere. */
export const removedValues = ({ before, after, values }: EnumValues): readonly string[] =>
  before.values.filter((value) => !after.values.includes(targetOf(value, values)))

export const alteredEnum = (name: string | undefined, changes: readonly Change[]): AlterEnum | undefined =>
  changes.find((change): change is AlterEnum => change.kind === 'alterEnum' && change.after.name === name)

/** What an enum is called in the end. */
export const enumNameAfter = (name: string, changes: readonly Change[]): string =>
  changes.reduce(
    (current, change) => (change.kind === 'renameEnum' && change.from === current ? change.to : current),
    name,
  )
