import type { EnumEntry } from '../document/document.js'
import type { Enum } from './model.js'

export const buildEnum = (entry: EnumEntry): Enum => ({
  name: entry.name.value,
  values: entry.values.map(({ value }) => value),
  native: entry.native,
  comment: entry.comment?.value,
  meta: {
    origin: { span: entry.name.span, mixin: undefined },
    was: entry.was?.value,
    typescript: entry.typescript?.value,
    moves: entry.moves.map(({ from, to }) => ({ from: from.value, to })),
  },
})
