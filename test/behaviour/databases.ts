import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { connect } from '../../runtime/connect.js'
import { Mutex } from '../../runtime/sqlite/mutex.js'
import { freshDatabase } from '../support/postgres.js'
import type { DB } from './generated/index.js'

export type Opened = { readonly db: Kysely<DB>; readonly close: () => Promise<unknown> }

/** What the behaviour of repositories is tried on: the same tests on each. */
export const databases: readonly {
  readonly name: string
  readonly dialect: 'sqlite' | 'postgres'
  readonly open: () => Promise<Opened>
}[] = [
  { name: 'SQLite', dialect: 'sqlite', open: openSqlite },
  { name: 'PostgreSQL', dialect: 'postgres', open: openPostgres },
  { name: 'PGlite through plain Kysely', dialect: 'postgres', open: openPglite },
  { name: 'SQLite through plain Kysely', dialect: 'sqlite', open: openPlainSqlite },
  { name: 'PostgreSQL through plain Kysely', dialect: 'postgres', open: openPlainPostgres },
]

async function openSqlite(): Promise<Opened> {
  const db = connect<DB>('sqlite::memory:')
  for (const sql of migration('sqlite').split(/^--> .*$/m)) await execute(db, sql)
  return { db, close: () => db.destroy() }
}

async function openPostgres(): Promise<Opened> {
  const { url, drop } = await freshDatabase()
  const db = connect<DB>(url)
  for (const sql of migration('postgres').split(/^--> .*$/m)) await execute(db, sql)
  return { db, close: () => db.destroy().then(drop) }
}

async function openPlainSqlite(): Promise<Opened> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  database.exec(migration('sqlite'))
  const db = new Kysely<DB>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

async function openPlainPostgres(): Promise<Opened> {
  const { url, drop } = await freshDatabase()
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  await pool.query(migration('postgres'))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy().then(drop) }
}

/** As a pool of one connection, which is all that PGlite has. */
async function openPglite(): Promise<Opened> {
  const engine = await PGlite.create()
  await engine.exec(migration('postgres'))
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

const migration = (dialect: string): string =>
  readFileSync(new URL(`generated/migrations/0001_initial/${dialect}.up.sql`, import.meta.url), 'utf8')

async function execute(db: Kysely<DB>, sql: string): Promise<void> {
  if (/^\s*(?!--)\S/m.test(sql))
    await db.executeQuery({ sql, parameters: [], query: { kind: 'RawNode' } } as never)
}
