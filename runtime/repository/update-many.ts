import { type Access, keep, known, shape } from './access.js'
import { parseBulkFilter } from './bulk-filter.js'
import { countRows } from './count.js'
import { type Filter, renderFilter } from './filter.js'
import type { Column } from './table.js'
import { addChanges, renderChanges } from './update.js'

export async function updateRows(
  access: Access,
  options: { readonly where?: unknown },
  changes: unknown,
): Promise<number> {
  const asked = shape('updateMany')
  const columns = addChanges(access, changes, 'updateMany', asked)
  const filter = parseBulkFilter(access, options, 'updateMany', asked)
  if (columns.length === 0) return countRows(access, { where: options.where })
  const statement =
    known(access, asked.key) ??
    keep(access, asked.key, 'updateMany', 'filter', render(access, columns, filter))
  return (await access.session.run(statement, asked.parameters)).affected
}

function render(access: Access, columns: readonly Column[], filter: Filter): string {
  const next = access.sql.placeholders()
  const changes = renderChanges(access, columns, next)
  return `UPDATE ${access.table.quoted} SET ${changes}${renderFilter(access, filter, next)}`
}
