import type { MigrationScript } from '../../runtime/migrate/migration-script.js'
import { readMigrations } from '../../runtime/migrate/read-migrations.js'
import type { DialectName } from '../../runtime/session.js'
import type { ReadDatabase } from '../drift/untold-lines.js'
import { extensionsIn } from '../prove/creation.js'
import type { EngineDatabase } from '../prove/engine.js'
import { engineFor } from '../prove/engines/index.js'
import { CommandError } from './command-error.js'

/** What a database holds in which these migrations were run and nothing else was done. */
export async function migrationsAnew(
  folder: string,
  dialect: DialectName,
  names: readonly string[],
): Promise<ReadDatabase> {
  const applied = new Set(names)
  const scripts = (await readMigrations(folder, dialect))
    .filter(({ name }) => applied.has(name))
    .map(({ up }) => up)
  const texts = scripts.flatMap(({ sections }) =>
    sections.flatMap(({ statements }) => statements.map(({ sql }) => sql)),
  )
  const engine = await engineFor(dialect, { extensions: extensionsIn(texts) })
  if ('unavailable' in engine) {
    throw new CommandError(
      'no-engine',
      `The migrations cannot be run to compare with: ${engine.unavailable}.`,
    )
  }
  const database = await engine.open()
  try {
    for (const script of scripts) await runScript(database, script)
    return { introspection: await database.introspect(), catalogue: await database.catalogue() }
  } finally {
    await database.close()
  }
}

async function runScript(
  database: EngineDatabase,
  { sections, foreignKeys }: MigrationScript,
): Promise<void> {
  await database.prepare(foreignKeys ? [] : ['foreign_keys: off'])
  for (const { transaction, statements } of sections) {
    const inside = transaction === 'single'
    if (inside) await database.execute('BEGIN')
    for (const { sql } of statements) await database.execute(sql)
    if (inside) await database.execute('COMMIT')
  }
}
