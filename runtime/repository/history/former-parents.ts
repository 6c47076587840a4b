import type { Access } from '../access.js'
import { quotedList } from '../soft-delete/child-link.js'
import { linkToDeleted, refersToDeleted } from '../soft-delete/deleted-parent.js'
import { distinctKeys, holding, type Values } from '../soft-delete/parent-keys.js'
import { type ParentLink, parentLinks } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'

/**
 * The conditions under which a former state may be that of the row again: it refers to nothing that is deleted. A row that is there may
 * keep what its key lets it, and one that refers to itself comes back with that. `former`: columns of the state, as one value.
 */
export const renderFormerParents = (
  access: Access,
  former: (columns: readonly Column[]) => string,
  isThere: boolean,
): readonly string[] =>
  parentLinks(access.table).map((link) => {
    const { parent, references, columns, isAlways } = link
    const itself = isThere && refersToOwnTable(access, link) ? ` AND NOT (${renderSame(access, link)})` : ''
    const named = `${quotedList(references)} = ${former(columns)}${itself}`
    const held = `SELECT ${parent.deletedAt?.quoted} FROM ${parent.source} WHERE ${named}${holding(access.sql, parent)}`
    const live = `(${held}) IS NULL`
    if (!isThere || isAlways) return live
    const stays = columns.map((column) => `${column.qualified} = ${former([column])}`).join(' AND ')
    return `((${stays}) OR ${live})`
  })

const refersToOwnTable = ({ table }: Access, { parent }: ParentLink): boolean =>
  parent.definition === table.definition

const renderSame = ({ table }: Access, { parent }: ParentLink): string =>
  parent.key.map(({ quoted }, i) => `${quoted} = ${table.key[i]?.qualified}`).join(' AND ')

/** Why a state could not come back, if it is because of what it refers to. `row`: the one that is there. */
export async function deletedFormerParent(
  access: Access,
  former: Values,
  row: Values | undefined,
): Promise<Error | undefined> {
  const links = parentLinks(access.table).filter((link) => {
    if (!row) return true
    const { columns, references, isAlways } = link
    if (!isAlways && keyOf(access, columns, row) === keyOf(access, columns, former)) return false
    const own = Object.fromEntries(
      columns.map(({ property }, i) => [property, row[references[i]?.property ?? '']]),
    )
    return !(refersToOwnTable(access, link) && keyOf(access, columns, own) === keyOf(access, columns, former))
  })
  const link = await linkToDeleted(access, links, [former])
  return link && refersToDeleted(access, link, 'revert')
}

const keyOf = (access: Access, columns: readonly Column[], values: Values): string | undefined =>
  [...distinctKeys(access, columns, [values]).keys()][0]
