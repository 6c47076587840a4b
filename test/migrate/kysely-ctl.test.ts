import { mkdtempSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { migrateUp } from '../../runtime/migrate/migrate.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { opened, run } from '../support/opened.js'
import { migrationsFolder } from './databases.js'
import { compiled, start } from './process/start.js'
import { rebuild, severalSections } from './several-sections.js'

const programs = compiled()
afterAll(programs.remove)

const binary = join(
  dirname(createRequire(import.meta.url).resolve('kysely-ctl/package.json')),
  'dist/bin.mjs',
)

/** A project of somebody who has `kysely.config.ts`. */
function project(url: string, migrations: string): string {
  const folder = mkdtempSync(join(programs.folder, 'project-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'kysely.config.ts'),
    `import { defineConfig } from 'kysely-ctl'
import { connect, migrationProvider } from '../runtime/index.js'

export default defineConfig({
  kysely: connect(${JSON.stringify(url)}),
  migrations: { provider: migrationProvider(${JSON.stringify(migrations)}) },
})
`,
  )
  return folder
}

const kysely = (folder: string, ...args: readonly string[]) =>
  start(binary, 'migrate', ...args, '--cwd', folder, '--no-outdated-check').ended

test('kysely-ctl runs migrations on SQLite, and our runner goes on', async () => {
  const database = await opened('sqlite', { by: 'connect' })
  const folder = migrationsFolder(rebuild)
  const config = project(database.url, folder)
  expect(await kysely(config, 'up')).toMatchObject({ status: 0 })
  expect((await migrateUp(database.db, { folder })).executed.map(({ name }) => name)).toEqual([
    '0002_rebuild',
  ])
  expect(await kysely(config, 'down')).toMatchObject({ status: 0 })
  expect(await kysely(config, 'latest')).toMatchObject({ status: 0 })
  expect(await run(database, 'select * from parts')).toHaveLength(3)
  expect((await migrationStatus(database.db, { folder })).map(({ state }) => state)).toEqual([
    'applied',
    'applied',
  ])
  await database.close()
})

test('kysely-ctl runs migrations on PostgreSQL; what needs --no-transaction says so', async () => {
  const database = await opened('postgres', { by: 'connect' })
  const folder = migrationsFolder(severalSections)
  const config = project(database.url, folder)
  expect(await kysely(config, 'up')).toMatchObject({ status: 0 })
  const refused = await kysely(config, 'latest')
  expect(refused.status).not.toBe(0)
  expect(refused.output + refused.errors).toContain('kysely-ctl: `--no-transaction`')
  expect(await kysely(config, 'latest', '--no-transaction')).toMatchObject({ status: 0 })
  expect((await run(database, 'select what from effects order by what')).map(({ what }) => what)).toEqual([
    'alone',
    'begin',
    'end',
    'middle',
  ])
  expect(await migrateUp(database.db, { folder })).toEqual({ executed: [] })
  expect((await migrationStatus(database.db, { folder })).map(({ state }) => state)).toEqual(
    Array(3).fill('applied'),
  )
  await database.close()
})
