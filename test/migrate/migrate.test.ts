import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { migrateDown, migrateUp } from '../../runtime/migrate/migrate.js'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { migrationProvider } from '../../runtime/migrate/migration-provider.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import {
  createTable,
  journalOf,
  migrationsFolder,
  script,
  type TestTarget,
  tablesOf,
  targets,
  writeMigration,
} from './databases.js'
import { failureOf } from './failure-of.js'
import { Migrator, NO_MIGRATIONS } from './kysely-migrator.js'

const three = () =>
  migrationsFolder({ '0001_a': createTable('a'), '0002_b': createTable('b'), '0003_c': createTable('c') })

describe.each(targets)('%s', (_, makeTarget) => {
  let target: TestTarget
  let db: Kysely<unknown>

  beforeEach(async () => {
    target = await makeTarget()
    db = target.open()
  })
  afterEach(() => target.close())

  test('up applies everything in order, once', async () => {
    const folder = three()
    const { executed } = await migrateUp(db, { folder })
    expect(executed.map(({ name, direction, statements }) => [name, direction, statements])).toEqual([
      ['0001_a', 'up', 1],
      ['0002_b', 'up', 1],
      ['0003_c', 'up', 1],
    ])
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'])
    expect(await migrateUp(db, { folder })).toEqual({ executed: [] })
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('timestamps in the journal strictly increase, also after one from the future', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0001' })
    const future = '2999-01-01T00:00:00.000Z'
    await sql`update kysely_migration set timestamp = ${future}`.execute(db)
    await migrateUp(db, { folder })
    const { rows } = await sql<{
      timestamp: string
    }>`select timestamp from kysely_migration order by name`.execute(db)
    expect(rows.map((row) => row.timestamp)).toEqual([
      future,
      '2999-01-01T00:00:00.001Z',
      '2999-01-01T00:00:00.002Z',
    ])
  })

  test('an empty or absent folder has nothing to do and leaves the database untouched', async () => {
    expect(await migrateUp(db, { folder: '/nonexistent/migrations' })).toEqual({ executed: [] })
    expect(await migrateUp(db, { folder: migrationsFolder({}) })).toEqual({ executed: [] })
    expect(await migrationStatus(db, { folder: migrationsFolder({}) })).toEqual([])
    expect(await db.introspection.getTables({ withInternalKyselyTables: true })).toEqual([])
  })

  test('up stops at the migration named, by name or number', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0001_a' })
    expect(await tablesOf(db)).toEqual(['a'])
    await migrateUp(db, { folder, to: '0002' })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    expect(await migrateUp(db, { folder, to: '0001' })).toEqual({ executed: [] })
    const error = await failureOf(migrateUp(db, { folder, to: '0009' }))
    expect(error.reason).toBe('bad-target')
    expect(error.message).toContain('0001_a, 0002_b, 0003_c')
  })

  test('down undoes one step, several, down to a name, or all', async () => {
    const folder = three()
    await migrateUp(db, { folder })
    expect((await migrateDown(db, { folder })).executed.map(({ name }) => name)).toEqual(['0003_c'])
    await migrateUp(db, { folder })
    await migrateDown(db, { folder, steps: 2 })
    expect(await tablesOf(db)).toEqual(['a'])
    await migrateUp(db, { folder })
    await migrateDown(db, { folder, to: '0002_b' })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    await migrateDown(db, { folder, to: '0' })
    expect(await tablesOf(db)).toEqual([])
    expect(await journalOf(db)).toEqual([])
    expect(await migrateDown(db, { folder })).toEqual({ executed: [] })
  })

  test('down refuses a target that is not applied and a number of steps that makes no sense', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0001' })
    expect((await failureOf(migrateDown(db, { folder, to: '0002' }))).message).toContain('it is not applied')
    expect((await failureOf(migrateDown(db, { folder, steps: 0 }))).reason).toBe('bad-target')
    expect((await failureOf(migrateDown(db, { folder, steps: 1, to: '0' }))).reason).toBe('bad-target')
    expect(await tablesOf(db)).toEqual(['a'])
  })

  test('a failing statement is named and its migration leaves nothing behind', async () => {
    const folder = three()
    const bad = script([
      ['create table x', 'CREATE TABLE x (id integer)'],
      ['fill nowhere', 'INSERT INTO nowhere VALUES (1)'],
    ])
    writeMigration(folder, '0002_b', { up: bad, down: bad })
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error.message).toMatch(/^Migration 0002_b failed at statement 2 of 2 \(fill nowhere\): .*nowhere/)
    expect(error.message).toContain('rolled back')
    expect(error).toMatchObject({
      reason: 'failed',
      migration: '0002_b',
      statement: { number: 2, total: 2, comment: 'fill nowhere', sql: 'INSERT INTO nowhere VALUES (1);' },
    })
    expect(await tablesOf(db)).toEqual(['a'])
    expect(await journalOf(db)).toEqual(['0001_a'])
    writeMigration(folder, '0002_b', createTable('b'))
    await migrateUp(db, { folder })
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'])
  })

  test('an applied file that changed stops every run and is named', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0002' })
    writeMigration(folder, '0001_a', createTable('a2'))
    for (const attempt of [migrateUp, migrateDown]) {
      const error = await failureOf(attempt(db, { folder }))
      expect(error).toMatchObject({ reason: 'changed', migration: '0001_a' })
      expect(error.message).toMatch(
        /^migration 0001_a changed after being applied.*Nothing was run\. Restore .*up\.sql/,
      )
    }
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    expect((await migrationStatus(db, { folder })).map(({ state }) => state)).toEqual([
      'changed',
      'applied',
      'pending',
    ])
  })

  test('an applied migration that disappeared stops every run and is named', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0002' })
    rmSync(join(folder, '0002_b'), { recursive: true })
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error).toMatchObject({ reason: 'missing', migration: '0002_b' })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    expect((await migrationStatus(db, { folder })).map(({ name, state }) => [name, state])).toEqual([
      ['0001_a', 'applied'],
      ['0002_b', 'missing'],
      ['0003_c', 'pending'],
    ])
  })

  test('a pending migration before an applied one is refused', async () => {
    const folder = migrationsFolder({ '0001_a': createTable('a'), '0003_c': createTable('c') })
    await migrateUp(db, { folder })
    writeMigration(folder, '0002_b', createTable('b'))
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error).toMatchObject({ reason: 'out-of-order', migration: '0002_b' })
    expect(await tablesOf(db)).toEqual(['a', 'c'])
    expect((await migrationStatus(db, { folder }))[1]).toMatchObject({
      name: '0002_b',
      state: 'out-of-order',
    })
  })

  test('a migration that was not written for this database is refused before anything runs', async () => {
    const folder = three()
    const lost = join(folder, '0003_c', `${target.dialect}.up.sql`)
    rmSync(lost)
    const one = await failureOf(migrateUp(db, { folder }))
    expect(one.message).toContain(`${lost} is missing. Nothing was run.`)
    rmSync(join(folder, '0003_c', `${target.dialect}.down.sql`))
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error.message).toContain(`Migration 0003_c has no ${target.dialect}.up.sql: it was not written`)
    expect(await tablesOf(db)).toEqual([])
  })

  test('files and hidden folders beside the migrations are no migrations', async () => {
    const folder = three()
    writeFileSync(join(folder, 'README.md'), '')
    writeMigration(folder, '.staging', createTable('never'))
    await migrateUp(db, { folder })
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('progress is reported before and after each statement', async () => {
    const seen: MigrationProgress[] = []
    const folder = migrationsFolder({ '0001_a': createTable('a') })
    await migrateUp(db, { folder, onProgress: (progress) => seen.push(progress) })
    expect(seen).toEqual([
      { kind: 'started', migration: '0001_a', direction: 'up', statements: 1 },
      { kind: 'statement', migration: '0001_a', number: 1, total: 1, comment: 'create table a' },
      { kind: 'ran', migration: '0001_a', number: 1, total: 1, durationMs: expect.any(Number) },
      { kind: 'finished', migration: '0001_a', direction: 'up', durationMs: expect.any(Number) },
    ])
  })

  test('eight runners at once apply each migration once', async () => {
    const folder = three()
    const instances = Array.from({ length: 8 }, () => target.open())
    const results = await Promise.all(instances.map((instance) => migrateUp(instance, { folder })))
    const names = results.flatMap(({ executed }) => executed.map(({ name }) => name))
    expect(names.sort()).toEqual(['0001_a', '0002_b', '0003_c'])
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'])
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('a runner that waited does not repeat what the other one did meanwhile', async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0001' })
    const holder = await holdLock(target)
    let waiting = 0
    const onProgress = ({ kind }: MigrationProgress) => {
      waiting += kind === 'waiting' ? 1 : 0
    }
    const runs = [target.open(), target.open()].map((instance) => migrateUp(instance, { folder, onProgress }))
    await vi.waitUntil(() => waiting === 2)
    await holder.release()
    const results = await Promise.all(runs)
    expect(results.flatMap(({ executed }) => executed.map(({ name }) => name)).sort()).toEqual([
      '0002_b',
      '0003_c',
    ])
  })

  test('runners that go up and down at once leave folder and journal in agreement', async () => {
    const folder = three()
    const ups = Array.from({ length: 3 }, () => migrateUp(target.open(), { folder }))
    const downs = Array.from({ length: 3 }, () => migrateDown(target.open(), { folder, steps: 2 }))
    await Promise.all([...ups, ...downs])
    const journal = await journalOf(db)
    expect(journal).toEqual(['0001_a', '0002_b', '0003_c'].slice(0, journal.length))
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'].slice(0, journal.length))
  })

  test('a run gives up when the lock is held for too long', async () => {
    const folder = three()
    const holder = await holdLock(target)
    const seen: string[] = []
    const attempt = migrateUp(db, { folder, lockTimeoutMs: 200, onProgress: ({ kind }) => seen.push(kind) })
    expect((await failureOf(attempt)).message).toMatch(
      /^Another runner or transaction has held the database for 0\.2 s/,
    )
    expect(seen).toEqual(['waiting'])
    await holder.release()
    await migrateUp(db, { folder })
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'])
  })

  test("Kysely's own Migrator sees what was applied and goes on from there, and back", async () => {
    const folder = three()
    await migrateUp(db, { folder, to: '0002' })
    const migrator = new Migrator({ db, provider: kyselyProvider(['a', 'b', 'c']) })
    expect((await migrator.getMigrations()).map(({ executedAt }) => executedAt !== undefined)).toEqual([
      true,
      true,
      false,
    ])
    const { error, results } = await migrator.migrateToLatest()
    expect(error).toBeUndefined()
    expect(results?.map((result) => result.migrationName)).toEqual(['0003_c'])
    expect(await migrateUp(db, { folder })).toEqual({ executed: [] })
    expect((await migrationStatus(db, { folder })).map(({ state }) => state)).toEqual(
      Array(3).fill('applied'),
    )
    await migrateDown(db, { folder, to: '0' })
    expect(await tablesOf(db)).toEqual([])
  })

  test("Kysely's own Migrator runs the files through the provider, and our runner goes on", async () => {
    const folder = three()
    const migrator = new Migrator({ db, provider: migrationProvider(folder) })
    expect((await migrator.migrateTo('0002_b')).error).toBeUndefined()
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    expect((await migrateUp(db, { folder })).executed.map(({ name }) => name)).toEqual(['0003_c'])
    expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
    expect(await tablesOf(db)).toEqual([])
  })

  test("a file that fails under Kysely's Migrator leaves none of its statements", async () => {
    const up = script([
      ['create table x', 'CREATE TABLE x (id integer)'],
      ['fill nowhere', 'INSERT INTO nowhere VALUES (1)'],
    ])
    const folder = migrationsFolder({ '0001_x': { up, down: up } })
    const { error } = await new Migrator({ db, provider: migrationProvider(folder) }).migrateToLatest()
    expect(error).toBeInstanceOf(MigrationError)
    expect(await tablesOf(db)).toEqual([])
  })

  test("the journal is the one that Kysely's Migrator makes", async () => {
    await migrateUp(db, { folder: migrationsFolder({ '0001_a': createTable('a') }) })
    const ours = await internalTables(db)
    const other = await makeTarget()
    const kysely = other.open()
    await new Migrator({ db: kysely, provider: kyselyProvider(['a']) }).migrateToLatest()
    expect(ours).toEqual(await internalTables(kysely))
    await other.close()
  })

  test('a transaction is refused', async () => {
    await db.transaction().execute(async (trx) => {
      expect((await failureOf(migrateUp(trx, { folder: three() }))).reason).toBe('in-transaction')
    })
  })
})

/** Does what a runner in the middle of its work does to others. */
async function holdLock(target: TestTarget): Promise<{ readonly release: () => Promise<void> }> {
  const db = target.open()
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  let done: Promise<void> = Promise.resolve()
  await new Promise<void>((held, failed) => {
    done = db.connection().execute(async (connection) => {
      const lock =
        target.dialect === 'sqlite' ? sql`begin immediate` : sql`select pg_advisory_lock(3853314791062309107)`
      await lock.execute(connection).then(() => held(), failed)
      await released
      const unlock = target.dialect === 'sqlite' ? sql`rollback` : sql`select pg_advisory_unlock_all()`
      await unlock.execute(connection)
    })
  })
  return {
    release: () => {
      release()
      return done
    },
  }
}

const kyselyProvider = (tables: readonly string[]) => ({
  getMigrations: async () =>
    Object.fromEntries(
      tables.map((table, index) => [
        `000${index + 1}_${table}`,
        {
          up: (db: Kysely<unknown>) => db.schema.createTable(table).addColumn('id', 'integer').execute(),
          down: (db: Kysely<unknown>) => db.schema.dropTable(table).execute(),
        },
      ]),
    ),
})

async function internalTables(db: Kysely<unknown>) {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  const { rows } = await sql`select id, is_locked from kysely_migration_lock`.execute(db)
  return { tables: tables.filter(({ name }) => name.startsWith('kysely_')), rows }
}
