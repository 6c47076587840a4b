import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { put, tree } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

let cwd: string
const check = () => run(['check'], { cwd })

let generated: { readonly [path: string]: string }
beforeAll(async () => {
  const first = projectWith(twoTables)
  await run(['generate'], { cwd: first })
  generated = tree(first)
})
beforeEach(() => {
  cwd = projectWith(twoTables)
  put(cwd, generated)
})

test('all is well after generate, and nothing is written', async () => {
  const before = tree(cwd)
  const { status, stdout, stderr } = await check()
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toMatch(
    /^All is well: 2 tables, 1 migration \(\d+\.\d\d s\)\.\nMigrations: proven on SQLite \S+ and PostgreSQL \S+ \(PGlite\): up, down, up again\.\n$/,
  )
  expect(tree(cwd)).toEqual(before)
})

test('generated files that were edited, lost or left over are named', async () => {
  const index = readFileSync(join(cwd, 'generated/index.ts'), 'utf8')
  put(cwd, { 'generated/index.ts': `${index}// edited\n`, 'generated/repositories/old.ts': index })
  rmSync(join(cwd, 'generated/repositories/books.ts'))
  const before = tree(cwd)
  const { status, stderr } = await check()
  expect(status).toBe(1)
  expect(stderr).toContain('file-stale: index.ts is not what the schema gives')
  expect(stderr).toContain('file-stale: repositories/books.ts is missing')
  expect(stderr).toContain('file-stale: repositories/old.ts belongs to nothing in the schema')
  expect(tree(cwd)).toEqual(before)
  const json = JSON.parse((await run(['check', '--json'], { cwd })).stdout)
  expect(json).toMatchObject({ ok: false, command: 'check', migrations: 1 })
  expect(json.stale).toContainEqual({ path: 'index.ts', change: 'changed' })
})

test('a schema that was changed without generating is noticed', async () => {
  put(cwd, { 'schema.yaml': oneMoreTable })
  const { status, stderr } = await check()
  expect(status).toBe(1)
  expect(stderr).toMatch(
    /migration-pending: .*\n {2}help: run generate: it writes migration 0002_create_shops/,
  )
})

test('an edited migration is named', async () => {
  const file = join('generated/migrations/0001_initial/sqlite.up.sql')
  put(cwd, { [file]: `${readFileSync(join(cwd, file), 'utf8')}\n--> more\nSELECT 1;\n` })
  expect(await check()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/migration-edited: migration 0001_initial is not what was written/),
  })
})

test('a lost migration is named', async () => {
  rmSync(join(cwd, 'generated/migrations/0001_initial'), { recursive: true })
  expect(await check()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/migration-missing: migration 0001_initial/),
  })
})

test('an interrupted write is named', async () => {
  put(cwd, { 'generated/.tablewright/commit.json': '[]' })
  expect(await check()).toMatchObject({ status: 1, stderr: expect.stringMatching(/interrupted-write/) })
})

test('the SQL in the files is what is proven, not only what would be written today', async () => {
  const { checksumOf } = await import('../../generator/changes/checksums.js')
  const folder = join(cwd, 'generated/migrations/0001_initial')
  const up = readFileSync(join(folder, 'sqlite.up.sql'), 'utf8')
  put(folder, { 'sqlite.up.sql': up.replace(/title( +)TEXT/, 'heading$1TEXT') })
  expect(readFileSync(join(folder, 'sqlite.up.sql'), 'utf8')).not.toBe(up)
  const files = Object.entries(tree(folder)).map(([path, content]) => ({ path, content }))
  put(cwd, { 'generated/migrations/checksums.txt': `0001_initial ${checksumOf('', files)}\n` })
  expect(await check()).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/migration-refuted: migration 0001_initial failed on SQLite/),
  })
})

test('history tables are not counted: nobody wrote them', async () => {
  const cwd = projectWith('tables:\n  notes: { mixins: [uuid, versioning] }\n')
  expect((await run(['generate'], { cwd })).stdout).toMatch(/: 1 table, 1 migration \(/)
  expect((await run(['check'], { cwd })).stdout).toMatch(/^All is well: 1 table, 1 migration \(/)
  expect(JSON.parse((await run(['check', '--json'], { cwd })).stdout)).toMatchObject({ tables: 1 })
})

test('the process ends with its work: no engine keeps it alive', async () => {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  const start = performance.now()
  const { stdout } = await run(['check', '--json'], { cwd })
  expect(performance.now() - start - JSON.parse(stdout).durationMs).toBeLessThan(5000)
})
