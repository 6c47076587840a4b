import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Kysely } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import type { AnyTables } from './open-database.js'

let folder: string
let db: Kysely<AnyTables>
let other: Sqlite.Database

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tablewright-schema-change-'))
  const file = join(folder, 'app.db')
  other = new Sqlite(file)
  other.exec("CREATE TABLE t (a text, b text); INSERT INTO t VALUES ('A', 'B')")
  db = connect<AnyTables>(`sqlite:${file}`)
})
afterEach(async () => {
  other.close()
  await db.destroy()
  rmSync(folder, { recursive: true })
})

const all = () => db.selectFrom('t').selectAll().execute()
const replaceColumn = () =>
  other.exec("ALTER TABLE t DROP COLUMN a; ALTER TABLE t ADD COLUMN c text DEFAULT 'C'")

test('a text that is new after another process migrated has the new columns, and so have the older ones', async () => {
  expect(await all()).toEqual([{ a: 'A', b: 'B' }])
  replaceColumn()
  expect(await db.selectFrom('t').selectAll().where('b', '=', 'B').execute()).toEqual([{ b: 'B', c: 'C' }])
  expect(await all()).toEqual([{ b: 'B', c: 'C' }])
})

test('a new text without a star does not hide the change from older ones', async () => {
  await all()
  replaceColumn()
  expect(await db.selectFrom('t').select('c').execute()).toEqual([{ c: 'C' }])
  expect(await all()).toEqual([{ b: 'B', c: 'C' }])
})

test('a stream after another process migrated has the new columns', async () => {
  await all()
  replaceColumn()
  const rows: unknown[] = []
  for await (const row of db.selectFrom('t').selectAll().stream()) rows.push(row)
  expect(rows).toEqual([{ b: 'B', c: 'C' }])
})
