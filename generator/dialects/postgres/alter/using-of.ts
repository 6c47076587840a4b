import { textFor } from '../../dialect.js'
import { name as dialect } from '../versions.js'
import { type AlteredTable, alterColumnOf, alterColumnOfSource, type KeptColumn } from './altered-table.js'

/** What the author says of how values get to their new type. A history is converted as its table is. */
export const usingOf = (table: AlteredTable, column: KeptColumn): string | undefined => {
  const written = alterColumnOf(table, column)?.up.using ?? alterColumnOfSource(table, column)?.up.using
  return written === undefined ? undefined : textFor(written, dialect)
}
