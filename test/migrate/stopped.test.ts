import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateBaseline } from '../../runtime/migrate/baseline.js'
import { migrateDown, migrateRedo, migrateTo, migrateUp } from '../../runtime/migrate/migrate.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { readMigrations } from '../../runtime/migrate/read-migrations.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import {
  createTable,
  journalOf,
  migrationsFolder,
  postgresTarget,
  script,
  type TestTarget,
  tablesOf,
  writeMigration,
} from './databases.js'
import { failureOf } from './failure-of.js'
import { sections } from './several-sections.js'

let target: TestTarget
let db: Kysely<unknown>
let folder: string

const many = {
  up: sections(
    [
      'single',
      ['create table b', 'CREATE TABLE b (id integer)'],
      ['create table c', 'CREATE TABLE c (id integer)'],
    ],
    ['none', ['fail while asked to', 'SELECT 1 / count(*) FROM gate']],
    ['single', ['create table d', 'CREATE TABLE d (id integer)']],
  ),
  down: sections(
    ['single', ['drop table d', 'DROP TABLE d']],
    ['none', ['fail while asked to', 'SELECT 1 / count(*) FROM gate']],
    ['single', ['drop the others', 'DROP TABLE b, c']],
  ),
}

beforeEach(async () => {
  target = await postgresTarget()
  db = target.open()
  folder = migrationsFolder({ '0001_a': createTable('a'), '0002_many': many, '0003_e': createTable('e') })
  await sql`create table gate (id integer)`.execute(db)
})
afterEach(() => target.close())

const open = () => sql`insert into gate values (1)`.execute(db)
const shut = () => sql`delete from gate`.execute(db)

test('a migration that stopped half way is shown, and finished by the next run', async () => {
  const error = await failureOf(migrateUp(db, { folder }))
  expect(error.message).toMatch(
    /^Migration 0002_many failed at statement 3 of 4 \(fail while asked to\): division by zero\n2 of its 4 statements took effect/,
  )
  expect((await migrationStatus(db, { folder }))[1]).toEqual({
    name: '0002_many',
    state: 'stopped',
    appliedAt: undefined,
    stopped: { direction: 'up', position: 2, total: 4, startedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
  })
  await open()
  const seen: MigrationProgress[] = []
  const { executed } = await migrateUp(db, { folder, onProgress: (progress) => seen.push(progress) })
  expect(executed.map(({ name }) => name)).toEqual(['0002_many', '0003_e'])
  expect(seen[1]).toEqual({ kind: 'resumed', migration: '0002_many', direction: 'up', position: 2, total: 4 })
  expect(seen[2]).toMatchObject({ kind: 'statement', number: 3 })
  expect(await tablesOf(db)).toEqual(['a', 'b', 'c', 'd', 'e', 'gate'])
})

test('no other way is taken before it is finished', async () => {
  await failureOf(migrateUp(db, { folder }))
  const others = [
    () => migrateDown(db, { folder }),
    () => migrateRedo(db, { folder }),
    () => migrateUp(db, { folder, to: '0001' }),
    () => migrateTo(db, { folder, to: '0001' }),
    () => migrateTo(db, { folder, to: '0' }),
    () => migrateDown(db, { folder, dryRun: true }),
    () => migrateBaseline(db, { folder }),
  ]
  for (const other of others) {
    const error = await failureOf(other())
    expect(error).toMatchObject({ reason: 'stopped', migration: '0002_many' })
    expect(error.message).toMatch(
      /^Migration 0002_many stopped half way: 2 of its 4 statements took effect\. Nothing was run\. Finish it first: run up\./,
    )
  }
  await open()
  const { executed } = await migrateUp(db, { folder, to: '0002' })
  expect(executed.map(({ name }) => name)).toEqual(['0002_many'])
})

test('the way down stops and goes on just so', async () => {
  await open()
  await migrateUp(db, { folder, to: '0002' })
  await shut()
  await failureOf(migrateDown(db, { folder }))
  expect((await migrationStatus(db, { folder }))[1]).toMatchObject({
    state: 'stopped',
    stopped: { direction: 'down', position: 1, total: 3 },
  })
  expect((await failureOf(migrateUp(db, { folder }))).message).toMatch(
    /^Undoing migration 0002_many stopped half way: .*Finish it first: run down\. If .* mend that in .*postgres\.down\.sql and run rehash/,
  )
  await open()
  expect(await failureOf(migrateDown(db, { folder, to: '0002' }))).toMatchObject({ reason: 'stopped' })
  const { executed } = await migrateDown(db, { folder })
  expect(executed.map(({ name }) => name)).toEqual(['0002_many'])
  expect(await tablesOf(db)).toEqual(['a', 'gate'])
  expect(await journalOf(db)).toEqual(['0001_a'])
})

test('a file in which what took effect changed is refused with how far it came', async () => {
  await failureOf(migrateUp(db, { folder }))
  await open()
  const refused = [
    many.up.replace('CREATE TABLE c', 'CREATE TABLE f'),
    script([['create b', 'CREATE TABLE b (id integer)']]),
  ]
  for (const up of refused) {
    writeMigration(folder, '0002_many', { ...many, up })
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error).toMatchObject({ reason: 'stopped', migration: '0002_many' })
    expect(error.message).toMatch(
      /stopped half way: 2 of its 4 statements took effect\. Nothing was run\. Of .*postgres\.up\.sql, what took effect changed since/,
    )
  }
  writeMigration(folder, '0002_many', many)
  expect((await migrateUp(db, { folder })).executed).toHaveLength(2)
})

