import type { Access } from '../access.js'
import { renderScope } from '../scope.js'
import { renderRelinksOfMany } from '../soft-delete/relinks-of-many.js'
import type { Column, Table } from '../table.js'
import { locksRows, renderHeld } from './hold-rows.js'
import { anyDiffers } from './skip-unchanged.js'
import { renderTouch } from './touch.js'

/** What each entry has a value for: the key, the changes, the version. */
export const updatedColumns = (
  { key, version }: Table,
  columns: readonly Column[],
  hasVersion: boolean,
): readonly Column[] => [...key, ...columns, ...(hasVersion && version ? [version] : [])]

/** The parameters are those of `updated_by`, of `manyParameters` and of {@link renderRelinksOfMany}. Rows are locked in the order of these. */
export function renderUpdateEach(
  access: Access,
  columns: readonly Column[],
  hasVersion: boolean,
  skips: boolean,
): string {
  const { table, sql, projection } = access
  const next = sql.placeholders()
  const first = table.key.length
  const changes = columns.map(({ quoted }, i) => `${quoted} = ${given(first + i)}`)
  const touched = renderTouch(table, sql, next)
  const all = updatedColumns(table, columns, hasVersion)
  const keys = sql.keys(table, all, next)
  const list = keys.values.map((value, i) => `${value} AS "$${i}"`).join(', ')
  const live = renderRelinksOfMany(access, columns, next)
  const locks = locksRows(access)
  // The parents before the rows, as whoever deletes them goes.
  const source = locks ? renderHeld(access, table.key, keys, 'live', live) : `FROM ${keys.from}`
  const conditions = [
    ...table.key.map(({ qualified }, i) => `${qualified} = ${given(i)}`),
    renderScope(table, 'live'),
    hasVersion ? `${table.version?.qualified} = ${given(all.length - 1)}` : undefined,
    skips
      ? anyDiffers(columns, (column) =>
          sql.distinct(column, column.qualified, given(first + columns.indexOf(column))),
        )
      : undefined,
    ...(locks ? [] : live),
  ]
  return (
    `UPDATE ${table.quoted} SET ${[...changes, ...touched].join(', ')} FROM (SELECT ${list} ${source}) AS "$given" ` +
    `WHERE ${conditions.filter((condition) => condition !== undefined).join(' AND ')} RETURNING ${projection.list}`
  )
}

/** Names that no column of a table has. */
const given = (index: number): string => `"$given"."$${index}"`
