import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

const migrationsOf = (folder: string): readonly string[] =>
  readdirSync(join(folder, 'generated/migrations')).filter((name) => name !== 'checksums.txt')

test('the first run writes everything, the second nothing, a new table the next migration', async () => {
  const cwd = projectWith(twoTables)
  const first = await run(['generate'], { cwd })
  expect(first).toMatchObject({ status: 0, stderr: '' })
  expect(first.stdout).toContain('+ migrations/0001_initial/sqlite.up.sql\n')
  expect(first.stdout).toContain('+ repositories/books.ts\n')
  expect(first.stdout).toMatch(
    /^0001_initial: proven on SQLite \S+ and PostgreSQL \S+ \(PGlite\): up, down, up again\n/m,
  )
  expect(first.stdout).toMatch(/\nWrote \d+ files in generated: 2 tables, 1 migration \(\d+\.\d\d s\)\.\n$/)
  const written = tree(cwd)
  const second = await run(['generate'], { cwd })
  expect(second.stdout).toMatch(/^Nothing to do: 2 tables, 1 migration, all current \(\d+\.\d\d s\)\.\n$/)
  expect(tree(cwd)).toEqual(written)

  put(cwd, { 'schema.yaml': oneMoreTable })
  const third = await run(['generate', '--name', 'open_shops'], { cwd })
  expect(third.status).toBe(0)
  expect(third.stdout).toContain('+ migrations/0002_open_shops/postgres.up.sql\n')
  expect(third.stdout).toContain('~ database.ts\n')
  expect(migrationsOf(cwd)).toEqual(['0001_initial', '0002_open_shops'])
  const after = tree(cwd)
  const kept = Object.keys(written).filter(
    (path) => path.includes('migrations/0001') || path.includes('authors'),
  )
  for (const path of kept) expect(after[path]).toBe(written[path])

  put(cwd, { 'schema.yaml': twoTables })
  const fourth = await run(['generate', '--allow', 'drops-data'], { cwd })
  expect(fourth.stdout).toContain('- repositories/shops.ts\n')
  expect(fourth.stdout).toContain('+ migrations/0003_drop_shops/sqlite.up.sql\n')
}, 180_000)

test('no output depends on the machine: two projects get the same bytes', async () => {
  const [a, b] = [projectWith(twoTables), projectWith(twoTables)]
  await Promise.all([
    run(['generate'], { cwd: a }),
    run(['generate', '--schema', join(b, 'schema.yaml')], { cwd: a }),
  ])
  expect(tree(b)).toEqual(tree(a))
})

test('--json tells the same to machines', async () => {
  const cwd = projectWith(twoTables)
  const { stdout, stderr, status } = await run(['generate', '--json'], { cwd })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'generate',
    ok: true,
    migration: '0001_initial',
    files: expect.arrayContaining([{ path: 'index.ts', change: 'added' }]),
    tables: 2,
    diagnostics: [],
  })
  put(cwd, { 'schema.yaml': `${twoTables}  broken: { columns: { a: strin } }\n` })
  const failed = await run(['generate', '--json'], { cwd })
  expect(failed.status).toBe(1)
  expect(JSON.parse(failed.stdout)).toMatchObject({
    ok: false,
    migration: null,
    files: [],
    diagnostics: [{ code: 'unknown-type', severity: 'error', file: 'schema.yaml', line: 11, column: 27 }],
  })
})

test('a missing schema is said with what to do', async () => {
  const cwd = projectWith(twoTables)
  const { status, stdout, stderr } = await run(['generate', '--schema', 'db/none.yaml'], { cwd })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/^error file-not-found: there is no db\/none\.yaml\n {2}help: create the file/)
})

test('YAML that is broken is shown with file, line, column and a caret, and nothing is written', async () => {
  const cwd = projectWith('tables:\n  a: [1, 2\n')
  const { status, stdout, stderr } = await run(['generate'], { cwd })
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr).toMatch(/^schema\.yaml:\d+:\d+ error yaml-syntax: /)
  expect(stderr).toContain('^')
  expect(existsSync(join(cwd, 'generated'))).toBe(false)
})

test('a change that is refused leaves everything as it was', async () => {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  const before = tree(join(cwd, 'generated'))
  put(cwd, { 'schema.yaml': twoTables.replace('title: text', 'title: integer') })
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toContain('error hazard-refused: narrows-type: ')
  expect(tree(join(cwd, 'generated'))).toEqual(before)
})

test('raw SQL that does not run is found before anything is written', async () => {
  const cwd = projectWith(`${twoTables}views:\n  bad: { sql: "SELEC 1" }\n`)
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /^schema\.yaml:12:3 error migration-refuted: migration 0001_initial failed on SQLite .*syntax error/s,
  )
  expect(existsSync(join(cwd, 'generated'))).toBe(false)
})

