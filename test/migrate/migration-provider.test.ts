import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationProvider } from '../../runtime/migrate/migration-provider.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import {
  createTable,
  journalOf,
  type MigrationTexts,
  migrationsFolder,
  postgresTarget,
  script,
  sqliteTarget,
  type TestTarget,
  tablesOf,
  targets,
} from './databases.js'
import { Migrator, NO_MIGRATIONS } from './kysely-migrator.js'
import { rebuild, sections, severalSections } from './several-sections.js'

let target: TestTarget
let db: Kysely<unknown>

afterEach(() => target.close())

test.each(targets)('on %s a migration without SQL for the database is named', async (_, makeTarget) => {
  target = await makeTarget()
  const folder = migrationsFolder({ '0001_a': createTable('a') })
  rmSync(join(folder, '0001_a', `${target.dialect}.up.sql`))
  const migrator = new Migrator({ db: target.open(), provider: migrationProvider(folder) })
  const { error } = await migrator.migrateToLatest()
  expect(error).toMatchObject({ name: 'MigrationError', reason: 'missing-file', migration: '0001_a' })
})

test('on SQLite a rebuild keeps the rows that a cascade would take', async () => {
  target = await sqliteTarget()
  db = target.open()
  await sql`pragma foreign_keys = on`.execute(db)
  const migrator = new Migrator({ db, provider: migrationProvider(migrationsFolder(rebuild)) })
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  expect((await sql`select * from parts`.execute(db)).rows).toHaveLength(3)
  expect((await sql`pragma foreign_keys`.execute(db)).rows).toEqual([{ foreign_keys: 1 }])
  expect((await migrator.migrateDown()).error).toBeUndefined()
  expect(await journalOf(db)).toEqual(['0001_base'])
})

