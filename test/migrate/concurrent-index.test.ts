import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'
import { migrationsFolder, script } from './databases.js'
import { failureOf } from './failure-of.js'
import { backfill, sections } from './several-sections.js'

let database: TestDatabase
let db: Kysely<unknown>

beforeEach(async () => {
  database = await freshDatabase('postgres')
  db = connect(database.url, { poolSize: 3 })
  await sql`create table items (id integer primary key, name text, total integer)`.execute(db)
  await sql`insert into items select n, 'x' from generate_series(1, 500) as n`.execute(db)
})
afterEach(async () => {
  await db.destroy()
  await database.drop()
})

const unique = ['index the names', 'CREATE UNIQUE INDEX CONCURRENTLY items_name_key ON items (name)'] as const
const folderOf = (...statements: (readonly [string, string])[]) =>
  migrationsFolder({ '0001_index': { up: sections(['none', ...statements]), down: script([]) } })

async function indexes(): Promise<readonly object[]> {
  const { rows } =
    await sql<object>`select indexrelid::regclass::text as name, indisvalid as valid from pg_index
    where indrelid = 'items'::regclass and not indisprimary`.execute(db)
  return rows
}

test('an index that cannot be unique leaves nothing behind, and is built once the rows are', async () => {
  const folder = folderOf(unique)
  const error = await failureOf(migrateUp(db, { folder }))
  expect(error.message).toMatch(
    /failed at statement 1 of 1 \(index the names\): could not create unique index/,
  )
  expect(await indexes()).toEqual([])
  expect((await sql`select * from tablewright_progress`.execute(db)).rows).toEqual([])
  await sql`update items set name = id::text`.execute(db)
  await migrateUp(db, { folder })
  expect(await indexes()).toEqual([{ name: 'items_name_key', valid: true }])
})

test('an invalid index of an earlier attempt is dropped and built anew', async () => {
  await sql
    .raw(unique[1])
    .execute(db)
    .catch(() => {})
  expect(await indexes()).toEqual([{ name: 'items_name_key', valid: false }])
  await sql`update items set name = id::text`.execute(db)
  const seen: MigrationProgress[] = []
  await migrateUp(db, { folder: folderOf(unique), onProgress: (progress) => seen.push(progress) })
  expect(await indexes()).toEqual([{ name: 'items_name_key', valid: true }])
  expect(seen).toContainEqual({
    kind: 'notice',
    migration: '0001_index',
    number: 1,
    text: 'public.items_name_key is left invalid by a build that did not finish; it is dropped and built anew',
  })
})

test('an invalid index is not passed over by IF NOT EXISTS', async () => {
  await sql
    .raw(unique[1])
    .execute(db)
    .catch(() => {})
  await sql`update items set name = id::text`.execute(db)
  await migrateUp(db, {
    folder: folderOf([unique[0], unique[1].replace('CONCURRENTLY', 'CONCURRENTLY IF NOT EXISTS')]),
  })
  expect(await indexes()).toEqual([{ name: 'items_name_key', valid: true }])
})

test('a valid index that no run of this migration made is an error', async () => {
  await sql`create index items_name_key on items (total)`.execute(db)
  await sql`update items set name = id::text`.execute(db)
  const folder = folderOf(unique)
  for (let attempt = 0; attempt < 2; attempt++) {
    expect((await failureOf(migrateUp(db, { folder }))).message).toContain('already exists')
  }
})

test('a build that is cancelled leaves nothing behind', async () => {
  await sql`update items set name = id::text`.execute(db)
  const folder = folderOf(unique)
  const holder = connect(database.url)
  const failed = await holder.transaction().execute(async (trx) => {
    await sql`lock table items in row exclusive mode`.execute(trx)
    const failing = failureOf(migrateUp(db, { folder }))
    await until(async () => (await indexes()).length === 1)
    const { rows } = await sql<{ canceled: boolean }>`select pg_cancel_backend(pid) as canceled
      from pg_stat_activity where query like 'CREATE UNIQUE INDEX CONCURRENTLY%'`.execute(holder)
    expect(rows).toEqual([{ canceled: true }])
    return { failing }
  })
  expect((await failed.failing).message).toContain('canceling statement due to user request')
  expect(await indexes()).toEqual([])
  await holder.destroy()
})

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error('it did not come to that')
  }
}

test('batches that commit by themselves report how far they are', async () => {
  const seen: MigrationProgress[] = []
  await migrateUp(db, { folder: folderOf(['fill', backfill]), onProgress: (progress) => seen.push(progress) })
  const texts = seen.flatMap((progress) => (progress.kind === 'notice' ? [progress.text] : []))
  expect(texts).toEqual(['filled 200 rows', 'filled 200 rows', 'filled 100 rows'])
})

test('batches that fail in the middle stay, and the next run fills the rest', async () => {
  await sql`alter table items add constraint small check (total < 300)`.execute(db)
  const folder = folderOf(['fill', backfill])
  expect((await failureOf(migrateUp(db, { folder }))).message).toContain(
    'Batches that the statement committed by itself stay too.',
  )
  const filled = sql<{ n: number }>`select count(total)::integer as n from items`
  expect((await filled.execute(db)).rows).toEqual([{ n: 200 }])
  await sql`alter table items drop constraint small`.execute(db)
  await migrateUp(db, { folder })
  expect((await filled.execute(db)).rows).toEqual([{ n: 500 }])
})
