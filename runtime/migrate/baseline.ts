import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { type Connection, migrationDialectOf, onConnection } from './connection.js'
import { createJournal, recordApplied } from './journal.js'
import { withAdvisoryLock } from './lock.js'
import { inLockedTransaction } from './locked-transaction.js'
import { lockOf, type MigrateUpOptions, progressOf } from './migrate-options.js'
import { MigrationError } from './migration-error.js'
import { readFolder } from './read-folder.js'
import { type Migration, migrationsIn } from './read-migrations.js'
import { makeReplacements } from './replacements.js'
import {
  type MigrationState,
  type Migrations,
  migrationsOf,
  readState,
  resolveTarget,
  verifyState,
} from './state.js'
import { refuseStopped } from './stopped.js'

/** Options of {@link migrateBaseline}. */
export type MigrateBaselineOptions = Pick<
  MigrateUpOptions,
  'folder' | 'to' | 'onProgress' | 'lockTimeoutMs' | 'dryRun'
>

/** The migrations that were recorded, or would be with `dryRun`, in order; empty if the journal listed them already. */
export type MigrationBaseline = { readonly recorded: readonly string[] }

/**
 * Records migrations as applied without running them, for a database that has their tables already: all of them, or those up to
 * `to`. Whether the database really is what they would make of an empty one, the caller must know.
 *
 * @throws MigrationError `not-empty` if the journal lists anything but the first of these migrations, `changed` and `stopped` as
 * {@link migrateUp} does. Nothing is recorded then.
 *
 * @example
 * await migrateBaseline(db, { folder: 'generated/migrations', to: '0001_initial' })
 */
export async function migrateBaseline<DB>(
  db: Kysely<DB>,
  options: MigrateBaselineOptions,
): Promise<MigrationBaseline> {
  const folder = await readFolder(options.folder)
  const migrations = migrationsOf(migrationsIn(folder, migrationDialectOf(db)))
  verifyChecksums(folder)
  return onConnection(db, async (connection) => {
    if (options.dryRun === true) {
      const state = await readState(connection, options.folder, migrations)
      return { recorded: unrecorded(state, options.to).map(({ name }) => name) }
    }
    return recordAll(connection, options, migrations)
  })
}

function recordAll(
  connection: Connection,
  options: MigrateBaselineOptions,
  migrations: Migrations,
): Promise<MigrationBaseline> {
  const lock = lockOf(options)
  const record = async (): Promise<MigrationBaseline> => {
    const state = await readState(connection, options.folder, migrations)
    const missing = unrecorded(state, options.to)
    await makeReplacements(connection, state.replacements, progressOf(options))
    let last = state.journal.at(-1)
    for (const { name, up } of missing) {
      const applied = { name, checksum: up.checksum, durationMs: 0, statements: up.statements.length }
      last = await recordApplied(connection, applied, last)
    }
    return { recorded: missing.map(({ name }) => name) }
  }
  if (connection.dialect === 'sqlite') {
    return inLockedTransaction(connection, lock, async () => {
      await createJournal(connection)
      return record()
    })
  }
  return withAdvisoryLock(connection, lock, async () => {
    await createJournal(connection)
    return inLockedTransaction(connection, lock, record)
  })
}

/** The migrations of the baseline that the journal does not list. */
function unrecorded(state: MigrationState, to: string | undefined): readonly Migration[] {
  const { inOrder } = state.migrations
  const end = to === undefined ? inOrder.length : inOrder.indexOf(resolveTarget(state, to)) + 1
  const wanted = inOrder.slice(0, end)
  const stray = state.journal.find(({ name }, index) => wanted[index]?.name !== name)
  if (stray !== undefined) throw notEmpty(stray.name, wanted)
  verifyState(state)
  refuseStopped(state.stopped)
  return wanted.slice(state.journal.length)
}

function notEmpty(name: string, wanted: readonly Migration[]): MigrationError {
  const last = wanted.at(-1)?.name ?? 'none'
  return new MigrationError(
    'not-empty',
    `The journal lists ${name}, which is not among the migrations to record, up to ${last}, in their order. Nothing was recorded. ` +
      'A baseline is for a database that migrations were never run on; on this one, run the migrations.',
    { migration: name },
  )
}
