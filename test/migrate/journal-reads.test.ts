import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
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
