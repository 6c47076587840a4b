import { type Access, allRows, keep, keepRows, known, shape } from '../access.js'
import { renderFilter } from '../filter/filter.js'
import { countRows } from '../reading/count.js'
import { findRows } from '../reading/find.js'
import { invalid } from '../refuse.js'
import {
  addBulkRelinks,
  type BulkChange,
  refuseRelinks,
  renderBulkRelinks,
} from '../soft-delete/bulk-relinks.js'
import { linksOfChange } from '../soft-delete/parent-link.js'
import { parseBulkFilter } from './bulk-filter.js'
import { flag } from './flag.js'
import { addSkip, renderSkip } from './skip-unchanged.js'
import { addChanges, renderChanges } from './update.js'

type BulkUpdate = { readonly where?: unknown; readonly returning?: unknown; readonly skipUnchanged?: unknown }

/** How many rows were changed, or these rows. */
export async function updateRows<Row>(
  access: Access<Row>,
  options: BulkUpdate,
  changes: unknown,
  more: readonly unknown[] = [],
): Promise<number | Row[]> {
  if (more.length > 0)
    throw invalid(
      access.table,
      'updateMany takes its options first: updateMany({ where, returning }, changes).',
    )
  const asked = shape('updateMany')
  const columns = addChanges(access, changes, 'updateMany', asked)
  const given = asked.parameters.length
  const filter = parseBulkFilter(access, options, 'updateMany', asked, ['returning', 'skipUnchanged'])
  const returns = flag(access.table, 'returning', options.returning)
  if (columns.length === 0) return unchanged(access, options, returns)
  const change: BulkChange = {
    links: linksOfChange(access.table, columns),
    columns,
    changes,
    filter: {
      render: (next) => renderFilter(access, filter, next),
      parameters: asked.parameters.slice(given),
    },
  }
  const skips = addSkip(access, options.skipUnchanged, columns, changes, asked)
  addBulkRelinks(access, change, asked.parameters)
  const render = () => renderUpdate(access, change, skips)
  if (!returns) {
    const statement = known(access, asked.key) ?? keep(access, asked.key, 'updateMany', 'filter', render())
    const { affected } = await access.session.run(statement, asked.parameters)
    if (affected === 0) await refuseRelinks(access, change, asked.key)
    return affected
  }
  const key = `${asked.key} returning`
  const returning = () => `${render()} RETURNING ${access.projection.list}`
  const statement = known(access, key) ?? keepRows(access, key, 'updateMany', 'filter', returning())
  const rows = allRows(access, await access.session.run(statement, asked.parameters))
  if (rows.length === 0) await refuseRelinks(access, change, asked.key)
  return rows
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

function renderUpdate(access: Access, change: BulkChange, skips: boolean): string {
  const { columns, filter, links } = change
  const next = access.sql.placeholders()
  const changes = renderChanges(access, columns, next)
  const where = filter.render(next)
  const conditions = [
    ...(skips ? [renderSkip(access, columns, next)] : []),
    ...(links.length > 0 ? [renderBulkRelinks(access, change, next)] : []),
  ]
  const further =
    conditions.length === 0 ? '' : `${where === '' ? ' WHERE' : ' AND'} ${conditions.join(' AND ')}`
  return `UPDATE ${access.table.quoted} SET ${changes}${where}${further}`
}
