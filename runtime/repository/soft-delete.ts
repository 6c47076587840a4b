import { newId } from '../new-id.js'
import { sessionOf } from '../session-of.js'
import { type Access, accessTo, firstRow, keep, keepRows, known, type Shape, shape } from './access.js'
import { parseBulkFilter } from './bulk-filter.js'
import { cascadeDeletion } from './cascade.js'
import { addVersion, missedRow, renderTarget } from './expected-version.js'
import { type Filter, renderFilter } from './filter.js'
import { addKey } from './key.js'
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

export function softDeleteRows(access: Access, options: { readonly where?: unknown }): Promise<number> {
  return withChildren(access, 'deleteMany', async (within, deletion) => {
    const asked = shape('deleteMany')
    addMark(within, deletion, 'deleteMany', asked.parameters)
    const filter = parseBulkFilter(within, options, 'deleteMany', asked)
    const { affected } = await markRows(within, asked, 'deleteMany', filter)
    return { result: affected, affected }
  })
}

type Deleted<Result> = { readonly result: Result; readonly affected: number }

/** A table to which no soft-deleting table refers needs one statement and no transaction. */
async function withChildren<Row, Result>(
  access: Access<Row>,
  origin: string,
  work: (within: Access<Row>, deletion: string) => Promise<Deleted<Result>>,
): Promise<Result> {
  const { definition, session } = access
  const deletion = newId()
  const children = definition.softDelete?.children() ?? []
  if (children.length === 0) return (await work(access, deletion)).result
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const { result, affected } = await work(within, deletion)
    if (affected > 0) await cascadeDeletion(within, deletion, origin)
    return result
  })
}

function markRows(access: Access, asked: Shape, origin: string, filter: Filter) {
  const render = () => {
    const next = access.sql.placeholders()
    return `UPDATE ${access.table.quoted} SET ${renderMark(access, next)}${renderFilter(access, filter, next)}`
  }
  const statement = known(access, asked.key) ?? keep(access, asked.key, origin, 'filter', render())
  return access.session.run(statement, asked.parameters)
}

function renderOne(access: Access, hasVersion: boolean): string {
  const next = access.sql.placeholders()
  const marks = renderMark(access, next)
  const target = renderTarget(access, hasVersion, next)
  return `UPDATE ${access.table.quoted} SET ${marks} WHERE ${target} RETURNING ${access.projection.list}`
}
