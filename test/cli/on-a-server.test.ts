import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Session, session } from '../dialects/postgres/migrating.js'
import { projectWith, run } from './command-line.js'

const schema = `dialects: [postgres]
enums:
  mood: [calm, wild]
tables:
  authors:
    mixins: [uuid]
    columns:
      name: { type: varchar(100), unique: true }
      mood: { type: mood, default: calm }
      age: { type: integer?, check: "age > 0" }
  books:
    mixins: [uuid]
    columns:
      title: text
      pages: { type: integer, default: 1 }
      author_id: { references: authors, on_delete: cascade }
    indexes: [title]
views:
  titles:
    depends_on: [books]
    sql: SELECT title FROM books
`

let cwd = ''
const open: Session[] = []
const database = async (): Promise<Session> => {
  const opened = await session()
  open.push(opened)
  return opened
}
beforeEach(() => {
  cwd = projectWith(schema)
})
afterEach(async () => {
  rmSync(cwd, { recursive: true, force: true })
  for (const each of open.splice(0)) await each.close()
})

/** Indexes that are made while writers go on stand in no transaction, and so in no text with others. */
const runEach = async (server: Session, sql: string): Promise<void> => {
  for (const statement of sql.split(/;\n/)) await server.query(statement)
}

const mutations = `
  ALTER TABLE authors ADD COLUMN born text;
  ALTER TABLE authors DROP CONSTRAINT authors_name_key;
  ALTER TABLE authors ALTER COLUMN name TYPE varchar(50);
  ALTER TABLE authors ALTER COLUMN age SET NOT NULL;
  ALTER TABLE books ALTER COLUMN pages SET DEFAULT 2;
  DROP INDEX books_title_idx;
  CREATE INDEX by_pages ON books (pages);
  ALTER TABLE books DROP CONSTRAINT books_author_id_fkey;
  CREATE OR REPLACE VIEW titles AS SELECT title, pages FROM books;
  ALTER TABLE books ADD CONSTRAINT few CHECK (pages < 10000);
  CREATE TABLE others (a integer);
  CREATE FUNCTION one() RETURNS integer LANGUAGE sql RETURN 1`

const journal = `SELECT relname FROM pg_class WHERE relname IN ('kysely_migration', 'tablewright_migration')`

test('a migrated database has no drift until somebody changes it, and is adopted where it is the same', async () => {
  const server = await database()
  const at = ['--database', server.url]
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
  expect(await run(['migrate', 'up', ...at], { cwd })).toMatchObject({ status: 0 })
  const unchanged = await run(['drift', ...at], { cwd })
  expect(unchanged.stdout).toMatch(/ is what its migrations say\.\n$/)
  expect(unchanged.status).toBe(0)

  await server.query(mutations)
  const drift = await run(['drift', ...at, '--json'], { cwd })
  expect(drift.status).toBe(1)
  const { drifts, unmanaged } = JSON.parse(drift.stdout)
  expect(
    drifts.map(({ kind, object }: { kind: string; object: string }) => `${kind} ${object}`).toSorted(),
  ).toEqual([
    'changed column authors.age',
    'changed column authors.name',
    'changed column books.pages',
    'changed view titles',
    'missing foreign key books_author_id_fkey of books',
    'missing index books_title_idx of books',
    'missing unique constraint authors_name_key of authors',
    'unexpected check few of books',
    'unexpected column authors.born',
    'unexpected index by_pages of books',
  ])
  expect(unmanaged).toEqual(['table others', 'function one'])

  await server.query('DROP TABLE kysely_migration, tablewright_migration')
  const refused = await run(['migrate', 'baseline', ...at], { cwd })
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('+ column authors.born is not in the migrations\n')
  expect(await server.query(journal)).toEqual([])

  const same = await database()
  const empty = await run(['diff', '--from', 'empty', '--to', 'schema.yaml'], { cwd })
  await runEach(same, empty.stdout)
  const adopted = await run(['migrate', 'baseline', '--database', same.url], { cwd })
  expect(adopted.stdout).toContain('Recorded 0001_initial\n')
  expect(adopted.status).toBe(0)
}, 180_000)

test('from a database to another the SQL leads, with its rows, and then nothing differs; either is pulled', async () => {
  const [from, to] = [await database(), await database()]
  await from.query(`CREATE TABLE t (id integer PRIMARY KEY, old text); INSERT INTO t VALUES (1, 'a')`)
  await to.query(
    `CREATE TABLE t (id integer PRIMARY KEY, old text, new integer DEFAULT 7); CREATE INDEX i ON t (old)`,
  )
  const diff = () => run(['diff', '--from', from.url, '--to', to.url], { cwd })
  const first = await diff()
  expect(first).toMatchObject({ status: 0, stderr: '' })
  await runEach(from, first.stdout)
  expect(await from.query('SELECT * FROM t')).toEqual([{ id: 1, old: 'a', new: 7 }])
  expect((await diff()).stdout).toMatch(/^-- Nothing differs between /)
  expect(await run(['pull', '--database', from.url, '--out', 'pulled.yaml'], { cwd })).toMatchObject({
    status: 0,
    stderr: 'Wrote pulled.yaml\n',
  })
  expect(readFileSync(join(cwd, 'pulled.yaml'), 'utf8')).toContain('new: { type: integer?, default: 7 }')
})

test('SQL that cannot be tried is printed, and why it was not', async () => {
  const [from, to] = [await database(), await database()]
  await from.query('CREATE EXTENSION pg_prewarm')
  await to.query('CREATE EXTENSION pg_prewarm; CREATE TABLE t (id integer PRIMARY KEY)')
  const { status, stdout, stderr } = await run(['diff', '--from', from.url, '--to', to.url], { cwd })
  expect(stdout).toContain('CREATE TABLE t')
  expect(stderr).toContain('The SQL was not tried')
  expect(stderr).toContain('pg_prewarm')
  expect(status).toBe(0)
})
