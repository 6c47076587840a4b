import { type Access, allRows, keep, keepRows, known, shape } from './access.js'
import { parseBulkFilter } from './bulk-filter.js'
import { countRows } from './count.js'
import { type Filter, renderFilter } from './filter.js'
import { findRows } from './find.js'
import type { Column } from './table.js'
import { addChanges, renderChanges } from './update.js'
import { flag } from './writing/flag.js'
import { addSkip, renderSkip } from './writing/skip-unchanged.js'

type BulkUpdate = { readonly where?: unknown; readonly returning?: unknown; readonly skipUnchanged?: unknown }

/** How many rows were changed, or these rows. */
export async function updateRows<Row>(
  access: Access<Row>,
  options: BulkUpdate,
  changes: unknown,
): Promise<number | Row[]> {
  const asked = shape('updateMany')
  const columns = addChanges(access, changes, 'updateMany', asked)
  const filter = parseBulkFilter(access, options, 'updateMany', asked, ['returning', 'skipUnchanged'])
  const returns = flag(access.table, 'returning', options.returning)
  if (columns.length === 0) return unchanged(access, options, returns)
  const skips = addSkip(access, options.skipUnchanged, columns, changes, asked)
  const render = () => renderUpdate(access, columns, filter, skips)
  if (!returns) {
    const statement = known(access, asked.key) ?? keep(access, asked.key, 'updateMany', 'filter', render())
    return (await access.session.run(statement, asked.parameters)).affected
  }
  const key = `${asked.key} returning`
  const returning = () => `${render()} RETURNING ${access.projection.list}`
  const statement = known(access, key) ?? keepRows(access, key, 'updateMany', 'filter', returning())
  return allRows(access, await access.session.run(statement, asked.parameters))
}

/** Without changes nothing is written. */
async function unchanged<Row>(
  access: Access<Row>,
  options: BulkUpdate,
  returns: boolean,
): Promise<number | Row[]> {
  if (flag(access.table, 'skipUnchanged', options.skipUnchanged)) return returns ? [] : 0
  const { where } = options
  return returns ? findRows<Row>(access, { where }, 'updateMany') : countRows(access, { where })
}

function renderUpdate(access: Access, columns: readonly Column[], filter: Filter, skips: boolean): string {
  const next = access.sql.placeholders()
  const changes = renderChanges(access, columns, next)
  const where = renderFilter(access, filter, next)
  const differs = skips ? `${where === '' ? ' WHERE' : ' AND'} ${renderSkip(access, columns, next)}` : ''
  return `UPDATE ${access.table.quoted} SET ${changes}${where}${differs}`
}
