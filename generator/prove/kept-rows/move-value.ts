import type { ValueMove } from '../../changes/change.js'
import type { LogicalType } from '../../model/model.js'
import { unquoted } from './unquoted.js'

/** The text of a value, or of an array of values, once each is what it becomes; in quotes if it had some. */
export const moveValue = (
  text: string | null,
  type: LogicalType,
  moves: readonly ValueMove[],
): string | null => {
  if (text === null || moves.length === 0) return text
  const plain = unquoted(text)
  const there = type.kind === 'array' ? movedItems(plain, moves) : moved(plain, moves)
  return plain === text ? there : `'${there.replaceAll("'", "''")}'`
}

const moved = (value: string, moves: readonly ValueMove[]): string =>
  moves.find(({ from }) => from === value)?.to ?? value

const movedItems = (json: string, moves: readonly ValueMove[]): string => {
  const items: unknown = JSON.parse(json)
  return Array.isArray(items)
    ? JSON.stringify(items.map((item) => (typeof item === 'string' ? moved(item, moves) : item)))
    : json
}
