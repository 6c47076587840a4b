import type { ValueMove } from '../../../changes/change.js'
import type { LogicalType } from '../../../model/model.js'
import { textLiteral } from '../literals.js'
import type { SqliteAlteration } from './alteration.js'

/** The value that takes the place of one whose name changed; undefined if none of the type's does. */
export const movedValue = (
  enums: SqliteAlteration['enums'],
  type: LogicalType,
  value: string,
): string | undefined => {
  if (type.kind === 'array') {
    const inner = movedValue(enums, type.element, 'value')
    return (
      inner &&
      `CASE WHEN ${value} IS NOT NULL THEN (SELECT json_group_array(${inner}) FROM json_each(${value})) END`
    )
  }
  const moves = type.kind === 'enum' ? movesOf(enums, type.name) : []
  if (moves.length === 0) return undefined
  const cases = moves.map(({ from, to }) => `WHEN ${textLiteral(from)} THEN ${textLiteral(to)}`)
  return `CASE ${value} ${cases.join(' ')} ELSE ${value} END`
}

const movesOf = (enums: SqliteAlteration['enums'], name: string): readonly ValueMove[] =>
  enums.get(name)?.values ?? []
