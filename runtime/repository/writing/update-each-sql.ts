import type { Access } from '../access.js'
import { renderScope } from '../scope.js'
import { renderLiveParentsOfMany } from '../soft-delete/live-parents.js'
import type { ParentLink } from '../soft-delete/parent-link.js'
import type { Column, Table } from '../table.js'
import { anyDiffers } from './skip-unchanged.js'
import { renderTouch } from './touch.js'

/** What each entry has a value for: the key, the changes, the version. */
export const updatedColumns = (
  { key, version }: Table,
  columns: readonly Column[],
  hasVersion: boolean,
): readonly Column[] => [...key, ...columns, ...(hasVersion && version ? [version] : [])]

/** The parameters are those of `updated_by` and then of `manyParameters`. */
export function renderUpdateEach(
  access: Access,
  columns: readonly Column[],
  hasVersion: boolean,
  skips: boolean,
  parents: readonly ParentLink[],
): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const first = table.key.length
  const changes = columns.map(({ quoted }, i) => `${quoted} = ${given(first + i)}`)
  const touched = renderTouch(table, sql, next, columns)
  const all = updatedColumns(table, columns, hasVersion)
  const { from, values } = sql.keys(table, all, next)
  const source = `SELECT ${values.map((value, i) => `${value} AS "$${i}"`).join(', ')} FROM ${from}`
  const conditions = [
    ...table.key.map(({ qualified }, i) => `${qualified} = ${given(i)}`),
    renderScope(table, 'live'),
    hasVersion ? `${table.version?.qualified} = ${given(all.length - 1)}` : undefined,
    skips
      ? anyDiffers(columns, (column) =>
          sql.distinct(column, column.qualified, given(first + columns.indexOf(column))),
        )
      : undefined,
    parents.length > 0 ? renderLiveParentsOfMany(access, parents, next) : undefined,
  ]
  return (
    `UPDATE ${table.quoted} SET ${[...changes, ...touched].join(', ')} FROM (${source}) AS "$given" ` +
    `WHERE ${conditions.filter((condition) => condition !== undefined).join(' AND ')} RETURNING ${projection.list}`
  )
}

/** Names that no column of a table has. */
const given = (index: number): string => `"$given"."$${index}"`
