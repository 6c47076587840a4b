import type { Connection } from './connection.js'

/** Leaves no transaction open when `work` fails. */
export async function rollingBack<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await rollback(connection)
    throw error
  }
}

/** Some errors of SQLite have ended the transaction already; then there is nothing to roll back and that is fine. */
export async function rollback(connection: Connection): Promise<void> {
  await connection.run('rollback').catch(() => {})
}
