import { PostgresAdapter, SqliteAdapter } from 'kysely'
import type { DatabaseHandle } from './database-handle.js'
import type { DialectName } from './session.js'

/** By class, or by its name where another copy of Kysely made the adapter; `undefined` for any other database. */
export function dialectOf(db: DatabaseHandle): DialectName | undefined {
  const { adapter } = db.getExecutor()
  const { name } = adapter.constructor
  if (adapter instanceof SqliteAdapter || name === 'SqliteAdapter') return 'sqlite'
  if (adapter instanceof PostgresAdapter || name === 'PostgresAdapter' || name === 'PGliteAdapter') {
    return 'postgres'
  }
  return undefined
}
