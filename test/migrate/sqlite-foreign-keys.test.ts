import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationsFolder, script, sqliteTarget, type TestTarget } from './databases.js'

let target: TestTarget
let db: Kysely<unknown>

beforeEach(async () => {
  target = await sqliteTarget()
  db = target.open()
  await sql`pragma foreign_keys = on`.execute(db)
  await sql`create table parent (id integer primary key)`.execute(db)
  await sql`create table child (id integer primary key, parent_id integer references parent on delete cascade)`.execute(
    db,
  )
  await sql`insert into parent values (1), (2)`.execute(db)
  await sql`insert into child values (10, 1), (11, 1), (12, 2)`.execute(db)
})
afterEach(() => target.close())

const rebuild = (directives: string, keep = 'SELECT id FROM parent') =>
  script(
    [
      ['create the new table', 'CREATE TABLE new_parent (id integer PRIMARY KEY, name text)'],
      ['copy', `INSERT INTO new_parent (id) ${keep}`],
      ['drop the old table', 'DROP TABLE parent'],
      ['rename', 'ALTER TABLE new_parent RENAME TO parent'],
    ],
    directives,
  )

const folderWith = (up: string) => migrationsFolder({ '0001_rebuild': { up, down: script([]) } })
const off = '-- transaction: single\n-- foreign_keys: off'

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)
  return rows[0]?.n ?? -1
}

async function foreignKeys(): Promise<number | undefined> {
  const { rows } = await sql<{ foreign_keys: number }>`pragma foreign_keys`.execute(db)
  return rows[0]?.foreign_keys
}

test('a rebuild with foreign keys off keeps the children of the table', async () => {
  await migrateUp(db, { folder: folderWith(rebuild(off)) })
  expect(await count('child')).toBe(3)
  expect(await count('parent')).toBe(2)
  expect(await foreignKeys()).toBe(1)
})

test('without the directive the same rebuild is what it is in SQLite: the cascade takes the children', async () => {
  await migrateUp(db, { folder: folderWith(rebuild('-- transaction: single')) })
  expect(await count('child')).toBe(0)
})

test('rows that would point at nothing stop the migration, and all is as before', async () => {
  const lossy = rebuild(off, 'SELECT id FROM parent WHERE id = 2')
  await expect(migrateUp(db, { folder: folderWith(lossy) })).rejects.toThrow(
    /0001_rebuild failed at its end: rows would be left that point at nothing: child -> parent \(2 rows\)/,
  )
  expect(await count('parent')).toBe(2)
  expect(await count('child')).toBe(3)
  expect(await foreignKeys()).toBe(1)
})

test('violations that were there before do not stop it', async () => {
  await sql`pragma foreign_keys = off`.execute(db)
  await sql`insert into child values (13, 99)`.execute(db)
  await sql`pragma foreign_keys = on`.execute(db)
  await migrateUp(db, { folder: folderWith(rebuild(off)) })
  expect(await count('child')).toBe(4)
})

test('a connection that does not enforce foreign keys is checked as well and left as it was', async () => {
  await sql`pragma foreign_keys = off`.execute(db)
  const lossy = rebuild('-- transaction: single', 'SELECT id FROM parent WHERE id = 2')
  await expect(migrateUp(db, { folder: folderWith(lossy) })).rejects.toThrow(/point at nothing/)
  await migrateUp(db, { folder: folderWith(rebuild('-- transaction: single')) })
  expect(await count('child')).toBe(3)
  expect(await foreignKeys()).toBe(0)
})

test('foreign keys come back on after a failing statement too', async () => {
  const failing = script([['fail', 'INSERT INTO nowhere VALUES (1)']], off)
  await expect(migrateUp(db, { folder: folderWith(failing) })).rejects.toThrow(/nowhere/)
  expect(await foreignKeys()).toBe(1)
})

test('the busy timeout of the connection is left as it was', async () => {
  await sql`pragma busy_timeout = 1234`.execute(db)
  await migrateUp(db, { folder: folderWith(rebuild(off)) })
  const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(db)
  expect(rows[0]?.timeout).toBe(1234)
})

test('a file that asks for no transaction is refused', async () => {
  const none = script([['create', 'CREATE TABLE x (id integer)']], '-- transaction: none')
  await expect(migrateUp(db, { folder: folderWith(none) })).rejects.toThrow(/is not for SQLite/)
})
