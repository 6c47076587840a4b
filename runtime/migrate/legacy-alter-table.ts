import { withCleanup } from '../with-cleanup.js'
import type { Connection } from './connection.js'

/**
 * A file may switch `legacy_alter_table` on around a RENAME, and a failure between the two leaves it on: the pragma is of the
 * connection, not of the transaction (https://www.sqlite.org/pragma.html#pragma_legacy_alter_table). It is put back whatever happens.
 */
export async function keepingLegacyAlterTable<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const before = await isLegacy(connection)
  return withCleanup(work, async () => {
    if ((await isLegacy(connection)) === before) return
    await connection.run(`pragma legacy_alter_table = ${before ? 'on' : 'off'}`)
  })
}

async function isLegacy(connection: Connection): Promise<boolean> {
  const [row] = await connection.run('pragma legacy_alter_table')
  return Number(row?.legacy_alter_table ?? 0) === 1
}
