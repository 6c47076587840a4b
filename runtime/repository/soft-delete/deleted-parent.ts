import { ForeignKeyViolationError } from '../../errors.js'
import { type Access, keep, known } from '../access.js'
import type { Column } from '../table.js'
import { distinctKeys, keyParameters, renderDeletedCount, type Values } from './parent-keys.js'
import type { ParentLink } from './parent-link.js'

/** The first link along which one of the rows refers to a deleted row; all that are looked at are held. */
export async function linkToDeleted(
  access: Access,
  links: readonly ParentLink[],
  rows: readonly Values[],
): Promise<ParentLink | undefined> {
  for (const link of links) {
    const keys = distinctKeys(access, link.columns, rows)
    if (keys.size === 0) continue
    const key = `parents ${link.name}`
    const render = () => renderDeletedCount(access.sql, access.table, link, access.sql.placeholders())
    const statement = known(access, key) ?? keep(access, key, link.name, 'fixed', render(), ['count'])
    const { rows: counted } = await access.session.run(statement, keyParameters(access, link, keys))
    if (Number(counted[0]?.[0]) > 0) return link
  }
  return undefined
}

/** Why rows were not written: what they refer to was deleted then, even if it has been restored meanwhile. */
export async function deletedParent(
  access: Access,
  links: readonly ParentLink[],
  rows: readonly unknown[],
  origin: string,
): Promise<Error> {
  const link = (await linkToDeleted(access, links, rows as readonly Values[])) ?? links[0]
  if (link === undefined) return new Error(`${access.table.name}: the database wrote no row.`)
  return refersToDeleted(access, link, origin)
}

/** Throws if no row was written because of what one of them would refer to. */
export async function refuseDeletedParent(
  access: Access,
  links: readonly ParentLink[],
  rows: readonly unknown[],
  origin: string,
): Promise<void> {
  const link = await linkToDeleted(access, links, rows as readonly Values[])
  if (link) throw refersToDeleted(access, link, origin)
}

export function refersToDeleted({ table }: Access, link: ParentLink, origin: string): Error {
  const columns = link.columns.map(({ name }: Column) => name)
  return new ForeignKeyViolationError(
    `${table.name}.${origin}: ${columns.join(', ')} refers to a row of ${link.parent.name} that is deleted. ` +
      'Restore it first, or refer to another row.',
    { table: table.name, columns, failure: 'deleted-parent', origin: `${table.name}.${origin}` },
  )
}
