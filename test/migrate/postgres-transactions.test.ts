import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import {
  createTable,
  journalOf,
  migrationsFolder,
  postgresTarget,
  script,
  type TestTarget,
  tablesOf,
} from './databases.js'

let target: TestTarget
let db: Kysely<unknown>

beforeEach(async () => {
  target = await postgresTarget()
  db = target.open()
})
afterEach(() => target.close())

const none = '-- transaction: none'
const concurrently = ['create index a_name_idx', 'CREATE INDEX CONCURRENTLY a_name_idx ON a (name)'] as const

test('an index is built concurrently while other runners wait for the lock', async () => {
  const folder = migrationsFolder({
    '0001_a': createTable('a'),
    '0002_index': { up: script([concurrently], none), down: script([]) },
  })
  const runs = Array.from({ length: 4 }, () => migrateUp(target.open(), { folder }))
  const executed = (await Promise.all(runs)).flatMap((result) => result.executed.map(({ name }) => name))
  expect(executed.sort()).toEqual(['0001_a', '0002_index'])
  const { rows } =
    await sql`select indisvalid from pg_index where indexrelid = 'a_name_idx'::regclass`.execute(db)
  expect(rows).toEqual([{ indisvalid: true }])
})

test('a failure outside a transaction says how many statements took effect', async () => {
  const up = script([concurrently, ['fill nowhere', 'INSERT INTO nowhere VALUES (1)']], none)
  const folder = migrationsFolder({ '0001_a': createTable('a'), '0002_index': { up, down: script([]) } })
  await expect(migrateUp(db, { folder })).rejects.toThrow(
    /0002_index failed at statement 2 of 2 \(fill nowhere\).*\n1 of its 2 statements took effect before and stay/,
  )
  expect(await journalOf(db)).toEqual(['0001_a'])
})

test('a deferred constraint that fails at COMMIT is reported for the migration', async () => {
  const up = script([
    [
      'create table t',
      'CREATE TABLE t (id integer PRIMARY KEY, next integer REFERENCES t DEFERRABLE INITIALLY DEFERRED)',
    ],
    ['point at nothing', 'INSERT INTO t VALUES (1, 2)'],
  ])
  const folder = migrationsFolder({ '0001_t': { up, down: script([]) } })
  await expect(migrateUp(db, { folder })).rejects.toThrow(
    /0001_t failed at its end: .*foreign key constraint/,
  )
  expect(await tablesOf(db)).toEqual([])
  expect(await journalOf(db)).toEqual([])
})

test('an enum value added by one migration can be used by the next of the same run', async () => {
  const folder = migrationsFolder({
    '0001_enum': { up: script([['create', `CREATE TYPE state AS ENUM ('a')`]]), down: script([]) },
    '0002_add': { up: script([['add', `ALTER TYPE state ADD VALUE 'b'`]]), down: script([]) },
    '0003_use': { up: script([['use', `CREATE TABLE t (s state DEFAULT 'b')`]]), down: script([]) },
  })
  expect((await migrateUp(db, { folder })).executed).toHaveLength(3)
})

test('a long statement is said to be at work', async () => {
  const folder = migrationsFolder({
    '0001_wait': { up: script([['wait', 'SELECT pg_sleep(5.5)']]), down: script([]) },
  })
  const seen: MigrationProgress[] = []
  await migrateUp(db, { folder, onProgress: (progress) => seen.push(progress) })
  const working = seen.find(({ kind }) => kind === 'working')
  expect(working).toMatchObject({
    migration: '0001_wait',
    number: 1,
    total: 1,
    elapsedMs: expect.any(Number),
  })
})

test.each(['-- transaction: single', none])(
  'what a migration sets in its session ends with it (%s)',
  async (head) => {
    const up = script(
      [
        ['make a place and somebody', 'CREATE SCHEMA elsewhere'],
        ['work there', 'SET search_path = elsewhere'],
        ['write otherwise', `SET DateStyle = 'German'`],
        ['wait for long', 'SET statement_timeout = 600000'],
        ['be somebody else', 'SET ROLE pg_monitor'],
      ],
      head,
    )
    const folder = migrationsFolder({ '0001_set': { up, down: script([]) }, '0002_a': createTable('a') })
    const settings = sql`select current_user as "user", current_setting('search_path') as path, current_setting('DateStyle') as style,
    current_setting('TimeZone') as zone, current_setting('statement_timeout') as timeout, current_setting('lock_timeout') as lock`
    await db.connection().execute(async (own) => {
      await sql`set TimeZone = 'America/New_York'`.execute(own)
      const before = (await settings.execute(own)).rows
      await migrateUp(own, { folder })
      expect((await settings.execute(own)).rows).toEqual(before)
    })
    expect(await journalOf(db)).toEqual(['0001_set', '0002_a'])
    expect(await tablesOf(db)).toContain('a')
  },
)
