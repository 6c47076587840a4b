import type { Index } from '../model/model.js'
import { textFor } from './dialect.js'
import type { Quoting } from './identifiers.js'
import { parenthesize } from './layout.js'

/** The rows that an index is about: the author's condition, and being alive where rows are deleted softly. */
export const indexPredicate = (index: Index, dialect: string, { quote }: Pick<Quoting, 'quote'>) => {
  const where = index.where === undefined ? undefined : textFor(index.where, dialect)
  const live = index.live === undefined ? undefined : `${quote(index.live)} IS NULL`
  if (live === undefined) return where?.trim()
  return where === undefined ? live : `${live} AND ${parenthesize(where)}`
}