test.each([
  ['checks: { age: "aeg > 0" }', 6, 15],
  ['indexes: [{ columns: [age], where: "aeg > 0" }]', 6, 15],
])('raw SQL that does not run is shown in its place: %s', async (part, line, column) => {
  const cwd = projectWith(
    `tables:\n  people:\n    mixins: [uuid]\n    columns:\n      age: integer\n    ${part}\n`,
  )
  const { stderr } = await run(['generate'], { cwd })
  expect(stderr).toMatch(new RegExp(`^schema\\.yaml:${line}:${column} error migration-refuted: `))
})

test("a file of somebody else's is not overwritten", async () => {
  const cwd = projectWith(twoTables)
  put(cwd, { 'generated/index.ts': 'export const mine = 1\n' })
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toMatch(/file-not-generated: .*index\.ts was not written by Tablewright/)
  expect(tree(join(cwd, 'generated'))).toEqual({ 'index.ts': 'export const mine = 1\n' })
})

test('a declared type that does not exist stops the run', async () => {
  const column = 'settings: { type: json, typescript: { type: Settings, from: ../src/settings.js } }'
  const cwd = projectWith(`tables:\n  a:\n    mixins: [uuid]\n    columns:\n      ${column}\n`)
  expect((await run(['generate'], { cwd })).stderr).toMatch(
    /^schema\.yaml:5:\d+ error missing-typescript-file/,
  )
  put(cwd, { 'src/settings.ts': 'export type Settings = { dark: boolean }\n' })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0, stderr: '' })
})

// Root may write everywhere, so another user is needed to be refused; without root it is refused by itself.
test('an output folder that may not be written is named, and nothing changes', async () => {
  const cwd = projectWith(twoTables)
  put(cwd, { 'generated/keep.txt': 'kept' })
  chmodSync(join(cwd, 'generated'), 0o555)
  chmodSync(cwd, 0o755)
  const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}
  const { status, stderr } = await run(['generate'], { cwd, ...user, env: { HOME: cwd } })
  expect(stderr).toMatch(/error file-not-writable: .*generated.*: permission denied\n {2}help: /)
  expect(status).toBe(1)
  expect(tree(join(cwd, 'generated'))).toEqual({ 'keep.txt': 'kept' })
})

test('a database added later is refused, because the migrations before were not written for it', async () => {
  const cwd = projectWith(`dialects: [sqlite]\n${twoTables}`)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': `dialects: [sqlite, postgres]\n${twoTables}` })
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toContain('PostgreSQL is targeted, but migration 0001_initial was not written for it')
})

test('two runs at once write one migration', async () => {
  // Large enough for the runs to overlap however unevenly they start.
  const tables = Array.from({ length: 200 }, (_, index) => `  t${index}: { mixins: [full, versioning] }\n`)
  const cwd = projectWith(`dialects: [sqlite]\ntables:\n${tables.join('')}`)
  const runs = await Promise.all([run(['generate'], { cwd }), run(['generate'], { cwd })])
  expect(runs.map(({ status, stderr }) => ({ status, stderr }))).toEqual(
    Array(2).fill({ status: 0, stderr: '' }),
  )
  expect(runs.filter(({ stdout }) => stdout.startsWith('Nothing to do'))).toHaveLength(1)
  expect(migrationsOf(cwd)).toEqual(['0001_initial'])
})

test('a merge conflict in the chain is explained, and mended as it says', async () => {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  const checksums = join(cwd, 'generated/migrations/checksums.txt')
  const base = readFileSync(checksums, 'utf8')
  put(cwd, { 'schema.yaml': oneMoreTable })
  await run(['generate'], { cwd })
  const [, ours] = readFileSync(checksums, 'utf8').split('\n')
  put(cwd, { 'generated/migrations/0002_theirs/changes.json': '{}' })
  writeFileSync(
    checksums,
    `${base}<<<<<<< HEAD\n${ours}\n=======\n0002_theirs ${'0'.repeat(64)}\n>>>>>>> theirs\n`,
  )
  expect((await run(['generate'], { cwd })).stderr).toMatch(/error migration-fork: .*merge conflict/)
  writeFileSync(checksums, `${base}${ours}\n`)
  expect((await run(['generate'], { cwd })).stderr).toMatch(
    /error migration-fork: migrations 0002_create_shops and 0002_theirs/,
  )
  rmSync(join(cwd, 'generated/migrations/0002_theirs'), { recursive: true })
  expect(await run(['generate'], { cwd })).toMatchObject({ status: 0 })
})

test('a database that older migrations were not written for is refused', async () => {
  const cwd = projectWith(`dialects: [sqlite]\n${twoTables}`)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': `dialects: [sqlite, postgres]\n${twoTables}` })
  const before = tree(join(cwd, 'generated'))
  const { status, stderr } = await run(['generate'], { cwd })
  expect(status).toBe(1)
  expect(stderr).toContain('migration-unwritten: PostgreSQL is targeted, but migration 0001_initial was not')
  expect(tree(join(cwd, 'generated'))).toEqual(before)
})
