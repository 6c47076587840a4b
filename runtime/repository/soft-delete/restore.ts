import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, firstRow, keepRows, known } from '../access.js'
import { addKey, notFound, renderKey } from '../key.js'
import { findByKey } from '../reading/find-by-key.js'
import { addTouch } from '../writing/touch.js'
import { childLinks } from './child-link.js'
import { linkToDeleted, refersToDeleted } from './deleted-parent.js'
import type { Values } from './parent-keys.js'
import { parentLinks } from './parent-link.js'
import { restoreChildren } from './restore-children.js'
import { renderUnmark } from './unmark.js'

/** Brings back a row with what went along with it, all or nothing. */
export async function restoreByKey<R>(access: Access<R>, key: unknown): Promise<R> {
  const { definition, session, table } = access
  if (childLinks(table).length === 0 && parentLinks(table).length === 0) {
    return (await restoreRow(access, key)) ?? Promise.reject(await missedDeleted(access, key))
  }
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const deleted = await findByKey<Values>(within, key, { withDeleted: true, lock: 'update' })
    const restored = await restoreRow(within, key)
    if (deleted === undefined || restored === undefined) throw await missedDeleted(within, key)
    const deletion = deleted[table.deletionId?.property ?? '']
    const reached =
      deletion === null || deletion === undefined
        ? new Map<Access, readonly Values[]>([[within, [restored as Values]]])
        : await restoreChildren(within, restored as Values, deletion)
    for (const [each, rows] of reached) await refuseDeletedParents(each, rows)
    return restored
  })
}

async function restoreRow<R>(access: Access<R>, key: unknown): Promise<R | undefined> {
  const { table, sql, projection } = access
  const parameters: unknown[] = []
  addTouch(access, 'restore', parameters)
  addKey(access, key, parameters)
  const render = () => {
    const next = sql.placeholders()
    const row = () => `${renderKey(access, next)} AND ${table.deletedAt?.quoted} IS NOT NULL`
    return `${renderUnmark(access, next, row)} RETURNING ${projection.list}`
  }
  const statement = known(access, 'restore') ?? keepRows(access, 'restore', 'restore', 'fixed', render())
  return firstRow(access, await access.session.run(statement, parameters))
}

/** Looked at when everything is back, because rows that were deleted together may refer to each other in a circle. */
async function refuseDeletedParents(access: Access, rows: readonly Values[]): Promise<void> {
  const links = parentLinks(access.table).filter(({ isAlways }) => isAlways)
  const link = await linkToDeleted(access, links, rows)
  if (link) throw refersToDeleted(access, link, 'restore')
}

async function missedDeleted(access: Access, key: unknown): Promise<Error> {
  const live = await findByKey(access, key, undefined)
  return notFound(access, key, live === undefined ? 'has no row' : 'has no deleted row')
}
