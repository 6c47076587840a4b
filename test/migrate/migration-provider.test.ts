import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrationProvider } from '../../runtime/migrate/migration-provider.js'
import { createTable, migrationsFolder, targets } from './databases.js'
import { Migrator } from './kysely-migrator.js'

test.each(targets)('on %s a migration without SQL for the database is named', async (_, makeTarget) => {
  const target = await makeTarget()
  const folder = migrationsFolder({ '0001_a': createTable('a') })
  rmSync(join(folder, '0001_a', `${target.dialect}.up.sql`))
  const migrator = new Migrator({ db: target.open(), provider: migrationProvider(folder) })
  const { error } = await migrator.migrateToLatest()
  expect(error).toMatchObject({ name: 'MigrationError', reason: 'missing-file', migration: '0001_a' })
  await target.close()
})
