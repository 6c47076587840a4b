import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import {
  createTable,
  journalOf,
  migrationsFolder,
  postgresTarget,
  script,
  type TestTarget,
} from './databases.js'
import { failureOf } from './failure-of.js'
import { sections } from './several-sections.js'

let target: TestTarget
let db: Kysely<unknown>

beforeEach(async () => {
  target = await postgresTarget()
  db = target.open()
  await sql`create table a (id integer, name text)`.execute(db)
})
afterEach(() => target.close())

const addColumn = ['add column b', 'ALTER TABLE a ADD COLUMN b integer'] as const
const before = ['create table first', 'CREATE TABLE first (id integer)'] as const
const oneTransaction = () =>
  migrationsFolder({ '0001_b': { up: script([before, addColumn]), down: script([]) } })

/** Holds a lock in a transaction of another session until it is released. */
async function held(statement: string): Promise<{ readonly release: () => Promise<void> }> {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let done: Promise<void> = Promise.resolve()
  await new Promise<void>((isHeld, failed) => {
    done = target
      .open()
      .transaction()
      .execute(async (trx) => {
        await sql
          .raw(statement)
          .execute(trx)
          .then(() => isHeld(), failed)
        await released
      })
  })
  return {
    release: () => {
      release()
      return done
    },
  }
}

const columnsOf = async (table: string): Promise<readonly string[]> =>
  (
    await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_name = ${table} order by ordinal_position`.execute(db)
  ).rows.map(({ name }) => name)

test('a table that is locked for a while is tried again, and nobody queues behind the wait meanwhile', async () => {
  const holder = await held('lock table a in access share mode')
  const seen: MigrationProgress[] = []
  const run = migrateUp(db, {
    folder: oneTransaction(),
    tableLockTimeoutMs: 100,
    onProgress: (progress) => {
      seen.push(progress)
      if (progress.kind === 'retrying' && progress.attempt === 2) void holder.release()
    },
  })
  expect((await run).executed).toHaveLength(1)
  expect(await columnsOf('a')).toEqual(['id', 'name', 'b'])
  const retries = seen.filter(({ kind }) => kind === 'retrying')
  expect(retries.length).toBeGreaterThanOrEqual(2)
  expect(retries[0]).toMatchObject({ migration: '0001_b', attempt: 1, retries: 10 })
  expect(retries[0]).toMatchObject({
    problem: expect.stringMatching(
      /^a lock was not to be had; a is locked by process \d+, idle in transaction for \d+ s: lock table a in access share mode$/,
    ),
  })
})

test('a table that stays locked ends the run with who holds it, and nothing is half done', async () => {
  const holder = await held('lock table a in access exclusive mode')
  const options = { folder: oneTransaction(), tableLockTimeoutMs: 50, retries: 1 }
  const error = await failureOf(migrateUp(db, options))
  expect(error).toMatchObject({
    reason: 'locked-table',
    migration: '0001_b',
    statement: { number: 2, total: 2 },
  })
  expect(error.message).toMatch(
    /^Migration 0001_b failed at statement 2 of 2 \(add column b\), 2 times: a lock was not to be had; a is locked by process \d+/,
  )
  expect(error.message).toContain('It was rolled back')
  await holder.release()
  expect(await columnsOf('first')).toEqual([])
  expect(await columnsOf('a')).toEqual(['id', 'name'])
  expect(await journalOf(db)).toEqual([])
  expect((await migrateUp(db, options)).executed).toHaveLength(1)
})

test('a section that is locked for good keeps the sections before it', async () => {
  const up = sections(['single', before], ['single', addColumn])
  const folder = migrationsFolder({ '0001_b': { up, down: script([]) } })
  const holder = await held('lock table a in access exclusive mode')
  const options = { folder, tableLockTimeoutMs: 50, retries: 0 }
  const error = await failureOf(migrateUp(db, options))
  expect(error.reason).toBe('locked-table')
  expect(error.message).toContain('1 of its 2 statements took effect before and stay')
  await holder.release()
  expect(await columnsOf('first')).toEqual(['id'])
  expect(await migrationStatus(db, { folder })).toEqual([
    {
      name: '0001_b',
      state: 'stopped',
      appliedAt: undefined,
      stopped: { direction: 'up', position: 1, total: 2, startedAt: expect.any(String) },
    },
  ])
  expect((await migrateUp(db, options)).executed).toHaveLength(1)
  expect(await columnsOf('a')).toEqual(['id', 'name', 'b'])
  expect((await sql`select * from tablewright_progress`.execute(db)).rows).toEqual([])
})

test('a deadlock is tried again', async () => {
  await sql`create table c (id integer)`.execute(db)
  const folder = migrationsFolder({
    '0001_b': {
      up: script([
        ['lock c', 'LOCK TABLE c IN ACCESS EXCLUSIVE MODE'],
        ['wait', 'SELECT pg_sleep(0.3)'],
        addColumn,
      ]),
      down: script([]),
    },
  })
  const other = target.open()
  const seen: string[] = []
  let crossing: Promise<unknown> = Promise.resolve()
  const run = migrateUp(db, {
    folder,
    tableLockTimeoutMs: 10_000,
    onProgress: (progress) => {
      if (progress.kind === 'retrying') seen.push(progress.problem)
      if (progress.kind !== 'ran' || progress.number !== 1 || seen.length > 0) return
      crossing = other.transaction().execute(async (trx) => {
        // The one that waits first is the one that is ended.
        await sql`set local deadlock_timeout = '30s'`.execute(trx)
        await sql`lock table a in access exclusive mode`.execute(trx)
        await sql`lock table c in access exclusive mode`.execute(trx)
      })
    },
  })
  expect((await run).executed).toHaveLength(1)
  await crossing
  expect(seen[0]).toMatch(/^a deadlock was broken/)
})

test('timeouts are those of the session again afterwards, and not its own in between', async () => {
  const up = sections(
    ['single', ['see', `CREATE TABLE seen AS SELECT current_setting('lock_timeout') AS timeout`]],
    [
      'none',
      ['see', `INSERT INTO seen SELECT current_setting('lock_timeout')`],
      [
        'see in a batch',
        `DO $$ BEGIN INSERT INTO seen SELECT current_setting('lock_timeout'); COMMIT; END $$`,
      ],
    ],
  )
  const folder = migrationsFolder({ '0001_see': { up, down: script([]) } })
  await db.connection().execute(async (connection) => {
    await sql`set lock_timeout = '7s'`.execute(connection)
    await migrateUp(connection, { folder })
    expect((await sql`show lock_timeout`.execute(connection)).rows).toEqual([{ lock_timeout: '7s' }])
  })
  expect((await sql`select timeout from seen`.execute(db)).rows).toEqual([
    { timeout: '3s' },
    { timeout: '3s' },
    { timeout: '3s' },
  ])
})

test.each([{ tableLockTimeoutMs: -1 }, { tableLockTimeoutMs: 1.5 }, { retries: Number.NaN }])(
  '%o is refused',
  async (options) => {
    const folder = migrationsFolder({ '0001_c': createTable('c') })
    expect((await failureOf(migrateUp(db, { folder, ...options }))).reason).toBe('bad-target')
  },
)
