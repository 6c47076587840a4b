import { newId } from '../../new-id.js'
import type { RepositoryResult } from '../../session.js'
import { sessionOf } from '../../session-of.js'
import {
  type Access,
  accessTo,
  allRows,
  firstRow,
  keep,
  keepRows,
  known,
  type Shape,
  shape,
} from '../access.js'
import { type Filter, renderFilter } from '../filter/filter.js'
import { addKey } from '../key.js'
import { parseBulkFilter } from '../writing/bulk-filter.js'
import { addVersion, missedRow, renderTarget } from '../writing/expected-version.js'
import { flag } from '../writing/flag.js'
import { cascadeDeletion } from './cascade.js'
import { childLinks } from './child-link.js'
import { renderLocked } from './lock-rows.js'
import { addMark, renderMark } from './mark.js'

export function softDeleteByKey<Row>(access: Access<Row>, key: unknown, version: unknown): Promise<Row> {
  return withChildren(access, 'delete', async (within, deletion) => {
    const asked = shape('delete')
    addMark(within, deletion, 'delete', asked.parameters)
    addKey(within, key, asked.parameters)
    const hasVersion = addVersion(within, version, asked.parameters)
    if (hasVersion) asked.key += ' version'
    const statement =
      known(within, asked.key) ??
      keepRows(within, asked.key, 'delete', 'fixed', renderOne(within, hasVersion))
    const row = firstRow(within, await within.session.run(statement, asked.parameters))
    if (row === undefined) throw await missedRow(within, key, version)
    return { result: row, affected: 1 }
  })
}

/** How many rows were deleted, or these rows. */
export function softDeleteRows<Row>(
  access: Access<Row>,
  options: { readonly where?: unknown; readonly returning?: unknown },
): Promise<number | Row[]> {
  return withChildren<Row, number | Row[]>(access, 'deleteMany', async (within, deletion) => {
    const asked = shape('deleteMany')
    addMark(within, deletion, 'deleteMany', asked.parameters)
    const filter = parseBulkFilter(within, options, 'deleteMany', asked, ['returning'])
    const returns = flag(within.table, 'returning', options.returning)
    const result = await markRows(within, asked, filter, returns)
    return returns
      ? { result: allRows(within, result), affected: result.rows.length }
      : { result: result.affected, affected: result.affected }
  })
}

type Deleted<Result> = { readonly result: Result; readonly affected: number }

/** A table to which nothing refers that a deletion concerns needs one statement and no transaction. */
async function withChildren<Row, Result>(
  access: Access<Row>,
  origin: string,
  work: (within: Access<Row>, deletion: string) => Promise<Deleted<Result>>,
): Promise<Result> {
  const { definition, session, table } = access
  const deletion = newId()
  if (childLinks(table).length === 0) return (await work(access, deletion)).result
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const { result, affected } = await work(within, deletion)
    if (affected > 0) await cascadeDeletion(within, deletion, `${table.name}.${origin}`)
    return result
  })
}

function markRows(access: Access, asked: Shape, filter: Filter, returns: boolean): Promise<RepositoryResult> {
  const render = () => {
    const next = access.sql.placeholders()
    const marks = renderMark(access, next)
    const rows = renderFilter(access, filter, next).replace(/^ WHERE /, '')
    return `UPDATE ${access.table.quoted} SET ${marks} WHERE ${renderLocked(access, rows)}`
  }
  const key = returns ? `${asked.key} returning` : asked.key
  const make = () =>
    returns
      ? keepRows(access, key, 'deleteMany', 'filter', `${render()} RETURNING ${access.projection.list}`)
      : keep(access, key, 'deleteMany', 'filter', render())
  return access.session.run(known(access, key) ?? make(), asked.parameters)
}

function renderOne(access: Access, hasVersion: boolean): string {
  const next = access.sql.placeholders()
  const marks = renderMark(access, next)
  const target = renderLocked(access, renderTarget(access, hasVersion, next))
  return `UPDATE ${access.table.quoted} SET ${marks} WHERE ${target} RETURNING ${access.projection.list}`
}
