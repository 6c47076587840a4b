import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { chainOf, type MigrationFiles, printChain } from '../../generator/changes/checksums.js'
import type { Model } from '../../generator/model/model.js'
import { migrateDown, migrateUp } from '../../runtime/migrate/index.js'
import type { DialectName } from '../../runtime/session.js'
import { clear } from '../support/catalogue.js'
import { type Opened, opened } from '../support/opened.js'
import { canonicalCatalogue } from './canonical-catalogue.js'
import { creationOf, type GoldenCase, migrationOf } from './golden-case.js'
import { asRead, insertRows, keptIn, type Rows, readRows } from './rows.js'

/**
 * The files of a case as they would lie in a project, run by the runner that everybody runs them with: up is what a fresh
 * database is, down is what it was, up again is up, and the rows are there all the time.
 */
export async function runCase(golden: GoldenCase, dialect: DialectName, version: string): Promise<void> {
  const before = creationOf('0001_before', golden.before, golden.dialects)
  const migration = { name: golden.name, files: migrationOf(golden, { [dialect]: version }).files }
  const fresh = await catalogueAfter(dialect, [creationOf('0001_after', golden.after, golden.dialects)])
  const chain = golden.name === '0001_case' ? [migration] : [before, migration]
  await onDatabase(dialect, chain, async (database, folder) => {
    if (chain.length > 1) await migrateUp(database.db, { folder, to: before.name })
    await insertRows(database, golden.rows.before)
    const start = await canonicalCatalogue(database)
    await migrateUp(database.db, { folder })
    expect(await canonicalCatalogue(database)).toEqual(fresh)
    await expectRows(database, golden.after, [golden.rows.before, golden.rows.after])
    await migrateDown(database.db, { folder })
    expect(await canonicalCatalogue(database)).toEqual(start)
    await expectRows(database, golden.before, [golden.rows.before, golden.rows.down])
    await migrateUp(database.db, { folder })
    expect(await canonicalCatalogue(database)).toEqual(fresh)
  })
}

/** Later rows stand for earlier ones of the same table. */
async function expectRows(database: Opened, model: Model, rows: readonly Rows[]): Promise<void> {
  const expected = keptIn(Object.assign({}, ...rows), model, database.dialect)
  expect(await readRows(database, expected)).toEqual(asRead(expected, database))
}

const catalogueAfter = (dialect: DialectName, migrations: readonly MigrationFiles[]) =>
  onDatabase(dialect, migrations, async (database, folder) => {
    await migrateUp(database.db, { folder })
    return canonicalCatalogue(database)
  })

/** Made once, because it takes longer to make a database than to empty it. */
const databases = new Map<DialectName, Opened>()

export async function closeDatabases(): Promise<void> {
  for (const database of databases.values()) await database.close()
  databases.clear()
}

async function emptyDatabase(dialect: DialectName): Promise<Opened> {
  const database = databases.get(dialect) ?? (await opened(dialect, { by: 'kysely' }))
  databases.set(dialect, database)
  await clear(database)
  return database
}

async function onDatabase<T>(
  dialect: DialectName,
  migrations: readonly MigrationFiles[],
  work: (database: Opened, folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-golden-'))
  try {
    writeMigrations(folder, migrations)
    return await work(await emptyDatabase(dialect), folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeMigrations(folder: string, migrations: readonly MigrationFiles[]): void {
  for (const { name, files } of migrations) {
    mkdirSync(join(folder, name))
    for (const { path, content } of files) writeFileSync(join(folder, name, path), content)
  }
  writeFileSync(join(folder, 'checksums.txt'), printChain(chainOf(migrations)))
}
