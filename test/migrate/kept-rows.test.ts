import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import {
  journalOf,
  migrationsFolder,
  postgresTarget,
  script,
  sqliteTarget,
  type TestTarget,
} from './databases.js'
import { failureOf } from './failure-of.js'

let target: TestTarget
let db: Kysely<unknown>

beforeEach(async () => {
  target = await sqliteTarget()
  db = target.open()
  await sql`create table "odd ""name" (id integer primary key)`.execute(db)
  await sql`insert into "odd ""name" values (1), (2), (3)`.execute(db)
})
afterEach(() => target.close())

const folderOf = (keeps: string, ...statements: (readonly [string, string])[]) =>
  migrationsFolder({ '0001_a': { up: script(statements, `-- keeps_rows: ${keeps}`), down: script([]) } })

const copy = (where = ''): (readonly [string, string])[] => [
  ['create', 'CREATE TABLE fresh (id integer PRIMARY KEY)'],
  ['copy', `INSERT INTO fresh SELECT id FROM "odd ""name"${where}`],
  ['drop', 'DROP TABLE "odd ""name"'],
]

test('rows that are lost stop the migration, and all is as before', async () => {
  const folder = folderOf('"odd ""name" -> fresh', ...copy(' WHERE id > 1'))
  const error = await failureOf(migrateUp(db, { folder }))
  expect(error.message).toMatch(
    /0001_a failed at its end: odd "name \(now fresh\) had 3 rows before the migration and 2 after it/,
  )
  expect((await sql`select * from "odd ""name"`.execute(db)).rows).toHaveLength(3)
  expect(await journalOf(db)).toEqual([])
})

test('a table may take another name', async () => {
  await migrateUp(db, { folder: folderOf('"odd ""name" -> fresh', ...copy()) })
  expect((await sql`select * from fresh`.execute(db)).rows).toHaveLength(3)
})

test.each(['nowhere', '"odd ""name" -> nowhere'])('a table that is not there stops it: %s', async (keeps) => {
  const error = await failureOf(migrateUp(db, { folder: folderOf(keeps, ['nothing', 'SELECT 1']) }))
  expect(error).toMatchObject({ reason: 'failed' })
  expect(error.message).toContain('nowhere')
})

test.each(['ON', 'OFF'])(
  'legacy_alter_table is what it was after a failure, if it was %s',
  async (before) => {
    await sql.raw(`pragma legacy_alter_table = ${before}`).execute(db)
    const change = before === 'ON' ? 'OFF' : 'ON'
    const folder = migrationsFolder({
      '0001_a': {
        up: script([
          ['switch', `PRAGMA legacy_alter_table = ${change}`],
          ['fail', 'INSERT INTO nowhere VALUES (1)'],
        ]),
        down: script([]),
      },
    })
    expect((await failureOf(migrateUp(db, { folder }))).message).toContain('nowhere')
    const { rows } = await sql<{ legacy_alter_table: number }>`pragma legacy_alter_table`.execute(db)
    expect(rows[0]?.legacy_alter_table).toBe(before === 'ON' ? 1 : 0)
  },
)

test('two transactions are refused before anything runs', async () => {
  const up = `${script([['a', 'CREATE TABLE a (id integer)']])}${script([['b', 'CREATE TABLE b (id integer)']]).replace('-- a test\n', '')}`
  const error = await failureOf(
    migrateUp(db, { folder: migrationsFolder({ '0001_a': { up, down: script([]) } }) }),
  )
  expect(error).toMatchObject({ reason: 'bad-file', migration: '0001_a' })
  expect(error.message).toContain('a second "-- transaction" is not for SQLite')
})

test('PostgreSQL, where nothing would look at it, refuses keeps_rows', async () => {
  const other = await postgresTarget()
  const error = await failureOf(migrateUp(other.open(), { folder: folderOf('a', ['a', 'SELECT 1']) }))
  expect(error.message).toContain('"-- keeps_rows" is for SQLite alone')
  await other.close()
})