test.each([
  ['another statement', many.up.replace('SELECT 1 / count(*) FROM gate', 'SELECT 1'), ['b', 'c', 'd']],
  [
    'one more',
    many.up
      .replace('--> create table d', '--> f\nCREATE TABLE f (id integer);\n\n--> create table d')
      .replace('SELECT 1 / count(*) FROM gate', 'SELECT 1'),
    ['b', 'c', 'd', 'f'],
  ],
  ['nothing more', many.up.slice(0, many.up.indexOf('-- transaction: none')), ['b', 'c']],
])('what has not run yet may be mended: %s', async (_, up, made) => {
  await failureOf(migrateUp(db, { folder }))
  writeMigration(folder, '0002_many', { ...many, up })
  expect((await migrateUp(db, { folder })).executed.map(({ name }) => name)).toEqual(['0002_many', '0003_e'])
  expect(await tablesOf(db)).toEqual(['a', ...made, 'e', 'gate'].sort())
  expect((await sql`select * from tablewright_progress`.execute(db)).rows).toEqual([])
})

test.each(['up', 'down'] as const)('one that was squashed away on its way %s says so', async (way) => {
  if (way === 'down') {
    await open()
    await migrateUp(db, { folder, to: '0002' })
    await shut()
  }
  await failureOf(way === 'up' ? migrateUp(db, { folder }) : migrateDown(db, { folder }))
  const parts = await readMigrations(folder, 'postgres')
  const squashed = migrationsFolder({ '0001_squashed_0002': createTable('z') })
  const list = parts.slice(0, 2).map(({ name, up }) => `${name} ${up.checksum}\n`)
  writeFileSync(join(squashed, '0001_squashed_0002/postgres.replaces.txt'), list.join(''))
  const journal = await journalOf(db)
  expect((await failureOf(migrateUp(db, { folder: squashed }))).message).toMatch(
    /0002_many stopped half way: .* It was squashed into 0001_squashed_0002 since\. Finish it with the version of the project/,
  )
  expect(await journalOf(db)).toEqual(journal)
})

test('a migration that disappeared while it was half done is named', async () => {
  await failureOf(migrateUp(db, { folder }))
  rmSync(join(folder, '0002_many'), { recursive: true })
  expect((await failureOf(migrateUp(db, { folder }))).message).toContain('has no such folder')
})

test('a dry run shows what is left', async () => {
  await failureOf(migrateUp(db, { folder }))
  const { planned } = await migrateUp(db, { folder, dryRun: true })
  expect(planned).toMatchObject([
    {
      name: '0002_many',
      position: 2,
      sections: [
        { transaction: 'none', statements: [{ comment: 'fail while asked to' }] },
        { transaction: 'single', statements: [{ comment: 'create table d' }] },
      ],
    },
    { name: '0003_e', position: 0 },
  ])
})

test('who asks for the way back while another runner is half way waits for it', async () => {
  await open()
  let other: Promise<unknown> = Promise.resolve()
  await migrateUp(db, {
    folder,
    to: '0002',
    onProgress: (progress) => {
      if (progress.kind === 'statement' && progress.number === 3)
        other = migrateDown(target.open(), { folder })
      if (progress.kind === 'ran' && progress.number === 3) expect(progress.migration).toBe('0002_many')
    },
  })
  expect(await other).toMatchObject({ executed: [{ name: '0002_many', direction: 'down' }] })
  expect(await tablesOf(db)).toEqual(['a', 'gate'])
})
