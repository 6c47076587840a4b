import type { Access, Shape } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import { flag } from './flag.js'
import { encoded } from './given-columns.js'

/*
 * A row that has the values already is not written at all, because the triggers count a version and keep history for whatever
 * is written.
 */

/** Reads the option; the changes are parameters once more, for the condition of {@link renderSkip}. */
export function addSkip(
  access: Access,
  option: unknown,
  columns: readonly Column[],
  changes: unknown,
  asked: Shape,
): boolean {
  if (!flag(access.table, 'skipUnchanged', option)) return false
  asked.key += ' skip'
  for (const column of columns) asked.parameters.push(encoded(access, column, changes))
  return true
}

/** The condition that one of the changes makes a difference. */
export function renderSkip({ table, sql }: Access, columns: readonly Column[], next: Placeholders): string {
  return anyDiffers(columns, (column) =>
    sql.distinct(column, column.quoted, sql.valueOf(table, column, next())),
  )
}

export const anyDiffers = (columns: readonly Column[], differs: (column: Column) => string): string =>
  `(${columns.map(differs).join(' OR ')})`
