import { type Access, firstRow, keep, keepRows, known, shape } from './access.js'
import { parseBulkFilter } from './bulk-filter.js'
import { addVersion, missedRow, renderTarget } from './expected-version.js'
import { renderFilter } from './filter.js'
import { addKey } from './key.js'
import { checkOptions } from './refuse.js'
import { softDeleteByKey, softDeleteRows } from './soft-delete.js'

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

export async function deleteRows(access: Access, options: { readonly where?: unknown }): Promise<number> {
  if (access.table.deletedAt) return softDeleteRows(access, options)
  const asked = shape('deleteMany')
  const filter = parseBulkFilter(access, options, 'deleteMany', asked)
  const render = () =>
    `DELETE FROM ${access.table.quoted}${renderFilter(access, filter, access.sql.placeholders())}`
  const statement = known(access, asked.key) ?? keep(access, asked.key, 'deleteMany', 'filter', render())
  return (await access.session.run(statement, asked.parameters)).affected
}

function renderOne(access: Access, hasVersion: boolean): string {
  const { table, sql, projection } = access
  const target = renderTarget(access, hasVersion, sql.placeholders())
  return `DELETE FROM ${table.quoted} WHERE ${target} RETURNING ${projection.list}`
}
