import { sameState } from '../../model/equal.js'
import type { Enum, Script, Table, View } from '../../model/model.js'
import type { Change, ChangeOf } from '../change.js'
import type { ParkingNames } from './parking-names.js'
import type { Paired } from './table-pairs.js'

type Element = Enum | View | Script

/** `before` is in the state in which the element is when its turn comes. */
export type Compared<T> = {
  readonly gone: readonly T[]
  readonly added: readonly T[]
  readonly altered: readonly { readonly before: T; readonly after: T }[]
}

export const compareByName = <T extends Element>(before: readonly T[], after: readonly T[]): Compared<T> => {
  const old = new Map(before.map((element) => [element.name, element]))
  const kept = new Set(after.map(({ name }) => name))
  return {
    gone: before.filter(({ name }) => !kept.has(name)),
    added: after.filter(({ name }) => !old.has(name)),
    altered: after.flatMap((element) => {
      const former = old.get(element.name)
      return former === undefined || sameState(former, element) ? [] : [{ before: former, after: element }]
    }),
  }
}

/** Without `was`, values that are gone are gone. Moves that an earlier migration made are not made again. */
export const alterEnum = (before: Enum, after: Enum): ChangeOf<'alterEnum'> => ({
  kind: 'alterEnum',
  before,
  after,
  values: (after.meta?.moves ?? []).filter(
    ({ from }) => before.values.includes(from) && !after.values.includes(from),
  ),
})

export const dropTables = (gone: readonly Table[], parking: ParkingNames): readonly Change[] =>
  gone.map((table) => ({ kind: 'dropTable', table, park: parking.ofTable(table) }))

export const createTables = (added: readonly Table[]): readonly Change[] =>
  added.map((table) => ({ kind: 'createTable', table, park: undefined }))

export const commentTables = ({ pairs }: Paired): readonly Change[] =>
  pairs
    .filter(({ moved, after }) => moved.comment !== after.comment)
    .map(({ moved, after }) => ({
      kind: 'commentTable',
      table: after.name,
      before: moved.comment,
      after: after.comment,
    }))

/**
 * A table leaves databases in its former state and comes to others in its new one. So what is done to it in between concerns
 * those alone which have it before and after.
 */
export const retargetTables = ({
  pairs,
}: Paired): { readonly leaving: readonly Change[]; readonly coming: readonly Change[] } => {
  const retargeted = pairs.flatMap(({ before, after: table }) => {
    return sameDialects(before, table)
      ? []
      : [{ before, table, both: inBoth(before.dialects, table.dialects) }]
  })
  return {
    leaving: retargeted
      .filter(({ before, both }) => !sameDialects(before, { dialects: both }))
      .map(({ before, both }) => ({ kind: 'retargetTable', before, after: { ...before, dialects: both } })),
    coming: retargeted
      .filter(({ table, both }) => !sameDialects({ dialects: both }, table))
      .map(({ table, both }) => ({
        kind: 'retargetTable',
        before: { ...table, dialects: both },
        after: table,
      })),
  }
}

type Targeted = Pick<Table, 'dialects'>

const sameDialects = (a: Targeted, b: Targeted): boolean =>
  sameState({ dialects: a.dialects }, { dialects: b.dialects })

/** undefined: all of them. */
const inBoth = (a: Table['dialects'], b: Table['dialects']): Table['dialects'] =>
  a === undefined ? b : b === undefined ? a : a.filter((name) => b.includes(name))
