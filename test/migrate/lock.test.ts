import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { freshDatabase } from '../support/postgres.js'
import { createTable, migrationsFolder, script } from './databases.js'

const one = () => migrationsFolder({ '0001_a': createTable('a') })

const caught = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

test('through connect() on SQLite a run gives up after its own time and says that it waits', async () => {
  const folder = migrationsFolder({})
  const file = join(folder, 'app.db')
  const holder = new Sqlite(file)
  holder.pragma('journal_mode = WAL')
  holder.exec('BEGIN IMMEDIATE')
  const db = connect(`sqlite:${file}`, { timeout: 4 })
  const seen: string[] = []
  const start = Date.now()
  const options = {
    folder: one(),
    lockTimeoutMs: 300,
    onProgress: ({ kind }: { kind: string }) => seen.push(kind),
  }
  expect(await caught(migrateUp(db, options))).toMatchObject({ reason: 'locked' })
  expect(seen).toEqual(['waiting'])
  expect(Date.now() - start).toBeLessThan(3000)
  holder.exec('ROLLBACK')
  holder.close()
  expect((await migrateUp(db, options)).executed).toHaveLength(1)
  await db.destroy()
  rmSync(folder, { recursive: true })
})

describe('a file without a transaction on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>
  let db: Kysely<unknown>

  beforeEach(async () => {
    database = await freshDatabase()
    db = connect(database.url, { poolSize: 1 })
  })
  afterEach(async () => {
    await db.destroy()
    await database.drop()
  })

  test.each(['BEGIN', 'SELECT 1; BEGIN'])('may not open one by %s', async (statement) => {
    const up = script([['begin', statement]], '-- transaction: none')
    const folder = migrationsFolder({ '0001_a': { up, down: script([]) } })
    const error = await caught(migrateUp(db, { folder }))
    expect(error).toBeInstanceOf(MigrationError)
    expect(error).toMatchObject({ reason: 'bad-file' })
  })

  test('a lock that cannot be given back ends the connection that holds it', async () => {
    // A function of that name that fails stands before the one of the database.
    const refuse = `CREATE SCHEMA early;
      CREATE FUNCTION early.pg_advisory_unlock(bigint) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
      SET search_path = early, pg_catalog, public`
    const folder = migrationsFolder({
      '0001_a': { up: script([['refuse', refuse]], '-- transaction: none'), down: script([]) },
    })
    await migrateUp(db, { folder })
    const other = connect(database.url, { poolSize: 1 })
    const next = migrationsFolder({
      '0001_a': { up: script([['refuse', refuse]], '-- transaction: none'), down: script([]) },
      '0002_b': createTable('b'),
    })
    expect((await migrateUp(other, { folder: next, lockTimeoutMs: 1000 })).executed).toHaveLength(1)
    await other.destroy()
    await expect(sql`SELECT 1`.execute(db)).resolves.toBeDefined()
  })
})
