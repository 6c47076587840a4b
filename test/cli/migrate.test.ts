import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chainOf, printChain } from '../../generator/changes/checksums.js'
import { databases, freshDatabase, type TestDatabase } from '../support/database.js'
import { put, tree } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

let project: string
const checksumsFile = 'generated/migrations/checksums.txt'

/** What the list would be, had the migrations been generated as they lie there. */
const checksumsIn = (cwd: string): string =>
  printChain(
    chainOf(
      ['0001_initial', '0002_create_shops'].map((name) => ({
        name,
        files: Object.entries(tree(join(cwd, 'generated/migrations', name))).map(([path, content]) => ({
          path,
          content,
        })),
      })),
    ),
  )

let generated: { readonly [path: string]: string }
beforeAll(async () => {
  const first = projectWith(twoTables)
  await run(['generate'], { cwd: first })
  put(first, { 'schema.yaml': oneMoreTable })
  await run(['generate'], { cwd: first })
  generated = tree(first)
})
beforeEach(() => {
  project = projectWith(oneMoreTable)
  put(project, generated)
})

describe.each(databases)('%s', (dialect) => {
  let database: TestDatabase
  const migrate = (...args: string[]) =>
    run(['migrate', ...args, '--database', database.url], { cwd: project })
  const migrateJson = async (...args: string[]) => JSON.parse((await migrate(...args, '--json')).stdout)

  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.drop())

  test('up, status, down and up again', async () => {
    expect((await migrate('status')).stdout).toMatch(
      /^0001_initial +pending\n0002_create_shops +pending\n0 applied, 2 pending/,
    )
    const up = await migrate('up')
    expect(up.status).toBe(0)
    expect(up.stdout).toMatch(
      /^Applied 0001_initial \(\d+ ms\)\nApplied 0002_create_shops \(\d+ ms\)\n2 migrations up on /,
    )
    // Nobody watches a pipe, so it gets one line a migration.
    expect(up.stderr).toBe('0001_initial up\n0002_create_shops up\n')
    expect((await migrate('up')).stdout).toMatch(/^Nothing to do: no migration is pending on /)
    expect((await migrate('down')).stdout).toMatch(/^Undid 0002_create_shops/)
    expect(await migrateJson('status')).toMatchObject({
      ok: true,
      migrations: [
        { name: '0001_initial', state: 'applied', appliedAt: expect.stringMatching(/Z$/) },
        { name: '0002_create_shops', state: 'pending' },
      ],
    })
    expect((await migrate('down', '--to', '0')).stdout).toMatch(/^Undid 0001_initial/)
    expect(await migrateJson('up', '--to', '0001')).toMatchObject({
      command: 'migrate up',
      ok: true,
      executed: [{ name: '0001_initial', direction: 'up' }],
    })
  })

  test('a password is never printed', async () => {
    const { stdout, stderr } = await migrate('status')
    expect(stdout + stderr).not.toContain('postgres:postgres')
  })

  test('a file that changed after being applied stops everything', async () => {
    await migrate('up')
    const folder = join(project, 'generated/migrations/0001_initial')
    for (const [path, content] of Object.entries(tree(folder))) put(folder, { [path]: `${content}\n` })
    const up = await migrate('up')
    expect(up.status).toBe(1)
    expect(up.stderr).toMatch(/^error: migration 0001_initial changed after being applied/)
    expect(await migrateJson('up')).toMatchObject({
      ok: false,
      error: { code: 'migration-changed', migration: '0001_initial' },
    })
    expect(await migrate('status')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/0001_initial +changed/),
    })
  })

  test('a statement that fails is named, with the state it leaves', async () => {
    const failing = '-- a test\n--> fill nowhere\nINSERT INTO nowhere VALUES (1);\n'
    const folder = join(project, 'generated/migrations/0002_create_shops')
    put(folder, { 'sqlite.up.sql': failing, 'postgres.up.sql': failing })
    put(project, { [checksumsFile]: checksumsIn(project) })
    const { status, stderr } = await migrate('up')
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /error: Migration 0002_create_shops failed at statement 1 of 1 \(fill nowhere\): .*nowhere.*\n.*rolled back/,
    )
    expect((await migrate('status')).stdout).toContain('1 applied, 1 pending')
  })

  test('eight processes at once apply each migration once', async () => {
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate('up')))
    expect(runs.map(({ status, stderr }) => [status, stderr.includes('error')])).toEqual(
      Array(8).fill([0, false]),
    )
    const applied = runs.flatMap(({ stdout }) =>
      [...stdout.matchAll(/^Applied (\S+)/gm)].map(([, name]) => name),
    )
    expect(applied.sort()).toEqual(['0001_initial', '0002_create_shops'])
  })
})

