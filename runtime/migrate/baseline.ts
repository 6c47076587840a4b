import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { type Connection, migrationDialectOf, onConnection } from './connection.js'
import { createJournal, type JournalEntry, recordApplied, setAside } from './journal.js'
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
> & {
  /**
   * The journal lists migrations that Kysely's Migrator ran before and that this folder has not: they are moved into the table
   * `kysely_migration_before`, and the journal begins with those of the folder. Kysely's own migrations are done with then.
   */
  readonly takeOver?: boolean
}

/**
 * The migrations that were recorded, or would be with `dryRun`, in order; empty if the journal listed them already. `setAside`:
 * entries of another runner that were taken out of the journal.
 */
export type MigrationBaseline = { readonly recorded: readonly string[]; readonly setAside: readonly string[] }

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
      const { state, foreign } = takenOver(await readState(connection, options.folder, migrations), options)
      return { recorded: unrecorded(state, options.to).map(({ name }) => name), setAside: foreign }
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
    const { state, foreign } = takenOver(await readState(connection, options.folder, migrations), options)
    const missing = unrecorded(state, options.to)
    if (foreign.length > 0) await setAside(connection, foreign)
    await makeReplacements(connection, state.replacements, progressOf(options))
    let last = state.journal.at(-1)
    for (const { name, up } of missing) {
      const applied = { name, checksum: up.checksum, durationMs: 0, statements: up.statements.length }
      last = await recordApplied(connection, applied, last)
    }
    return { recorded: missing.map(({ name }) => name), setAside: foreign }
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

/** The state without the entries of another runner, if they are to go: those that the folder has not, and that no run of ours made. */
function takenOver(
  state: MigrationState,
  { takeOver = false }: MigrateBaselineOptions,
): { readonly state: MigrationState; readonly foreign: readonly string[] } {
  const isForeign = ({ name, checksum }: JournalEntry): boolean =>
    takeOver && checksum === undefined && !state.migrations.byName.has(name)
  return {
    state: { ...state, journal: state.journal.filter((entry) => !isForeign(entry)) },
    foreign: state.journal.filter(isForeign).map(({ name }) => name),
  }
}

/** The migrations of the baseline that the journal does not list. */
function unrecorded(state: MigrationState, to: string | undefined): readonly Migration[] {
  const { inOrder } = state.migrations
  const end = to === undefined ? inOrder.length : inOrder.indexOf(resolveTarget(state, to)) + 1
  const wanted = inOrder.slice(0, end)
  const stray = state.journal.find(({ name }, index) => wanted[index]?.name !== name)
  if (stray !== undefined) throw notEmpty(stray, wanted)
  verifyState(state)
  refuseStopped(state.stopped)
  return wanted.slice(state.journal.length)
}

function notEmpty({ name, checksum }: JournalEntry, wanted: readonly Migration[]): MigrationError {
  const last = wanted.at(-1)?.name ?? 'none'
  const hint =
    checksum === undefined
      ? 'If it is one that Kysely ran before, --take-over (takeOver: true) moves it and its like out of the journal.'
      : 'A baseline is for a database that migrations were never run on; on this one, run the migrations.'
  return new MigrationError(
    'not-empty',
    `The journal lists ${name}, which is not among the migrations to record, up to ${last}, in their order. Nothing was recorded. ${hint}`,
    { migration: name },
  )
}
