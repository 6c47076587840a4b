import { type Access, accessTo } from '../access.js'
import { columnsOf } from '../table.js'
import { holdRows, locksRows, sortedPlaces } from '../writing/hold-rows.js'
import { idOf, type Link, type Row } from './link-target.js'

/*
 * Two calls may be about the same link from both of its sides. Each locks the row that it starts from, and of the two sides one, the
 * first in the table between, keeps the rows of the other from being started from as well: so who writes a link is alone with it, and
 * who starts from the other side waits for nothing once it has its row. Others go on linking to all of these rows.
 */

/** Whether calls from this side hold the rows of the other side. */
export const holdsOtherSide = (access: Access, link: Link): boolean =>
  locksRows(access) && (isOneTable(access, link) || (link.from[0]?.index ?? 0) < (link.to[0]?.index ?? 0))

/** Where both sides are one table, the row that it starts from is locked among them, so that all are locked in one order. */
const isOneTable = ({ definition }: Access, { relation }: Link): boolean => relation.table === definition

/** `to`: keys of the rows on the other side. */
export async function holdOtherSide(
  access: Access,
  link: Link,
  source: Row,
  to: readonly (readonly unknown[])[],
): Promise<void> {
  const { relation } = link
  const other = accessTo(relation.table, access.session) as Access
  const columns = columnsOf(other.table, relation.references)
  const own = isOneTable(access, link) ? [columns.map(({ property }) => source[property])] : []
  const keys = [...new Map([...to, ...own].map((key) => [idOf(link, key), key])).values()]
  const sorted = sortedPlaces(keys.map((key) => idOf(link, key))).map(
    (place) => keys[place] as readonly unknown[],
  )
  await holdRows(other, columns, sorted, 'all', isOneTable(access, link) ? 'no key update' : 'share')
}

export const isLockedAmongOthers = (access: Access, link: Link): boolean =>
  locksRows(access) && isOneTable(access, link)
