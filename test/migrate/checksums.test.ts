import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, Migrator } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { extendChain, parseChain } from '../../generator/changes/checksums.js'
import { migrateBaseline } from '../../runtime/migrate/baseline.js'
import { migrateDown, migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationProvider } from '../../runtime/migrate/migration-provider.js'
import {
  createTable,
  migrationsFolder,
  type TestTarget,
  tablesOf,
  targets,
  writeMigration,
} from './databases.js'

/** A folder with the checksums that the generator writes. */
function checkedFolder(): string {
  const folder = migrationsFolder({ '0001_a': createTable('a'), '0002_b': createTable('b') })
  let text = ''
  for (const name of ['0001_a', '0002_b']) {
    const files = readdirSync(join(folder, name)).map((path) => ({
      path,
      content: readFileSync(join(folder, name, path), 'utf8'),
    }))
    text = extendChain(parseChain(text).chain, { name, files })
  }
  writeFileSync(join(folder, 'checksums.txt'), text)
  return folder
}

const append = (path: string, text: string) => writeFileSync(path, readFileSync(path, 'utf8') + text)

describe.each(targets)('%s', (dialect, makeTarget) => {
  let target: TestTarget
  let db: Kysely<unknown>
  let folder: string

  beforeEach(async () => {
    target = await makeTarget()
    db = target.open()
    folder = checkedFolder()
  })
  afterEach(async () => {
    rmSync(folder, { recursive: true })
    await target.close()
  })

  test('what the generator wrote runs, with the line ends of any checkout', async () => {
    const path = join(folder, '0001_a', `${dialect}.up.sql`)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\n', '\r\n'))
    writeFileSync(join(folder, '0001_a', '.DS_Store'), 'x')
    await migrateUp(db, { folder })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
    await migrateDown(db, { folder, to: '0' })
    expect(await tablesOf(db)).toEqual([])
  })

  test('an edited pending migration stops the run before anything is run', async () => {
    append(join(folder, '0002_b', `${dialect}.up.sql`), '--> sneaked in\nCREATE TABLE c (id integer);\n')
    const failed = { name: 'MigrationError', reason: 'changed', migration: '0002_b' }
    await expect(migrateUp(db, { folder })).rejects.toMatchObject(failed)
    await expect(migrateUp(db, { folder })).rejects.toThrow(join(folder, '0002_b'))
    await expect(migrateUp(db, { folder, to: '0001_a' })).rejects.toMatchObject(failed)
    expect(await tablesOf(db)).toEqual([])
  })

  test('an edited way back is not gone', async () => {
    await migrateUp(db, { folder })
    append(join(folder, '0002_b', `${dialect}.down.sql`), '--> sneaked in\nDROP TABLE a;\n')
    await expect(migrateDown(db, { folder })).rejects.toMatchObject({
      reason: 'changed',
      migration: '0002_b',
    })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
  })

  test('a migration without a line, a line without a migration and a broken line are refused', async () => {
    writeMigration(folder, '0003_c', createTable('c'))
    await expect(migrateUp(db, { folder })).rejects.toMatchObject({ reason: 'changed', migration: '0003_c' })
    rmSync(join(folder, '0003_c'), { recursive: true })
    rmSync(join(folder, '0002_b'), { recursive: true })
    await expect(migrateUp(db, { folder })).rejects.toMatchObject({ reason: 'missing', migration: '0002_b' })
    append(join(folder, 'checksums.txt'), '<<<<<<< ours\n')
    writeMigration(folder, '0002_b', createTable('b'))
    await expect(migrateUp(db, { folder })).rejects.toMatchObject({ reason: 'bad-file' })
    expect(await tablesOf(db)).toEqual([])
  })

  test('a folder that was generated does not run without its checksums; one written by hand has none', async () => {
    rmSync(join(folder, 'checksums.txt'))
    writeFileSync(join(folder, '0001_a', 'changes.json'), '{}')
    const failed = { name: 'MigrationError', reason: 'missing', migration: undefined }
    await expect(migrateUp(db, { folder })).rejects.toMatchObject(failed)
    await expect(migrateUp(db, { folder })).rejects.toThrow(`${join(folder, 'checksums.txt')} is missing`)
    await expect(migrateUp(db, { folder, dryRun: true })).rejects.toMatchObject(failed)
    await expect(migrateBaseline(db, { folder })).rejects.toMatchObject(failed)
    await expect(migrationProvider(folder).getMigrations()).rejects.toMatchObject(failed)
    expect(await tablesOf(db)).toEqual([])
    rmSync(join(folder, '0001_a', 'changes.json'))
    await migrateUp(db, { folder })
    expect(await tablesOf(db)).toEqual(['a', 'b'])
  })

  test('a file that is missing is told from a database that the migration was not written for', async () => {
    rmSync(join(folder, '0002_b', `${dialect}.down.sql`))
    const missing = { reason: 'missing-file', migration: '0002_b' }
    await expect(migrateUp(db, { folder })).rejects.toMatchObject(missing)
    await expect(migrateUp(db, { folder })).rejects.toThrow(
      `${join(folder, '0002_b', `${dialect}.down.sql`)} is missing. Nothing was run. Restore it from version control.`,
    )
    rmSync(join(folder, '0002_b', `${dialect}.up.sql`))
    await expect(migrateUp(db, { folder })).rejects.toMatchObject(missing)
    await expect(migrateUp(db, { folder })).rejects.toThrow('it was not written for this database')
  })

  test('what is edited after it was verified is not run', async () => {
    const migrations = await migrationProvider(folder).getMigrations()
    append(join(folder, '0001_a', `${dialect}.up.sql`), '--> sneaked in\nCREATE TABLE c (id integer);\n')
    await migrations['0001_a']?.up(db)
    expect(await tablesOf(db)).toEqual(['a'])
  })

  test("Kysely's Migrator is not given edited files", async () => {
    append(join(folder, '0001_a', `${dialect}.up.sql`), '--> sneaked in\nCREATE TABLE c (id integer);\n')
    const { error } = await new Migrator({ db, provider: migrationProvider(folder) }).migrateToLatest()
    expect(error).toMatchObject({ name: 'MigrationError', reason: 'changed', migration: '0001_a' })
    expect(await tablesOf(db)).not.toContain('a')
  })
})
