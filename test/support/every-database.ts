import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { connect } from '../../runtime/connect.js'
import { Mutex } from '../../runtime/sqlite/mutex.js'
import { freshDatabase } from './postgres.js'

export type Opened<DB> = { readonly db: Kysely<DB>; readonly close: () => Promise<unknown> }

export type DatabaseUnderTest<DB> = {
  readonly name: string
  readonly dialect: 'sqlite' | 'postgres'
  readonly open: () => Promise<Opened<DB>>
}

/** All that repositories work on, with the tables of the first migration in a folder of generated code. */
export function everyDatabase<DB>(generated: URL): readonly DatabaseUnderTest<DB>[] {
  const migration = (dialect: string): string =>
    readFileSync(new URL(`migrations/0001_initial/${dialect}.up.sql`, generated), 'utf8')
  return [
    { name: 'SQLite', dialect: 'sqlite', open: () => openSqlite(migration('sqlite')) },
    { name: 'PostgreSQL', dialect: 'postgres', open: () => openPostgres(migration('postgres')) },
    {
      name: 'PGlite through plain Kysely',
      dialect: 'postgres',
      open: () => openPglite(migration('postgres')),
    },
    {
      name: 'SQLite through plain Kysely',
      dialect: 'sqlite',
      open: async () => openPlainSqlite(migration('sqlite')),
    },
    {
      name: 'PostgreSQL through plain Kysely',
      dialect: 'postgres',
      open: () => openPlainPostgres(migration('postgres')),
    },
  ]
}

async function openSqlite<DB>(migration: string): Promise<Opened<DB>> {
  const db = connect<DB>('sqlite::memory:')
  for (const sql of migration.split(/^--> .*$/m)) await execute(db, sql)
  return { db, close: () => db.destroy() }
}

async function openPostgres<DB>(migration: string): Promise<Opened<DB>> {
  const { url, drop } = await freshDatabase()
  const db = connect<DB>(url)
  for (const sql of migration.split(/^--> .*$/m)) await execute(db, sql)
  return { db, close: () => db.destroy().then(drop) }
}

function openPlainSqlite<DB>(migration: string): Opened<DB> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  database.exec(migration)
  const db = new Kysely<DB>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

async function openPlainPostgres<DB>(migration: string): Promise<Opened<DB>> {
  const { url, drop } = await freshDatabase()
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await pool.query(migration)
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy().then(drop) }
}

/** As a pool of one connection, which is all that PGlite has. */
async function openPglite<DB>(migration: string): Promise<Opened<DB>> {
  const engine = await PGlite.create()
  await engine.exec(migration)
  const query = async (sql: string, parameters: readonly unknown[]) => {
    const { rows, affectedRows } = await engine.query<never>(sql, [...parameters])
    return { rows, rowCount: affectedRows ?? rows.length, command: /^\s*(\w+)/.exec(sql)?.[1]?.toUpperCase() }
  }
  const turns = new Mutex()
  const connect = async () => {
    await turns.acquire()
    return { query, release: () => turns.release() }
  }
  const pool = { connect, end: async () => {} }
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: pool as never }) })
  return { db, close: () => db.destroy().then(() => engine.close()) }
}

async function execute<DB>(db: Kysely<DB>, sql: string): Promise<void> {
  if (/^\s*(?!--)\S/m.test(sql))
    await db.executeQuery({ sql, parameters: [], query: { kind: 'RawNode' } } as never)
}
