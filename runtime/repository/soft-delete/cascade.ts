import { ForeignKeyViolationError } from '../../errors.js'
import { type Access, accessTo, keep, known } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { type ChildLink, childLinks, quotedList } from './child-link.js'
import { renderLocked } from './lock-rows.js'
import { addMark, deletionParameter, renderMark } from './mark.js'

/**
 * Deletes under one id what refers to the rows deleted under it, a table and level at a time, then refuses if a live row still refers
 * to one of them by a foreign key that restricts. A row is deleted once, so tables that refer to each other in a circle come to an
 * end.
 */
export async function cascadeDeletion(root: Access, deletion: string, origin: string): Promise<void> {
  const reached = new Map([[root.table, root]])
  const open = [root]
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const link of childLinks(parent.table)) {
      if (link.definition.onDelete !== 'cascade') continue
      const child = accessTo(link.definition.table, parent.session)
      if ((await deleteChildren(root, parent, child, link, deletion, origin)) === 0) continue
      reached.set(child.table, child)
      if (!open.some(({ table }) => table === child.table)) open.push(child)
    }
  }
  for (const parent of reached.values()) await refuseLiveChildren(parent, deletion, origin)
}

async function deleteChildren(
  root: Access,
  parent: Access,
  child: Access,
  link: ChildLink,
  deletion: string,
  origin: string,
): Promise<number> {
  const parameters: unknown[] = []
  addMark(child, deletion, origin, parameters, root)
  parameters.push(deletionParameter(parent, deletion))
  const render = () => {
    const next = child.sql.placeholders()
    const marks = renderMark(child, next, root)
    const rows = renderLocked(child, renderLiveChildren(parent, child, link, next))
    return `UPDATE ${child.table.quoted} SET ${marks} WHERE ${rows}`
  }
  const key = `cascade ${link.key} ${root.table.quoted}`
  const statement = known(child, key) ?? keep(child, key, 'cascade', 'fixed', render())
  return (await child.session.run(statement, parameters)).affected
}

async function refuseLiveChildren(parent: Access, deletion: string, origin: string): Promise<void> {
  for (const link of childLinks(parent.table)) {
    if (link.definition.onDelete !== 'restrict') continue
    const child = accessTo(link.definition.table, parent.session)
    const render = () =>
      `SELECT 1 AS "found" FROM ${child.table.quoted} ` +
      `WHERE ${renderLiveChildren(parent, child, link, child.sql.placeholders())} LIMIT 1`
    const key = `restrict ${link.key}`
    const statement = known(child, key) ?? keep(child, key, 'restrict', 'fixed', render(), ['found'])
    const { rows } = await child.session.run(statement, [deletionParameter(parent, deletion)])
    if (rows.length > 0) throw stillReferred(parent, child, link, origin)
  }
}

/** Rows of a table that does not soft-delete are all live. */
function renderLiveChildren(parent: Access, child: Access, link: ChildLink, next: Placeholders): string {
  const references = link.references.map(({ quoted }) => quoted).join(', ')
  const deleted = `SELECT ${references} FROM ${parent.table.quoted} WHERE ${parent.table.deletionId?.quoted} = ${next()}`
  const referring = `${quotedList(link.columns)} IN (${deleted})`
  const { deletedAt } = child.table
  return deletedAt ? `${deletedAt.quoted} IS NULL AND ${referring}` : referring
}

function stillReferred(parent: Access, child: Access, link: ChildLink, origin: string): Error {
  const columns = link.columns.map(({ name }) => name)
  const rows = child.table.deletedAt ? 'live rows' : 'rows'
  return new ForeignKeyViolationError(
    `${parent.table.name}: the row cannot be deleted, because ${rows} of ${child.table.name} refer to it by ` +
      `${columns.join(', ')}. Delete them first, or let them refer to another row.`,
    { table: child.table.name, columns, failure: 'still-referenced', origin },
  )
}
