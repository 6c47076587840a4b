import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { migrationDialectOf } from './connection.js'
import { lockOf, type MigrateOptions, progressOf, retriesOf } from './migrate-options.js'
import type { MigrationDirection } from './progress.js'
import { runForKysely, runInTransaction } from './provided-run.js'
import { type MigrationFolder, readFolder } from './read-folder.js'
import { scriptIn } from './read-migrations.js'
import type { ScriptRun } from './run-script.js'

/** What Kysely's `Migrator` and kysely-ctl ask for; spelled out, because Kysely exports its own type from different places in different versions. */
export type KyselyMigrationProvider = {
  getMigrations(): Promise<Record<string, KyselyMigration>>
}

/** One migration as Kysely's `Migrator` runs it. */
export type KyselyMigration = {
  up(db: Kysely<unknown>): Promise<void>
  down(db: Kysely<unknown>): Promise<void>
}

/** Options of {@link migrationProvider}. */
export type MigrationProviderOptions = Pick<
  MigrateOptions,
  'onProgress' | 'lockTimeoutMs' | 'tableLockTimeoutMs' | 'retries'
>

/**
 * Gives generated migrations to Kysely's own `Migrator`, and to kysely-ctl. {@link migrateUp} does more (a lock on SQLite, a
 * transaction for each migration on PostgreSQL, checksums of what was applied), and both keep the same journal, so either can go on
 * where the other stopped.
 *
 * On PostgreSQL the `Migrator` opens one transaction around all migrations. A file with statements that run outside a transaction,
 * such as CREATE INDEX CONCURRENTLY, needs `disableTransactions: true`, or `--no-transaction` for kysely-ctl; each file then runs
 * in transactions of its own, and one that was interrupted is finished by the next run. On SQLite a file always is one transaction
 * of its own; a process that ends between it and the journal of the `Migrator` leaves it unlisted, which {@link migrateUp} never does.
 *
 * A database that has the parts of a squashed migration (`*.replaces.txt`) needs one run of {@link migrateUp} first, which rewrites
 * the journal; the `Migrator` says of it that previously executed migrations are missing.
 *
 * @throws MigrationError from `up` and `down`, as {@link migrateUp} does; `bad-file` for a file that cannot run inside the
 * transaction that is open
 *
 * @example
 * const provider = migrationProvider('generated/migrations')
 * const migrator = new Migrator({ db, provider, disableTransactions: true })
 */
export const migrationProvider = (
  folder: string,
  options: MigrationProviderOptions = {},
): KyselyMigrationProvider => ({
  getMigrations: async () => {
    const read = await readFolder(folder)
    verifyChecksums(read)
    return Object.fromEntries(
      [...read.migrations.keys()].map((name) => [name, migrationIn(read, name, options)]),
    )
  },
})

const migrationIn = (
  folder: MigrationFolder,
  name: string,
  options: MigrationProviderOptions,
): KyselyMigration => ({
  up: (db) => runFile(db, folder, name, 'up', options),
  down: (db) => runFile(db, folder, name, 'down', options),
})

async function runFile(
  db: Kysely<unknown>,
  folder: MigrationFolder,
  migration: string,
  direction: MigrationDirection,
  options: MigrationProviderOptions,
): Promise<void> {
  const dialect = migrationDialectOf(db)
  const run: ScriptRun = {
    migration,
    direction,
    script: scriptIn(folder, migration, dialect, direction),
    position: 0,
    begun: false,
    begunStatement: undefined,
    stillWanted: async () => true,
    record: async () => {},
    alwaysKeepsPosition: true,
    lock: lockOf(options),
    retries: retriesOf(options),
    onProgress: progressOf(options),
  }
  if (db.isTransaction) await runInTransaction(db, dialect, run)
  else await runForKysely(db, run)
}
