import BetterSqlite3 from 'better-sqlite3'
import { type Dialect, Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import pg from 'pg'
import { type ConnectOptions, connect } from '../../runtime/connect.js'
import type { DialectName } from '../../runtime/session.js'
import { freshDatabase, type TestDatabase } from './database.js'

/** Rows whose columns are known to the test alone. */
export type AnyTables = { [table: string]: { [column: string]: unknown } }
export type Row = { readonly [column: string]: unknown }

/** A database of its own that is open; `close` removes it too. */
export type Opened<DB = AnyTables> = {
  readonly dialect: DialectName
  readonly url: string
  readonly db: Kysely<DB>
  readonly close: () => Promise<void>
}

export type Opening = {
  /** Through `connect()`, or through a Kysely instance such as an application makes itself. */
  readonly by: 'connect' | 'kysely'
  /** Statements that are run first. */
  readonly ddl?: readonly string[]
  /** Of `connect()`. */
  readonly options?: ConnectOptions
  /** What a SQLite connection of an application's own is told; foreign keys are on unless this says otherwise. */
  readonly pragmas?: readonly string[]
}

export async function opened<DB = AnyTables>(
  dialect: DialectName,
  { by, ddl = [], options = {}, pragmas = [] }: Opening,
): Promise<Opened<DB>> {
  const database = await freshDatabase(dialect)
  const db =
    by === 'connect'
      ? connect<DB>(database.url, options)
      : new Kysely<DB>({ dialect: plainDialect(database, pragmas) })
  const close = async () => {
    await db.destroy()
    await database.drop()
  }
  try {
    for (const statement of ddl) await sql.raw(statement).execute(db)
  } catch (error) {
    await close()
    throw error
  }
  return { dialect, url: database.url, db, close }
}

export async function run(database: Pick<Opened, 'db'>, statement: string): Promise<readonly Row[]> {
  return (await sql.raw<Row>(statement).execute(database.db)).rows
}

function plainDialect({ dialect, url }: TestDatabase, pragmas: readonly string[]): Dialect {
  if (dialect === 'postgres') {
    const pool = new pg.Pool({ connectionString: url })
    pool.on('error', () => {})
    return new PostgresDialect({ pool })
  }
  const database = new BetterSqlite3(url.slice('sqlite:'.length))
  // Nothing outlives the test, so nothing need be safe on the disk.
  for (const pragma of ['synchronous = OFF', 'foreign_keys = ON', ...pragmas]) database.pragma(pragma)
  return new SqliteDialect({ database })
}
