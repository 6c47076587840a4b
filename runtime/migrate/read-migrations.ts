import { join } from 'node:path'
import type { DialectName } from '../session.js'
import { MigrationError } from './migration-error.js'
import { type MigrationScript, parseMigrationScript } from './migration-script.js'
import type { MigrationDirection } from './progress.js'
import { type MigrationFolder, readFolder } from './read-folder.js'
import { type ReplacedMigration, replacedIn } from './read-replaced.js'

/** A migration as it lies in its folder, both ways. */
export type Migration = {
  /** Name of the folder, such as `0001_initial`; it is also the name in the journal. */
  readonly name: string
  readonly up: MigrationScript
  readonly down: MigrationScript
  /** The migrations that it was squashed from, in order; most have none. */
  readonly replaces: readonly ReplacedMigration[]
}

/**
 * Reads all migrations of a folder for one database, in the order they are applied: by name, compared by code units as Kysely's
 * `Migrator` does. A folder that does not exist yet has no migrations.
 *
 * @param folder the `migrations` folder that `tablewright generate` writes
 * @throws MigrationError `missing-file` if a migration was not written for this database or a file of it is gone, `bad-file` if one cannot be read
 *
 * @example
 * const migrations = await readMigrations('generated/migrations', 'sqlite')
 */
export async function readMigrations(folder: string, dialect: DialectName): Promise<readonly Migration[]> {
  return migrationsIn(await readFolder(folder), dialect)
}

export const migrationsIn = (folder: MigrationFolder, dialect: DialectName): readonly Migration[] =>
  [...folder.migrations].map(([name, texts]) => ({
    name,
    up: scriptIn(folder, name, dialect, 'up'),
    down: scriptIn(folder, name, dialect, 'down'),
    replaces: replacedIn(join(folder.path, name), dialect, texts),
  }))

/** One file of one migration. */
export function scriptIn(
  { path, migrations }: MigrationFolder,
  name: string,
  dialect: DialectName,
  direction: MigrationDirection,
): MigrationScript {
  const fileName = `${dialect}.${direction}.sql`
  const texts = migrations.get(name)
  const text = texts?.get(fileName)
  if (text === undefined) {
    const isForDialect = texts?.has(`${dialect}.${opposite[direction]}.sql`) === true
    throw isForDialect
      ? lostFile(join(path, name, fileName), name)
      : notForDatabase(`Migration ${name} has no ${fileName}`, name)
  }
  const script = parseMigrationScript(join(path, name, fileName), text)
  refuseForeignDirectives(script, name, dialect)
  return script
}

const opposite = { up: 'down', down: 'up' } as const

const lostFile = (file: string, migration: string): MigrationError =>
  new MigrationError(
    'missing-file',
    `${file} is missing. Nothing was run. Restore it from version control.`,
    { migration },
  )

const notForDatabase = (absent: string, migration: string): MigrationError =>
  new MigrationError(
    'missing-file',
    `${absent}: it was not written for this database. ` +
      'Restore the file from version control, or name the database under `dialects:` and start the migrations anew.',
    { migration },
  )

/** What a runner cannot do for this database it must not pass over: a file says what its safety depends on. */
function refuseForeignDirectives(script: MigrationScript, migration: string, dialect: DialectName): void {
  const { sections, keepsRows } = script
  const refuse = (problem: string): never => {
    throw new MigrationError('bad-file', `${script.file}: ${problem}.`, { migration })
  }
  if (dialect === 'postgres' && keepsRows.length > 0) refuse('"-- keeps_rows" is for SQLite alone')
  if (dialect === 'postgres') return
  const inOneTransaction = ', where every migration runs in one transaction'
  if (sections.some(({ transaction }) => transaction === 'none'))
    refuse(`"-- transaction: none" is not for SQLite${inOneTransaction}`)
  if (sections.length > 1) refuse(`a second "-- transaction" is not for SQLite${inOneTransaction}`)
}
