import type { Access } from '../access.js'
import { actorParameter } from '../actor.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { addTouch, renderTouch } from '../writing/touch.js'

/**
 * Adds the parameters of {@link renderMark}. `root`: the table in which the deletion began, whose rows tell the time of it; none
 * for that table itself.
 */
export function addMark(
  access: Access,
  deletion: string,
  origin: string,
  parameters: unknown[],
  root?: Access,
): void {
  const { deletedBy } = access.table
  if (root) parameters.push(deletionParameter(root, deletion))
  if (access.table.deletionId) parameters.push(deletionParameter(access, deletion))
  if (deletedBy) parameters.push(actorParameter(access, deletedBy, origin))
  addTouch(access, origin, parameters)
}

/** The assignments that make a row a deleted one: all rows of a deletion have the same time. */
export function renderMark({ table, sql }: Access, next: Placeholders, root?: Access): string {
  const { deletedAt, deletionId, deletedBy } = table
  const marks = [`${deletedAt?.quoted} = ${root ? renderTime(root, next) : `(SELECT ${sql.now})`}`]
  if (deletionId) marks.push(`${deletionId.quoted} = ${next()}`)
  if (deletedBy) marks.push(`${deletedBy.quoted} = ${next()}`)
  return [...marks, ...renderTouch(table, sql, next)].join(', ')
}

const renderTime = ({ table }: Access, next: Placeholders): string =>
  `(SELECT ${table.deletedAt?.quoted} FROM ${table.quoted} WHERE ${table.deletionId?.quoted} = ${next()} LIMIT 1)`

export function deletionParameter({ table, session }: Access, deletion: unknown): unknown {
  const { deletionId } = table
  return deletionId ? session.write.encode(deletionId.type, deletion, deletionId.place) : deletion
}
