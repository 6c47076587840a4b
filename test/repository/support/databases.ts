import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { connect } from '../../../runtime/connect.js'
import { freshDatabase } from '../../support/postgres.js'
import {
  AdRepository,
  CampaignRepository,
  type DB,
  EventRepository,
  GroupRepository,
  InvoiceRepository,
  LineRepository,
  MemberRepository,
  MoodRepository,
  OrderRepository,
  SampleRepository,
  SecretRepository,
} from './tables.js'

export type OpenDatabase = { readonly db: Kysely<DB>; readonly close: () => Promise<void> }

/** The two databases, each through `connect()` and through a Kysely instance of the application's own making. */
export const databases: readonly {
  readonly name: string
  readonly dialect: 'sqlite' | 'postgres'
  readonly open: () => Promise<OpenDatabase>
}[] = [
  { name: 'SQLite', dialect: 'sqlite', open: openSqlite },
  { name: 'PostgreSQL', dialect: 'postgres', open: openPostgres },
  { name: 'SQLite through plain Kysely', dialect: 'sqlite', open: openPlainSqlite },
  { name: 'PostgreSQL through plain Kysely', dialect: 'postgres', open: openPlainPostgres },
]

async function openSqlite(): Promise<OpenDatabase> {
  const db = connect<DB>('sqlite::memory:')
  for (const statement of statementsOf('sqlite')) await db.executeQuery(CompiledQuery.raw(statement))
  return { db, close: () => db.destroy() }
}

async function openPostgres(): Promise<OpenDatabase> {
  const { url, drop } = await freshDatabase()
  const db = connect<DB>(url)
  for (const statement of statementsOf('postgres')) await db.executeQuery(CompiledQuery.raw(statement))
  return { db, close: () => db.destroy().then(drop) }
}

async function openPlainSqlite(): Promise<OpenDatabase> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  database.exec(script('sqlite'))
  const db = new Kysely<DB>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

async function openPlainPostgres(): Promise<OpenDatabase> {
  const { url, drop } = await freshDatabase()
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => {})
  await pool.query(script('postgres'))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  return { db, close: () => db.destroy().then(drop) }
}

function script(dialect: string): string {
  return readFileSync(new URL(`${dialect}.sql`, import.meta.url), 'utf8')
}

/** Statements end at a semicolon at the end of a line that begins the next one in the first column. */
function statementsOf(dialect: string): string[] {
  return script(dialect)
    .split(/;\n(?=CREATE |$)/)
    .filter((statement) => statement.trim() !== '')
}

export type Repositories = ReturnType<typeof repositoriesOn>

export function repositoriesOn(db: Kysely<DB>) {
  return {
    campaigns: new CampaignRepository(db),
    groups: new GroupRepository(db),
    ads: new AdRepository(db),
    invoices: new InvoiceRepository(db),
    members: new MemberRepository(db),
    events: new EventRepository(db),
    samples: new SampleRepository(db),
    moods: new MoodRepository(db),
    secrets: new SecretRepository(db),
    orders: new OrderRepository(db),
    lines: new LineRepository(db),
  }
}

/** Empties all tables, children first. */
export async function emptyTables(db: Kysely<DB>): Promise<void> {
  const tables = 'ads groups invoices campaigns members events samples moods secrets lines orders'.split(' ')
  for (const table of tables) await db.executeQuery(CompiledQuery.raw(`DELETE FROM ${table}`))
}
