import { quote } from '../../quote.js'
import { type Access, keep, known } from '../access.js'
import type { RowLock } from '../locking/lock.js'
import { renderScope } from '../scope.js'
import type { Keys } from '../sql/dialect-sql.js'
import { type Column, tableAs } from '../table.js'
import { sameKey } from './rows-by-key.js'

/*
 * Calls that write the same rows at the same time lock them in the same order, that of the texts of their keys, so that none waits for
 * a row while another one waits for it. What an UPDATE locks by itself is up to its plan.
 */

/** What the places are sorted by; the order is the same for the same keys in every call. */
export function sortedPlaces(texts: readonly string[]): readonly number[] {
  const places = texts.map((_, place) => place)
  return places.sort((a, b) => compare(texts[a] as string, texts[b] as string) || a - b)
}

/** Not that of a language, which may take different texts for equal ones. */
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

const held = '$held'

/** The end of a SELECT from keys that locks the rows with these values in some columns, in the order of the keys. */
export function renderHeld(
  { definition, sql }: Access,
  columns: readonly Column[],
  { from, values, place }: Keys,
  scope: 'live' | 'all' = 'live',
  conditions: readonly string[] = [],
  mode: RowLock['mode'] = 'no key update',
): string {
  const rows = tableAs(definition, held)
  const live = scope === 'live' ? renderScope(rows, 'live') : undefined
  const where = [sameKey(columns, held, values), live, ...conditions].filter((part) => part !== undefined)
  const lock = `${sql.rowLock(rows, { mode, busy: 'wait' })} OF ${quote(held)}`
  return `FROM ${from} CROSS JOIN ${rows.source} WHERE ${where.join(' AND ')} ORDER BY ${place}${lock}`
}

export const locksRows = ({ sql, table }: Access): boolean =>
  sql.rowLock(table, { mode: 'no key update', busy: 'wait' }) !== ''

/** Locks the rows that are there before several statements write them; where the whole database is locked there is nothing to do. */
export async function holdRows(
  access: Access,
  columns: readonly Column[],
  keys: readonly (readonly unknown[])[],
  scope: 'live' | 'all',
  mode?: RowLock['mode'],
): Promise<void> {
  if (!locksRows(access)) return
  const { table, sql, session } = access
  const render = () =>
    `SELECT 1 AS "held" ${renderHeld(access, columns, sql.keys(table, columns, sql.placeholders()), scope, [], mode)}`
  const key = `hold ${scope} ${mode} ${columns.map(({ index }) => index).join(' ')}`
  const statement = known(access, key) ?? keep(access, key, 'lock', 'columns', render(), ['held'])
  await session.run(statement, sql.manyParameters(columns, keys, session.write))
}
