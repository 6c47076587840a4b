import type { Access } from '../access.js'
import { renderLiveParentsOfMany } from '../soft-delete/live-parents.js'
import type { ParentLink } from '../soft-delete/parent-link.js'
import type { Column } from '../table.js'
import { anyDiffers } from './skip-unchanged.js'
import type { UpsertPlan } from './upsert-plan.js'

/**
 * INSERT ... ON CONFLICT, never SQLite's REPLACE: that deletes the row that is there, and with it what refers to it, past all
 * triggers. https://sqlite.org/lang_conflict.html
 */
export function renderUpsert(
  access: Access,
  plan: UpsertPlan,
  columns: readonly Column[],
  changed: readonly Column[],
  parents: readonly ParentLink[],
): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const rows = sql.insertMany(table, columns, next)
  const live =
    parents.length === 0 ? sql.beforeConflict : ` WHERE ${renderLiveParentsOfMany(access, parents, next)}`
  const insert = `${rows}${live} ON CONFLICT ${plan.target.sql}`
  const returning = ` RETURNING ${projection.list}`
  if (changed.length === 0) return `${insert} DO NOTHING${returning}`
  const conditions = [
    ...(plan.meetsDeleted ? [`${table.deletedAt?.qualified} IS NULL`] : []),
    ...(plan.skipUnchanged
      ? [anyDiffers(changed, (column) => sql.distinct(column, column.qualified, excluded(column)))]
      : []),
  ]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return `${insert} DO UPDATE SET ${assignments(access, changed).join(', ')}${where}${returning}`
}

/** The same columns that every other write to an existing row sets. */
function assignments({ table, sql }: Access, changed: readonly Column[]): readonly string[] {
  const { updatedAt, updatedBy, version } = table
  return [
    ...changed.map((column) => `${column.quoted} = ${excluded(column)}`),
    ...(updatedAt ? [`${updatedAt.quoted} = ${sql.now}`] : []),
    ...(updatedBy ? [`${updatedBy.quoted} = ${excluded(updatedBy)}`] : []),
    ...(version ? [`${version.quoted} = ${version.qualified} + 1`] : []),
  ]
}

/** The value that was to be inserted. */
const excluded = ({ quoted }: Column): string => `excluded.${quoted}`
