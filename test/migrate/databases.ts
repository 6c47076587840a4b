import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import pg from 'pg'
import { freshDatabase } from '../support/postgres.js'

/** An empty database on which several instances can be opened, as several processes would. */
export type TestTarget = {
  readonly dialect: 'sqlite' | 'postgres'
  readonly open: () => Kysely<unknown>
  readonly close: () => Promise<void>
}

export async function sqliteTarget(): Promise<TestTarget> {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-migrate-'))
  const opened: Kysely<unknown>[] = []
  return {
    dialect: 'sqlite',
    open: () => {
      const database = new Sqlite(join(folder, 'test.db'))
      database.pragma('journal_mode = WAL')
      return remember(opened, new Kysely<unknown>({ dialect: new SqliteDialect({ database }) }))
    },
    close: async () => {
      await closeAll(opened)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export async function postgresTarget(): Promise<TestTarget> {
  const database = await freshDatabase()
  const opened: Kysely<unknown>[] = []
  return {
    dialect: 'postgres',
    open: () => {
      const pool = new pg.Pool({ connectionString: database.url, max: 2 })
      pool.on('error', () => {})
      return remember(opened, new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }))
    },
    close: async () => {
      await closeAll(opened)
      await database.drop()
    },
  }
}

export const targets = [
  ['sqlite', sqliteTarget],
  ['postgres', postgresTarget],
] as const

function remember(opened: Kysely<unknown>[], db: Kysely<unknown>): Kysely<unknown> {
  opened.push(db)
  return db
}

async function closeAll(opened: readonly Kysely<unknown>[]): Promise<void> {
  await Promise.all(opened.map((db) => db.destroy()))
}

export type MigrationTexts = { readonly up: string; readonly down: string }

/** A migrations folder in which every migration has the same text for both databases. */
export function migrationsFolder(migrations: { readonly [name: string]: MigrationTexts }): string {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-migrations-'))
  for (const [name, texts] of Object.entries(migrations)) writeMigration(folder, name, texts)
  return folder
}

export function writeMigration(folder: string, name: string, texts: MigrationTexts): void {
  mkdirSync(join(folder, name), { recursive: true })
  for (const dialect of ['sqlite', 'postgres']) {
    writeFileSync(join(folder, name, `${dialect}.up.sql`), texts.up)
    writeFileSync(join(folder, name, `${dialect}.down.sql`), texts.down)
  }
}

/** `statements` pairs of description and SQL, in the form that migration files have. */
export function script(
  statements: readonly (readonly [string, string])[],
  directives = '-- transaction: single',
): string {
  const body = statements.map(([comment, text]) => `--> ${comment}\n${text};\n`)
  return `-- a test\n${directives}\n\n${body.join('\n')}`
}

export const createTable = (table: string): MigrationTexts => ({
  up: script([
    [`create table ${table}`, `CREATE TABLE ${table} (id integer PRIMARY KEY, name text NOT NULL)`],
  ]),
  down: script([[`drop table ${table}`, `DROP TABLE ${table}`]]),
})

export async function tablesOf(db: Kysely<unknown>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables()
  return tables
    .map((table) => table.name)
    .filter((name) => !name.startsWith('tablewright_'))
    .sort()
}

export async function journalOf(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by timestamp`.execute(
    db,
  )
  return rows.map((row) => row.name)
}