test('without --database it is DATABASE_URL, then DB_CONNECTION_STRING, then app.db in the output folder', async () => {
  const urls = ['a', 'b', 'c'].map((name) => `sqlite:${join(project, `${name}.db`)}`)
  const [a = '', b = '', c = ''] = urls
  const env = { DATABASE_URL: b, DB_CONNECTION_STRING: c }
  const made = () =>
    ['a.db', 'b.db', 'c.db', 'generated/app.db'].filter((file) => existsSync(join(project, file)))
  await run(['migrate', 'up', '--database', a], { cwd: project, env })
  expect(made()).toEqual(['a.db'])
  await run(['migrate', 'up'], { cwd: project, env })
  expect(made()).toEqual(['a.db', 'b.db'])
  await run(['migrate', 'up'], { cwd: project, env: { DB_CONNECTION_STRING: c } })
  expect(made()).toEqual(['a.db', 'b.db', 'c.db'])
  await run(['migrate', 'up'], { cwd: project })
  expect(made()).toEqual(['a.db', 'b.db', 'c.db', 'generated/app.db'])
})

test('status and down do not make a database file', async () => {
  expect(await run(['migrate', 'status'], { cwd: project })).toMatchObject({ status: 0 })
  expect(await run(['migrate', 'down'], { cwd: project })).toMatchObject({ status: 0 })
  expect(existsSync(join(project, 'generated/app.db'))).toBe(false)
})

test('before anything is generated there is nothing to run, and that is said', async () => {
  const { status, stderr } = await run(['migrate', 'up'], { cwd: projectWith(twoTables) })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr:
      'error: There is no generated/migrations. Run `tablewright generate` first, or name the schema with --schema.\n',
  })
})

test('where there is only the generated folder, migrations run all the same', async () => {
  rmSync(join(project, 'schema.yaml'))
  expect(await run(['migrate', 'up'], { cwd: project })).toMatchObject({ status: 0 })
  expect((await run(['migrate', 'up', '--schema', 'other.yaml'], { cwd: project })).stderr).toContain(
    'there is no other.yaml',
  )
})

test.each([
  ['mysql://localhost/app', /Cannot tell the database from the URL/],
  ['postgres://user:secret@127.0.0.1:1/app', /postgres:\/\/…@127\.0\.0\.1:1\/app: .*ECONNREFUSED/],
  ['sqlite:/nonexistent/folder/app.db', /sqlite:.*directory does not exist/],
])('a database that cannot be reached: %s', async (url, message) => {
  const { status, stderr } = await run(['migrate', 'up', '--database', url], { cwd: project })
  expect(stderr).toMatch(message)
  expect(stderr).not.toContain('secret')
  expect(status).toBe(1)
})

test.each<[string, (text: string) => string | undefined, RegExp]>([
  ['is missing', () => undefined, /^error: generated\/migrations\/checksums\.txt is missing/],
  ['is empty', () => '', /^error: .*0001_initial has no line in /],
  ['has lines twice', (text) => text + text, /^error: .*0001_initial is not what was generated/],
  [
    'has lines in another order',
    (text) => `${text.trim().split('\n').reverse().join('\n')}\n`,
    /^error: .*0002_/,
  ],
  ['begins with a byte order mark', (text) => `\uFEFF${text}`, /^error: .*checksums\.txt: "/],
])('status says what up refuses: a list that %s', async (_, broken, message) => {
  const text = broken(generated[checksumsFile] ?? '')
  if (text === undefined) rmSync(join(project, checksumsFile))
  else put(project, { [checksumsFile]: text })
  const up = await run(['migrate', 'up'], { cwd: project })
  expect(up).toMatchObject({ status: 1, stderr: expect.stringMatching(message) })
  expect(await run(['migrate', 'status'], { cwd: project })).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('0 applied, 2 pending'),
    stderr: up.stderr,
  })
  const json = await run(['migrate', 'status', '--json'], { cwd: project })
  expect(json.status).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({
    ok: false,
    migrations: [{ name: '0001_initial' }, { name: '0002_create_shops' }],
    error: { code: expect.stringMatching(/^migration-/), message: expect.any(String) },
  })
})
