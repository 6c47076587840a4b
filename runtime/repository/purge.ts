import { type Access, firstRow, keepRows, known } from './access.js'
import { addKey, notFound, renderKey } from './key.js'

/** Deletes a row for real, whether it is soft-deleted or not. */
export async function purgeByKey<Row>(access: Access<Row>, key: unknown): Promise<Row> {
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
