import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, firstRow, keepRows, known } from '../access.js'
import { addKey, notFound, renderKey } from '../key.js'
import { findByKey } from '../reading/find-by-key.js'
import { childLinks } from './child-link.js'
import type { Values } from './parent-keys.js'
import { purgeTree } from './purge-tree.js'

/** Deletes a row for real, whether it is soft-deleted or not, with the deleted rows that went along. */
export async function purgeByKey<Row>(access: Access<Row>, key: unknown): Promise<Row> {
  const { definition, session, table } = access
  if (!childLinks(table).some((link) => link.definition.onDelete === 'cascade')) return purgeRow(access, key)
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const row = await findByKey<Row>(within, key, { withDeleted: true, lock: 'update' })
    if (row === undefined) throw notFound(access, key)
    await purgeTree(within, [row as Values])
    return row
  })
}

async function purgeRow<Row>(access: Access<Row>, key: unknown): Promise<Row> {
  const { table, sql, projection } = access
  const parameters: unknown[] = []
  addKey(access, key, parameters)
  const render = () =>
    `DELETE FROM ${table.quoted} WHERE ${renderKey(access, sql.placeholders())} RETURNING ${projection.list}`
  const statement = known(access, 'purge') ?? keepRows(access, 'purge', 'purge', 'fixed', render())
  const row = firstRow(access, await access.session.run(statement, parameters))
  if (row === undefined) throw notFound(access, key)
  return row
}
