import type { DropEntry } from '../document/document.js'
import type { DraftTable } from './draft.js'
import type { Drop } from './model.js'
import type { Scope } from './scope.js'

/** What the author says of tables and columns that are gone. */
export const collectDrops = (tables: readonly DraftTable[], { document }: Scope): readonly Drop[] => [
  ...document.drops.map((entry) => ({ table: entry.name.value, column: undefined, ...howOf(entry) })),
  ...tables.flatMap(({ name, drops }) =>
    drops.map((entry) => ({ table: name, column: entry.name.value, ...howOf(entry) })),
  ),
]

const howOf = ({ drop, span }: DropEntry): Pick<Drop, 'how' | 'span'> => ({ how: drop.value, span })
