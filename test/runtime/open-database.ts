import { type Kysely, sql } from 'kysely'
import { type ConnectOptions, connect } from '../../runtime/index.js'
import type { DialectName } from '../../runtime/session.js'
import { freshDatabase } from '../support/postgres.js'

export const databases: readonly DialectName[] = ['sqlite', 'postgres']

/** Rows whose columns are known to the test alone. */
export type AnyTables = { [table: string]: { [column: string]: unknown } }

export type OpenDatabase = {
  readonly url: string
  readonly db: Kysely<AnyTables>
  readonly close: () => Promise<void>
}

/** An empty database of the given kind, opened by `connect()`, with `ddl` run on it. */
export async function openDatabase(
  dialect: DialectName,
  ddl: readonly string[] = [],
  options: ConnectOptions = {},
): Promise<OpenDatabase> {
  const database =
    dialect === 'sqlite' ? { url: 'sqlite::memory:', drop: async () => {} } : await freshDatabase()
  const db = connect<AnyTables>(database.url, options)
  for (const statement of ddl) await sql.raw(statement).execute(db)
  return {
    url: database.url,
    db,
    close: async () => {
      await db.destroy()
      await database.drop()
    },
  }
}
