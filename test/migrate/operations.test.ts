import { type Kysely, Migrator, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrateBaseline } from '../../runtime/migrate/baseline.js'
import { migrateDown, migrateRedo, migrateTo, migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import {
  createTable,
  journalOf,
  migrationsFolder,
  type TestTarget,
  tablesOf,
  targets,
  writeMigration,
} from './databases.js'
import { failureOf } from './failure-of.js'

const three = () =>
  migrationsFolder({ '0001_a': createTable('a'), '0002_b': createTable('b'), '0003_c': createTable('c') })

const steps = ({ executed }: Awaited<ReturnType<typeof migrateUp>>) =>
  executed.map(({ name, direction }) => `${name} ${direction}`)

describe.each(targets)('%s', (_, makeTarget) => {
  let target: TestTarget
  let db: Kysely<unknown>

  beforeEach(async () => {
    target = await makeTarget()
    db = target.open()
  })
  afterEach(() => target.close())

  const allTables = () => db.introspection.getTables({ withInternalKyselyTables: true })

  test('to goes up or down, whichever leads there', async () => {
    const folder = three()
    expect(steps(await migrateTo(db, { folder, to: '0002' }))).toEqual(['0001_a up', '0002_b up'])
    expect(steps(await migrateTo(db, { folder, to: '0003_c' }))).toEqual(['0003_c up'])
    expect(steps(await migrateTo(db, { folder, to: '0003_c' }))).toEqual([])
    expect(steps(await migrateTo(db, { folder, to: '0001' }))).toEqual(['0003_c down', '0002_b down'])
    expect(steps(await migrateTo(db, { folder, to: '0' }))).toEqual(['0001_a down'])
    expect((await failureOf(migrateTo(db, { folder, to: '0007' }))).reason).toBe('bad-target')
  })

  test('redo undoes the last ones and applies the same again, and no others', async () => {
    const folder = three()
    expect(steps(await migrateRedo(db, { folder }))).toEqual([])
    await migrateUp(db, { folder, to: '0002' })
    expect(steps(await migrateRedo(db, { folder }))).toEqual(['0002_b down', '0002_b up'])
    expect(steps(await migrateRedo(db, { folder, steps: 5 }))).toEqual([
      '0002_b down',
      '0001_a down',
      '0001_a up',
      '0002_b up',
    ])
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b'])
    expect((await failureOf(migrateRedo(db, { folder, steps: 0 }))).reason).toBe('bad-target')
  })

  test('a dry run says what would run, and leaves no trace', async () => {
    const folder = three()
    const { executed, planned } = await migrateUp(db, { folder, to: '0002', dryRun: true })
    expect(executed).toEqual([])
    expect(planned).toMatchObject([
      {
        name: '0001_a',
        direction: 'up',
        position: 0,
        sections: [
          {
            transaction: 'single',
            statements: [
              {
                comment: 'create table a',
                sql: 'CREATE TABLE a (id integer PRIMARY KEY, name text NOT NULL);',
              },
            ],
          },
        ],
      },
      { name: '0002_b', direction: 'up' },
    ])
    expect(await migrateBaseline(db, { folder, dryRun: true })).toEqual({
      recorded: ['0001_a', '0002_b', '0003_c'],
      setAside: [],
    })
    expect(await allTables()).toEqual([])
    await migrateUp(db, { folder })
    const redo = await migrateRedo(db, { folder, steps: 2, dryRun: true })
    expect(redo.planned?.map(({ name, direction }) => `${name} ${direction}`)).toEqual([
      '0003_c down',
      '0002_b down',
      '0002_b up',
      '0003_c up',
    ])
    expect((await migrateDown(db, { folder, to: '0', dryRun: true })).planned).toHaveLength(3)
    expect(await migrateUp(db, { folder, dryRun: true })).toEqual({ executed: [], planned: [] })
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('a dry run refuses what a run would refuse', async () => {
    const folder = three()
    await migrateUp(db, { folder })
    writeMigration(folder, '0001_a', createTable('other'))
    expect((await failureOf(migrateDown(db, { folder, dryRun: true }))).reason).toBe('changed')
  })

  test('a baseline records without running, once, and the rest can be run', async () => {
    const folder = three()
    await sql`create table a (id integer)`.execute(db)
    expect(await migrateBaseline(db, { folder, to: '0001' })).toEqual({ recorded: ['0001_a'], setAside: [] })
    expect(await migrateBaseline(db, { folder, to: '0001' })).toEqual({ recorded: [], setAside: [] })
    expect(await tablesOf(db)).toEqual(['a'])
    expect((await migrationStatus(db, { folder })).map(({ state }) => state)).toEqual([
      'applied',
      'pending',
      'pending',
    ])
    expect(steps(await migrateUp(db, { folder, to: '0002' }))).toEqual(['0002_b up'])
    expect(await migrateBaseline(db, { folder })).toEqual({ recorded: ['0003_c'], setAside: [] })
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('a baseline refuses a journal that says something else, and records nothing', async () => {
    const folder = three()
    await migrateUp(db, { folder: migrationsFolder({ '0001_x': createTable('x') }) })
    const error = await failureOf(migrateBaseline(db, { folder }))
    expect(error).toMatchObject({ reason: 'not-empty', migration: '0001_x' })
    await sql`delete from kysely_migration`.execute(db)
    await migrateUp(db, { folder })
    expect((await failureOf(migrateBaseline(db, { folder, to: '0002' }))).reason).toBe('not-empty')
    writeMigration(folder, '0002_b', createTable('other'))
    expect((await failureOf(migrateBaseline(db, { folder }))).reason).toBe('changed')
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
  })

  test('a baseline takes over from Kysely where it is told to, and only then', async () => {
    const folder = three()
    const migrations = Object.fromEntries(
      ['2023_users', '2024_orders'].map((name) => [
        name,
        {
          up: (on: Kysely<unknown>) =>
            on.schema.createTable(`t_${name}`).addColumn('id', 'integer').execute(),
        },
      ]),
    )
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    expect((await migrator.migrateToLatest()).error).toBeUndefined()
    const refused = await failureOf(migrateBaseline(db, { folder, to: '0001' }))
    expect(refused).toMatchObject({ reason: 'not-empty', migration: '2023_users' })
    expect(refused.message).toContain('--take-over')

    const adopted = { recorded: ['0001_a'], setAside: ['2023_users', '2024_orders'] }
    const options = { folder, to: '0001', takeOver: true }
    expect(await migrateBaseline(db, { ...options, dryRun: true })).toEqual(adopted)
    expect(await journalOf(db)).toEqual(['2023_users', '2024_orders'])
    expect(await migrateBaseline(db, options)).toEqual(adopted)
    expect(await migrateBaseline(db, options)).toEqual({ recorded: [], setAside: [] })
    expect(await journalOf(db)).toEqual(['0001_a'])
    const { rows } = await sql`select name from kysely_migration_before order by name`.execute(db)
    expect(rows).toEqual([{ name: '2023_users' }, { name: '2024_orders' }])
    expect(steps(await migrateUp(db, { folder }))).toEqual(['0002_b up', '0003_c up'])
    // What we ran ourselves is never set aside.
    const other = migrationsFolder({ '0009_z': createTable('z') })
    expect((await failureOf(migrateBaseline(db, { folder: other, takeOver: true }))).reason).toBe('not-empty')
  })

  test('eight baselines at once record each migration once', async () => {
    const folder = three()
    const results = await Promise.all(
      Array.from({ length: 8 }, () => migrateBaseline(target.open(), { folder })),
    )
    expect(results.flatMap(({ recorded }) => recorded).sort()).toEqual(['0001_a', '0002_b', '0003_c'])
  })
})
