import type { Access } from '../access.js'
import { actorParameter } from '../actor.js'
import type { DialectSql, Placeholders } from '../sql/dialect-sql.js'
import type { Table } from '../table.js'

/*
 * What every write to an existing row sets beside the columns it is about: updated_at, updated_by and version. Triggers set
 * the first and the last for raw SQL too, and leave them alone where a statement has set them.
 */

/** Adds the parameters of {@link renderTouch}. */
export function addTouch(access: Access, origin: string, parameters: unknown[]): void {
  const { updatedBy } = access.table
  if (updatedBy) parameters.push(actorParameter(access, updatedBy, origin))
}

/** The assignments. */
export function renderTouch(
  { updatedAt, updatedBy, version }: Table,
  sql: DialectSql,
  next: Placeholders,
): string[] {
  const assignments: string[] = []
  if (updatedAt) assignments.push(`${updatedAt.quoted} = ${sql.now}`)
  if (updatedBy) assignments.push(`${updatedBy.quoted} = ${next()}`)
  if (version) assignments.push(`${version.quoted} = ${version.quoted} + 1`)
  return assignments
}
