import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrateBaseline } from '../../runtime/migrate/baseline.js'
import { migrateDown, migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationProvider } from '../../runtime/migrate/migration-provider.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { databases } from '../support/database.js'
import {
  createTable,
  journalOf,
  type MigrationTexts,
  migrationsFolder,
  script,
  type TestTarget,
  tablesOf,
  targets,
} from './databases.js'
import { failureOf } from './failure-of.js'
import { Migrator } from './kysely-migrator.js'

const parts: { readonly [name: string]: MigrationTexts } = {
  '0001_a': createTable('a'),
  '0002_b': createTable('b'),
  '0003_c': createTable('c'),
}
const both: MigrationTexts = {
  up: script([
    ['create table a', 'CREATE TABLE a (id integer PRIMARY KEY, name text NOT NULL)'],
    ['create table b', 'CREATE TABLE b (id integer PRIMARY KEY, name text NOT NULL)'],
  ]),
  down: script([
    ['drop table b', 'DROP TABLE b'],
    ['drop table a', 'DROP TABLE a'],
  ]),
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const line = (name: string): string => `${name} ${checksumOf(parts[name]?.up ?? '')}\n`

function squashedFolder(name = '0002_ab', replaces = line('0001_a') + line('0002_b')): string {
  const folder = migrationsFolder({ [name]: both, '0003_c': createTable('c'), '0004_d': createTable('d') })
  for (const dialect of databases) writeFileSync(join(folder, name, `${dialect}.replaces.txt`), replaces)
  return folder
}

describe.each(targets)('%s', (_, makeTarget) => {
  let target: TestTarget
  let db: Kysely<unknown>

  beforeEach(async () => {
    target = await makeTarget()
    db = target.open()
  })
  afterEach(() => target.close())

  const names = async (table: string) =>
    (await sql<{ name: string }>`select name from ${sql.table(table)} order by name`.execute(db)).rows.map(
      (row) => row.name,
    )

  test('a database that ran the parts is where the squashed migration leads, and nothing is run', async () => {
    await migrateUp(db, { folder: migrationsFolder(parts) })
    const folder = squashedFolder()
    const expected = ['0002_ab applied', '0003_c applied', '0004_d pending']
    const status = async () =>
      (await migrationStatus(db, { folder })).map(({ name, state }) => `${name} ${state}`)
    expect(await status()).toEqual(expected)
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
    const seen: MigrationProgress[] = []
    const options = { folder, to: '0003', onProgress: (progress: MigrationProgress) => seen.push(progress) }
    expect((await migrateUp(db, { ...options, dryRun: true })).planned).toEqual([])
    expect(await journalOf(db)).toEqual(['0001_a', '0002_b', '0003_c'])
    expect(await migrateUp(db, options)).toEqual({ executed: [] })
    expect(seen).toEqual([{ kind: 'replaced', migration: '0002_ab', replaces: ['0001_a', '0002_b'] }])
    expect(await journalOf(db)).toEqual(['0002_ab', '0003_c'])
    expect(await names('tablewright_migration')).toEqual(['0002_ab', '0003_c'])
    expect(await status()).toEqual(expected)
    const migrator = new Migrator({ db, provider: migrationProvider(folder) })
    expect((await migrator.migrateToLatest()).results).toMatchObject([
      { migrationName: '0004_d', status: 'Success' },
    ])
    await migrateDown(db, { folder, to: '0' })
    expect(await tablesOf(db)).toEqual([])
  })

  test('eight runners at once rewrite the journal once', async () => {
    await migrateUp(db, { folder: migrationsFolder(parts) })
    const folder = squashedFolder()
    const results = await Promise.all(Array.from({ length: 8 }, () => migrateUp(target.open(), { folder })))
    expect(results.flatMap(({ executed }) => executed.map(({ name }) => name))).toEqual(['0004_d'])
    expect(await journalOf(db)).toEqual(['0002_ab', '0003_c', '0004_d'])
  })

  test('a database that has none of the parts runs it like any other', async () => {
    const folder = squashedFolder()
    expect((await migrateUp(db, { folder })).executed.map(({ name }) => name)).toEqual([
      '0002_ab',
      '0003_c',
      '0004_d',
    ])
    expect(await migrateUp(db, { folder })).toEqual({ executed: [] })
  })

  test('it may have the name of a part', async () => {
    await migrateUp(db, { folder: migrationsFolder(parts) })
    const folder = squashedFolder('0002_b')
    for (const expected of [['0004_d'], []]) {
      expect((await migrateUp(db, { folder })).executed.map(({ name }) => name)).toEqual(expected)
    }
    expect(await journalOf(db)).toEqual(['0002_b', '0003_c', '0004_d'])
  })

  test('a database that has some of the parts must get the others first', async () => {
    await migrateUp(db, { folder: migrationsFolder(parts), to: '0001' })
    const folder = squashedFolder()
    for (const attempt of [migrateUp, migrateDown, migrationStatus, migrateBaseline]) {
      const error = await failureOf(attempt(db, { folder }))
      expect(error).toMatchObject({ reason: 'partly-replaced', migration: '0002_ab' })
      expect(error.message).toMatch(/of which the database has 0001_a, but not 0002_b\. Nothing was run\./)
    }
    expect(await journalOf(db)).toEqual(['0001_a'])
  })

  test('a part that was another file is refused; one without a checksum is taken by its name', async () => {
    await migrateUp(db, { folder: migrationsFolder({ ...parts, '0001_a': createTable('other') }) })
    const folder = squashedFolder()
    expect(await failureOf(migrateUp(db, { folder }))).toMatchObject({
      reason: 'changed',
      migration: '0001_a',
    })
    await sql`delete from tablewright_migration where name = '0001_a'`.execute(db)
    await migrateUp(db, { folder })
    expect(await journalOf(db)).toEqual(['0002_ab', '0003_c', '0004_d'])
  })

  test('a file that is not of that form is refused', async () => {
    const error = await failureOf(migrateUp(db, { folder: squashedFolder('0002_ab', '0001_a\n') }))
    expect(error.reason).toBe('bad-file')
    expect(error.message).toContain('replaces.txt: "0001_a" is not the name of a migration')
  })
})
