import type { Kysely } from 'kysely'
import { type ConnectOptions, connect } from '../../runtime/connect.js'

/** A connection for as long as the work takes. */
export async function onConnection<T>(
  url: string,
  options: ConnectOptions,
  work: (db: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  const db = connect<unknown>(url, options)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}
