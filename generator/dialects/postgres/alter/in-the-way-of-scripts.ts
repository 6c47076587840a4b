import type { Change } from '../../../changes/change.js'
import type { Script, View } from '../../../model/model.js'
import type { Alteration } from '../../alteration.js'
import { type Lowering, textFor } from '../../dialect.js'
import { mentions } from '../../mentions.js'
import { name as dialect } from '../versions.js'

/** Why a view or script that stays must not be there while scripts change in place; undefined: it may. */
export type InTheWay = (object: View | Script) => readonly Change[] | undefined

export const inTheWayOf =
  ({ changes }: Lowering, alterations: ReadonlyMap<string, Alteration>): InTheWay =>
  (object) => {
    const text = textOf(object)
    const found = changes.find((change) => {
      if (change.kind !== 'replaceScript') return false
      const { name } = change.after
      const alteration = alterations.get(name)
      if (alteration === undefined || !(object.dependsOn.includes(name) || mentions(text, name))) return false
      const { moves, widens } = alteration
      return (
        moves.some((each) => mentions(text, each)) ||
        ((moves.length > 0 || widens) && 'sql' in object && hasStar(text ?? ''))
      )
    })
    return found && [found]
  }

const hasStar = (text: string): boolean => text.replaceAll('(*)', '').includes('*')

const textOf = (object: View | Script): string | undefined => {
  if ('sql' in object) return textFor(object.sql, dialect)
  return Object.hasOwn(object.create, dialect) ? object.create[dialect]?.join('\n') : undefined
}
