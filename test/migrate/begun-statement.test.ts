import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import { mayRunAgain } from '../../runtime/migrate/standing-alone.js'
import { journalOf, migrationsFolder, postgresTarget, script, type TestTarget } from './databases.js'
import { failureOf } from './failure-of.js'
import { backfill, sections } from './several-sections.js'

let target: TestTarget
let db: Kysely<unknown>

beforeEach(async () => {
  target = await postgresTarget()
  db = target.open()
  await sql`create table accounts (id integer primary key, balance integer not null)`.execute(db)
  await sql`insert into accounts values (1, 100), (2, 200)`.execute(db)
  await sql`create table gate (id integer)`.execute(db)
})
afterEach(() => target.close())

const raise = (id: number): string => `UPDATE accounts SET balance = balance + 1 WHERE id = ${id};`
const halfWay = `${raise(1)} COMMIT; PERFORM 1 / count(*) FROM gate; ${raise(2)}`
const block = `DO $$ BEGIN ${halfWay} END $$`
const procedure = `CREATE PROCEDURE raise() LANGUAGE plpgsql AS $$ BEGIN ${halfWay} END $$`

const folderOf = (statement: string) =>
  migrationsFolder({
    '0001_raise': {
      up: sections(
        ['single', ['make the procedure', procedure]],
        ['none', ['raise balances', statement]],
        ['single', ['end', 'CREATE TABLE ended (id integer)']],
      ),
      down: script([]),
    },
  })

const balances = async (): Promise<readonly number[]> =>
  (await sql<{ balance: number }>`select balance from accounts order by id`.execute(db)).rows.map(
    ({ balance }) => balance,
  )

test.each([
  ['a block', block],
  ['a procedure', 'CALL raise()'],
])('%s that commits by itself and stopped in the middle is not run again unasked', async (_, statement) => {
  const folder = folderOf(statement)
  expect(await failureOf(migrateUp(db, { folder }))).toMatchObject({ reason: 'failed' })
  expect(await balances()).toEqual([101, 200])
  await sql`insert into gate values (1)`.execute(db)
  for (const attempt of [1, 2]) {
    const error = await failureOf(migrateUp(db, { folder }))
    expect(error, `attempt ${attempt}`).toMatchObject({
      reason: 'stopped',
      migration: '0001_raise',
      statement: { number: 2, total: 3, comment: 'raise balances', sql: `${statement};` },
    })
    expect(error.message).toMatch(/may have taken effect, wholly or in part.*--begun done.*--begun again/)
  }
  expect(await balances()).toEqual([101, 200])
})

test('who says that it is done goes on after it', async () => {
  const folder = folderOf(block)
  await failureOf(migrateUp(db, { folder }))
  await migrateUp(db, { folder, begun: 'done' })
  expect(await balances()).toEqual([101, 200])
  expect(await journalOf(db)).toEqual(['0001_raise'])
})

test('who says so has it run again', async () => {
  const folder = folderOf('CALL raise()')
  await failureOf(migrateUp(db, { folder }))
  await sql`insert into gate values (1)`.execute(db)
  await migrateUp(db, { folder, begun: 'again' })
  expect(await balances()).toEqual([102, 201])
  expect(await journalOf(db)).toEqual(['0001_raise'])
})

test('a procedure that does not commit is all or nothing, like a statement', async () => {
  await sql`create procedure fill() language plpgsql as $$ begin
    update accounts set balance = balance + 1; perform 1 / count(*) from gate; end $$`.execute(db)
  const folder = folderOf('CALL fill()')
  await failureOf(migrateUp(db, { folder }))
  expect(await balances()).toEqual([100, 200])
  await sql`insert into gate values (1)`.execute(db)
  await migrateUp(db, { folder })
  expect(await balances()).toEqual([101, 201])
})

test('what PostgreSQL refuses in a transaction is run without one', async () => {
  const folder = folderOf('/* now */ VACUUM accounts')
  await migrateUp(db, { folder })
  expect(await journalOf(db)).toEqual(['0001_raise'])
})

test.each([
  ['VACUUM ANALYZE accounts', true],
  ['-- tidy\nREINDEX INDEX CONCURRENTLY a_idx', true],
  ['DROP INDEX CONCURRENTLY a_idx', true],
  [backfill, true],
  [block, false],
  ['CALL raise()', false],
  ['CREATE DATABASE other', false],
  ['ALTER TABLE a DETACH PARTITION b CONCURRENTLY', false],
])('%s may run again: %s', (statement, expected) => {
  expect(mayRunAgain(statement)).toBe(expected)
})
