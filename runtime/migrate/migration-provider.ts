import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { connectionOn, migrationDialectOf } from './connection.js'
import { MigrationError } from './migration-error.js'
import type { MigrationDirection } from './progress.js'
import { migrationNames, readScript } from './read-migrations.js'
import { runScript, runStatements, type ScriptRun } from './run-script.js'

/** What Kysely's `Migrator` and kysely-ctl ask for; spelled out, because Kysely exports its own type from different places in different versions. */
export type KyselyMigrationProvider = {
  getMigrations(): Promise<Record<string, KyselyMigration>>
}

/** One migration as Kysely's `Migrator` runs it. */
export type KyselyMigration = {
  up(db: Kysely<unknown>): Promise<void>
  down(db: Kysely<unknown>): Promise<void>
}

/**
 * Gives generated migrations to Kysely's own `Migrator`. {@link migrateUp} does more (a lock on SQLite, a transaction for each
 * migration on PostgreSQL, checksums), and both keep the same journal, so either can go on where the other stopped.
 *
 * @throws MigrationError from `up` and `down`, as {@link migrateUp} does; `bad-file` for a file that must run outside a
 * transaction, because the `Migrator` has one open on PostgreSQL
 *
 * @example
 * const migrator = new Migrator({ db, provider: migrationProvider('generated/migrations') })
 */
export const migrationProvider = (folder: string): KyselyMigrationProvider => ({
  getMigrations: async () => {
    await verifyChecksums(folder)
    const names = await migrationNames(folder)
    return Object.fromEntries(names.map((name) => [name, migrationIn(folder, name)]))
  },
})

const migrationIn = (folder: string, name: string): KyselyMigration => ({
  up: (db) => runFile(db, folder, name, 'up'),
  down: (db) => runFile(db, folder, name, 'down'),
})

async function runFile(
  db: Kysely<unknown>,
  folder: string,
  migration: string,
  direction: MigrationDirection,
): Promise<void> {
  const dialect = migrationDialectOf(db)
  const script = await readScript(folder, migration, dialect, direction)
  const connection = connectionOn(db.withoutPlugins(), dialect)
  const run: ScriptRun = {
    migration,
    direction,
    script,
    stillWanted: async () => true,
    record: async () => {},
    lock: { timeoutMs: 600_000, onWaiting: () => {} },
    onProgress: () => {},
  }
  if (!db.isTransaction) await runScript(connection, run)
  else if (script.transaction === 'single' && script.foreignKeys) await runStatements(connection, run)
  else refuseTransaction(script.file, migration)
}

function refuseTransaction(file: string, migration: string): never {
  throw new MigrationError(
    'bad-file',
    `${file} cannot run inside the transaction that Kysely's Migrator has open. Run it with \`tablewright migrate up\` or migrateUp().`,
    { migration },
  )
}
