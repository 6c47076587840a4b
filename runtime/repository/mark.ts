import type { Access } from './access.js'
import { actorParameter } from './actor.js'
import type { Placeholders } from './sql/dialect-sql.js'
import { addTouch, renderTouch } from './touch.js'

/** Adds the parameters of {@link renderMark}. */
export function addMark(access: Access, deletion: string, origin: string, parameters: unknown[]): void {
  const { deletionId, deletedBy } = access.table
  if (deletionId) parameters.push(access.session.write.encode(deletionId.type, deletion, deletionId.place))
  if (deletedBy) parameters.push(actorParameter(access, deletedBy, origin))
  addTouch(access, origin, parameters)
}

/** The assignments that make a row a deleted one. */
export function renderMark({ table, sql }: Access, next: Placeholders): string {
  const { deletedAt, deletionId, deletedBy } = table
  const marks = [`${deletedAt?.quoted} = ${sql.now}`, `${deletionId?.quoted} = ${next()}`]
  if (deletedBy) marks.push(`${deletedBy.quoted} = ${next()}`)
  return [...marks, ...renderTouch(table, sql, next)].join(', ')
}
