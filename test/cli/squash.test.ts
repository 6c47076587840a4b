import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, freshDatabase, type TestDatabase } from '../support/database.js'
import { put, tree } from '../workspace/folders.js'
import { oneMoreTable, projectWith, run, twoTables } from './command-line.js'

let old: { readonly [path: string]: string }
let squashed: { readonly [path: string]: string }
let twice: { readonly [path: string]: string }
beforeAll(async () => {
  const cwd = projectWith(twoTables)
  await run(['generate'], { cwd })
  put(cwd, { 'schema.yaml': oneMoreTable })
  await run(['generate'], { cwd })
  old = tree(cwd)
  const squash = await run(['squash'], { cwd })
  expect(squash).toMatchObject({ status: 0, stderr: '' })
  expect(readdirSync(join(cwd, 'generated/migrations'))).toEqual(['0001_squashed_0002', 'checksums.txt'])
  put(cwd, {
    'schema.yaml': `${oneMoreTable}  towns:\n    columns: { id: { type: integer, primary_key: true } }\n`,
  })
  await run(['generate'], { cwd })
  squashed = tree(cwd)
  expect((await run(['squash', '--to', '0001'], { cwd })).stdout).toContain('Nothing to do')
  expect(await run(['squash'], { cwd })).toMatchObject({ status: 0, stderr: '' })
  twice = tree(cwd)
}, 240_000)

describe.each(databases)('%s', (dialect) => {
  let database: TestDatabase
  const migrate = (cwd: string, ...args: string[]) =>
    run(['migrate', ...args, '--database', database.url], { cwd })
  const projectOf = (files: { readonly [path: string]: string }): string => {
    const cwd = projectWith('')
    put(cwd, files)
    return cwd
  }

  beforeEach(async () => {
    database = await freshDatabase(dialect)
  })
  afterEach(() => database.drop())

  test('a database that ran the old migrations goes on after the squash', async () => {
    await migrate(projectOf(old), 'up')
    const up = await migrate(projectOf(squashed), 'up')
    expect(up.status).toBe(0)
    expect(up.stdout).toMatch(/^Applied 0003_create_towns \(/)
    expect((await migrate(projectOf(squashed), 'status')).stdout).toMatch(
      /^0001_squashed_0002 +applied .*\n0003_create_towns +applied /,
    )
  })

  test('a squash is squashed again; a database must have met the first one', async () => {
    await migrate(projectOf(old), 'up')
    const early = await migrate(projectOf(twice), 'up')
    expect(early.status).toBe(1)
    expect(early.stderr).toContain('The database has applied migrations 0001_initial, 0002_create_shops, but')
    await migrate(projectOf(squashed), 'up')
    const up = await migrate(projectOf(twice), 'up')
    expect(up).toMatchObject({
      status: 0,
      stderr: '0001_squashed_0003 takes the place of 0001_squashed_0002, 0003_create_towns in the journal\n',
    })
    expect((await migrate(projectOf(twice), 'status')).stdout).toMatch(
      /^0001_squashed_0003 +applied .*\n1 applied, 0 pending/,
    )
    expect((await migrate(projectOf(twice), 'redo')).status).toBe(0)
    expect((await run(['check'], { cwd: projectOf(twice) })).status).toBe(0)
  })

  test('a fresh database runs the squashed one', async () => {
    const cwd = projectOf(squashed)
    const dry = await migrate(cwd, 'up', '--dry-run')
    expect(dry.stdout).toMatch(
      /^-- 0001_squashed_0002 up [\s\S]*CREATE TABLE[\s\S]*-- 2 migrations would run on /,
    )
    expect((await migrate(cwd, 'status')).stdout).toContain('0 applied, 2 pending')
    expect((await migrate(cwd, 'up')).stdout).toMatch(
      /^Applied 0001_squashed_0002 .*\nApplied 0003_create_towns /,
    )
    expect((await migrate(cwd, 'to', '0001')).stdout).toMatch(/^Undid 0003_create_towns /)
    expect((await migrate(cwd, 'redo')).stdout).toMatch(
      /^Undid 0001_squashed_0002 .*\nApplied 0001_squashed_0002 /,
    )
  })

  test('a baseline is written to the journal alone', async () => {
    const cwd = projectOf(old)
    // Only what is there can be adopted.
    if (dialect === 'sqlite') writeFileSync(database.url.slice('sqlite:'.length), '')
    expect(await migrate(cwd, 'baseline', '--to', '0001', '--dry-run')).toMatchObject({
      status: 1,
      stdout: '',
    })
    expect((await migrate(cwd, 'baseline', '--to', '0001', '--dry-run', '--accept-drift')).stdout).toContain(
      'Nothing was written.',
    )
    expect((await migrate(cwd, 'status')).stdout).toContain('0 applied, 2 pending')
    expect((await migrate(cwd, 'baseline', '--to', '0001', '--accept-drift')).stdout).toMatch(
      /^Recorded 0001_initial\n/,
    )
    expect((await migrate(cwd, 'status')).stdout).toContain('1 applied, 1 pending')
  })
})
