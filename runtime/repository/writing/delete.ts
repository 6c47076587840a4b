import { type Access, allRows, firstRow, keep, keepRows, known, shape } from '../access.js'
import { renderFilter } from '../filter/filter.js'
import { addKey } from '../key.js'
import { checkOptions } from '../refuse.js'
import { softDeleteByKey, softDeleteRows } from '../soft-delete/soft-delete.js'
import { parseBulkFilter } from './bulk-filter.js'
import { addVersion, missedRow, renderTarget } from './expected-version.js'
import { flag } from './flag.js'

export async function deleteByKey<Row>(
  access: Access<Row>,
  key: unknown,
  options: { readonly version?: unknown },
): Promise<Row> {
  checkOptions(access.table, options, ['version'], 'delete')
  if (access.table.deletedAt) return softDeleteByKey(access, key, options.version)
  const asked = shape('delete')
  addKey(access, key, asked.parameters)
  const hasVersion = addVersion(access, options.version, asked.parameters)
  if (hasVersion) asked.key += ' version'
  const statement =
    known(access, asked.key) ?? keepRows(access, asked.key, 'delete', 'fixed', renderOne(access, hasVersion))
  const row = firstRow(access, await access.session.run(statement, asked.parameters))
  if (row === undefined) throw await missedRow(access, key, options.version)
  return row
}

/** How many rows were deleted, or these rows. */
export async function deleteRows<Row>(
  access: Access<Row>,
  options: { readonly where?: unknown; readonly returning?: unknown },
): Promise<number | Row[]> {
  const { table, sql, session, projection } = access
  if (table.deletedAt) return softDeleteRows(access, options)
  const asked = shape('deleteMany')
  const filter = parseBulkFilter(access, options, 'deleteMany', asked, ['returning'])
  const render = () => `DELETE FROM ${table.quoted}${renderFilter(access, filter, sql.placeholders())}`
  if (!flag(table, 'returning', options.returning)) {
    const statement = known(access, asked.key) ?? keep(access, asked.key, 'deleteMany', 'filter', render())
    return (await session.run(statement, asked.parameters)).affected
  }
  const key = `${asked.key} returning`
  const statement =
    known(access, key) ??
    keepRows(access, key, 'deleteMany', 'filter', `${render()} RETURNING ${projection.list}`)
  return allRows(access, await session.run(statement, asked.parameters))
}

function renderOne(access: Access, hasVersion: boolean): string {
  const { table, sql, projection } = access
  const target = renderTarget(access, hasVersion, sql.placeholders())
  return `DELETE FROM ${table.quoted} WHERE ${target} RETURNING ${projection.list}`
}