describe('on PostgreSQL', () => {
  beforeEach(async () => {
    target = await postgresTarget()
    db = target.open()
  })

  const apart = { disableTransactions: true }
  const migratorOf = (folder: string, options: object = {}) =>
    new Migrator({ db, provider: migrationProvider(folder), ...options })
  const positions = async () =>
    (await sql<object>`select name, direction, position, total from tablewright_progress`.execute(db)).rows

  test('a file with statements outside a transaction says what the Migrator has to be given', async () => {
    const folder = migrationsFolder(severalSections)
    const { error } = await migratorOf(folder).migrateToLatest()
    expect(error).toMatchObject({ reason: 'bad-file', migration: '0002_many' })
    expect(String(error)).toMatch(/disableTransactions: true.*--no-transaction.*tablewright migrate/)
    expect(await tablesOf(db)).toEqual([])
  })

  test('without transactions of the Migrator it runs in its own, both ways, and our runner goes on', async () => {
    const folder = migrationsFolder(severalSections)
    const migrator = migratorOf(folder, apart)
    expect((await migrator.migrateTo('0002_many')).error).toBeUndefined()
    expect((await sql`select what from effects order by what`.execute(db)).rows).toEqual([
      { what: 'alone' },
      { what: 'begin' },
      { what: 'end' },
      { what: 'middle' },
    ])
    expect((await migrationStatus(db, { folder })).map(({ state }) => state)).toEqual([
      'applied',
      'applied',
      'pending',
    ])
    expect((await migrateUp(db, { folder })).executed.map(({ name }) => name)).toEqual(['0003_last'])
    expect(await positions()).toEqual([])
    expect((await migrator.migrateTo('0001_base')).error).toBeUndefined()
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    expect(await migrateUp(db, { folder })).toEqual({ executed: [] })
    expect(await journalOf(db)).toEqual(['0001_base', '0002_many', '0003_last'])
  })

  test('files of several transactions run merged into that of the Migrator, and undo each other', async () => {
    const two: MigrationTexts = {
      up: sections(
        ['single', ['create table a', 'CREATE TABLE a (id integer)']],
        ['single', ['create table b', 'CREATE TABLE b (id integer)']],
      ),
      down: script([['drop them', 'DROP TABLE a, b']]),
    }
    const migrator = migratorOf(migrationsFolder({ '0001_two': two, '0002_c': createTable('c') }))
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    expect(await tablesOf(db)).toEqual(['a', 'b', 'c'])
    expect((await migrator.migrateTo(NO_MIGRATIONS)).error).toBeUndefined()
    expect(await tablesOf(db)).toEqual([])
  })

  test('a value of an enum that has to be committed before it is used says so', async () => {
    const up = sections(
      ['single', ['add', `ALTER TYPE mood ADD VALUE 'glad'`]],
      ['single', ['use', `CREATE TABLE t (mood mood DEFAULT 'glad')`]],
    )
    const folder = migrationsFolder({ '0001_mood': { up, down: script([]) } })
    await sql`create type mood as enum ('calm')`.execute(db)
    const { error } = await migratorOf(folder).migrateToLatest()
    expect(error).toMatchObject({ reason: 'bad-file' })
    expect(String(error)).toContain('disableTransactions: true')
    expect((await migratorOf(folder, apart).migrateToLatest()).error).toBeUndefined()
  })

  const stopping: MigrationTexts = {
    up: sections(
      ['single', ['create table a', 'CREATE TABLE a (id integer)']],
      ['none', ['wait for the gate', 'SELECT 1 / count(*) FROM gate']],
    ),
    down: script([['drop table a', 'DROP TABLE a']]),
  }

  test('what stopped half way is finished by the next run, of the Migrator or of ours', async () => {
    const folder = migrationsFolder({ '0001_a': stopping })
    await sql`create table gate (id integer)`.execute(db)
    expect(String((await migratorOf(folder, apart).migrateToLatest()).error)).toContain(
      'failed at statement 2 of 2',
    )
    const half = [{ name: '0001_a', direction: 'up', position: 1, total: 2 }]
    expect(await positions()).toEqual(half)
    const { error, results } = await migratorOf(folder).migrateToLatest()
    expect(error).toMatchObject({ reason: 'bad-file', migration: '0001_a' })
    expect(String(error)).toContain('has statements that run outside a transaction')
    expect(results).toMatchObject([{ migrationName: '0001_a', status: 'Error' }])
    expect([await positions(), await tablesOf(db)]).toEqual([half, ['a', 'gate']])
    await sql`insert into gate values (1)`.execute(db)
    expect((await migratorOf(folder, apart).migrateToLatest()).error).toBeUndefined()
    expect((await migratorOf(folder, apart).migrateDown()).error).toBeUndefined()
    await sql`delete from gate`.execute(db)
    await migratorOf(folder, apart).migrateToLatest()
    await sql`insert into gate values (1)`.execute(db)
    expect((await migrateUp(db, { folder })).executed).toHaveLength(1)
    expect(await positions()).toEqual([])
  })

  test('a Migrator that ended before its journal was written is taken up from there', async () => {
    const folder = migrationsFolder({ '0001_a': createTable('a') })
    for (const finish of [
      () => migrateUp(db, { folder }),
      () => migratorOf(folder, apart).migrateToLatest(),
    ]) {
      await migratorOf(folder, apart).migrateToLatest()
      await sql`delete from kysely_migration`.execute(db)
      expect(await positions()).toEqual([{ name: '0001_a', direction: 'up', position: 1, total: 1 }])
      expect(await finish()).not.toHaveProperty('error')
      expect(await journalOf(db)).toEqual(['0001_a'])
      expect((await migratorOf(folder).migrateDown()).error).toBeUndefined()
      expect(await positions()).toEqual([])
      expect(await tablesOf(db)).toEqual([])
    }
  })

  test('two Migrators at once without transactions do not run a file twice', async () => {
    const up = script([
      ['wait', 'SELECT pg_sleep(0.2)'],
      ['count', 'INSERT INTO effects VALUES (1)'],
    ])
    const folder = migrationsFolder({ '0001_a': { up, down: script([]) } })
    await sql`create table effects (id integer)`.execute(db)
    const results = await Promise.all(
      [target.open(), target.open()].map((each) =>
        new Migrator({ db: each, provider: migrationProvider(folder), ...apart }).migrateToLatest(),
      ),
    )
    expect(results.some(({ error }) => error === undefined)).toBe(true)
    expect((await sql`select * from effects`.execute(db)).rows).toHaveLength(1)
    expect(await journalOf(db)).toEqual(['0001_a'])
  })
})
