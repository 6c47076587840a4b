import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problemOf } from '../../generator/cli/migrate-problem.js'
import { connect } from '../../runtime/connect.js'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { freshDatabase } from '../support/postgres.js'
import { createTable, migrationsFolder, script } from './databases.js'
import { failureOf } from './failure-of.js'

let database: Awaited<ReturnType<typeof freshDatabase>>
let db: Kysely<unknown>

beforeEach(async () => {
  database = await freshDatabase()
  db = connect(database.url)
})
afterEach(async () => {
  await db.destroy()
  await database.drop()
})

const failing = async (up: string) => {
  const folder = migrationsFolder({ '0001_a': createTable('a'), '0002_b': { up, down: script([]) } })
  return failureOf(migrateUp(db, { folder }))
}

test('which key is there twice is said, in the message and apart', async () => {
  const { message, words } = await failing(
    script([
      ['two of a kind', `INSERT INTO a (id, name) VALUES (1, 'same'), (2, 'same')`],
      ['make them unique', 'CREATE UNIQUE INDEX a_name_key ON a (name)'],
    ]),
  )
  const detail = 'Key (name)=(same) is duplicated.'
  expect(message).toContain(`"a_name_key"\n  Detail: ${detail}\nIt was rolled back`)
  expect(words).toEqual({ detail })
})

test('a hint and the place in a function are said, and cut where they go on and on', async () => {
  const error = await failing(
    script([
      [
        'refuse',
        `DO $$ BEGIN RAISE EXCEPTION 'no' USING HINT = 'try another', DETAIL = repeat('long ', 500); END $$`,
      ],
    ]),
  )
  expect(error.message).toMatch(
    /: no\n {2}Detail: (long )+\S*…\n {2}Hint: try another\n {2}Where: PL\/pgSQL function inline_code_block line 1 at RAISE\n/,
  )
  expect(error.words.detail?.length).toBeLessThan(500)
  const json = problemOf(error, { url: database.url, folder: '' })
  expect(json.error).toMatchObject({ hint: 'try another', detail: error.words.detail })
})

test('an error at the end of a transaction says which row points at nothing', async () => {
  const { message } = await failing(
    script([
      ['create', 'CREATE TABLE t (id int PRIMARY KEY, next int REFERENCES t DEFERRABLE INITIALLY DEFERRED)'],
      ['point at nothing', 'INSERT INTO t VALUES (1, 2)'],
    ]),
  )
  expect(message).toContain('\n  Detail: Key (next)=(2) is not present in table "t".\n')
})

test('that a key takes the name of its index is no news', async () => {
  const seen: MigrationProgress[] = []
  const up = script([
    ['build', 'CREATE UNIQUE INDEX a_new ON a (name)'],
    ['take', 'ALTER TABLE a ADD CONSTRAINT a_name_key UNIQUE USING INDEX a_new'],
    ['tell', `DO $$ BEGIN RAISE NOTICE 'half of it'; END $$`],
  ])
  const folder = migrationsFolder({ '0001_a': createTable('a'), '0002_b': { up, down: script([]) } })
  await migrateUp(db, { folder, onProgress: (progress) => seen.push(progress) })
  expect(seen.flatMap((progress) => (progress.kind === 'notice' ? [progress.text] : []))).toEqual([
    'half of it',
  ])
})
