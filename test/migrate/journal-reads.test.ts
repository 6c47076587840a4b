import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { onConnection } from '../../runtime/migrate/connection.js'
import { readJournal } from '../../runtime/migrate/journal.js'
import { migrateDown, migrateUp } from '../../runtime/migrate/migrate.js'
import { createTable, journalOf, migrationsFolder } from './databases.js'

test('the journal is read once for each migration, and once before them', async () => {
  const names = Array.from({ length: 10 }, (_, index) => `t${index}`)
  const folder = migrationsFolder(
    Object.fromEntries(names.map((name) => [`000${name.slice(1)}_${name}`, createTable(name)])),
  )
  let reads = 0
  const db = new Kysely<unknown>({
    dialect: new SqliteDialect({ database: new Sqlite(':memory:') }),
    log: ({ query }) => {
      if (/^select "name", "timestamp" from "kysely_migration"$/.test(query.sql)) reads++
    },
  })
  expect((await migrateUp(db, { folder })).executed).toHaveLength(10)
  expect(reads).toBeLessThanOrEqual(11)
  expect(await journalOf(db)).toHaveLength(10)
  reads = 0
  expect((await migrateDown(db, { folder, to: '0' })).executed).toHaveLength(10)
  expect(reads).toBeLessThanOrEqual(11)
  await db.destroy()
})

test('times that nobody can read come first, in the order of their texts', async () => {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) })
  await sql`create table kysely_migration (name text primary key, timestamp text)`.execute(db)
  await sql`insert into kysely_migration values
    ('0004_d', '2026-03-01T00:00:00.000Z'), ('0002_b', 'unknown, second'), ('0003_c', '2026-02-01'), ('0001_a', 'unknown, first')`.execute(
    db,
  )
  const journal = await onConnection(db, readJournal)
  expect(journal.map(({ name }) => name)).toEqual(['0001_a', '0002_b', '0003_c', '0004_d'])
  await db.destroy()
})
