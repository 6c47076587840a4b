import type { Kysely } from 'kysely'
import { migrationDialectOf, onConnection } from './connection.js'
import type { JournalEntry } from './journal.js'
import type { MigrationDirection } from './progress.js'
import { type Migration, readMigrations } from './read-migrations.js'
import { isChanged, type MigrationState, migrationsOf, readState } from './state.js'

/** A migration of the folder or of the journal, and how the two agree on it. */
export type MigrationStatus = {
  readonly name: string
  /**
   * `changed`: the file is not the one that was applied; `missing`: applied, but the folder has no such migration;
   * `out-of-order`: pending, though a later one is applied; `stopped`: a run of it is under way or was interrupted.
   */
  readonly state: 'applied' | 'pending' | 'changed' | 'missing' | 'out-of-order' | 'stopped'
  /** ISO 8601, UTC; undefined while it is pending. */
  readonly appliedAt: string | undefined
  /** How far a migration that is `stopped` has come; other states have none. */
  readonly stopped?: StoppedAt
}

/** So many of its statements took effect; `startedAt` is ISO 8601, UTC. */
export type StoppedAt = {
  readonly direction: MigrationDirection
  readonly position: number
  readonly total: number
  readonly startedAt: string
}

/**
 * Compares the folder with the database, in the order of names. Reads only, and takes no lock. A squashed migration whose parts
 * the database has is applied, though the journal says so only after the next run.
 *
 * @example
 * const pending = (await migrationStatus(db, { folder })).filter(({ state }) => state === 'pending')
 */
export async function migrationStatus<DB>(
  db: Kysely<DB>,
  options: { readonly folder: string },
): Promise<readonly MigrationStatus[]> {
  const migrations = migrationsOf(await readMigrations(options.folder, migrationDialectOf(db)))
  const state = await onConnection(db, (connection) => readState(connection, options.folder, migrations))
  return [...knownOf(state), ...missingOf(state)]
    .map((status) => withPosition(state, status))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function knownOf({ migrations, journal }: MigrationState): readonly MigrationStatus[] {
  const entries = new Map(journal.map((entry) => [entry.name, entry]))
  return migrations.inOrder.map((migration) => statusOf(migration, entries.get(migration.name), journal))
}

const missingOf = ({ migrations, journal }: MigrationState): readonly MigrationStatus[] =>
  journal
    .filter((entry) => !migrations.byName.has(entry.name))
    .map((entry) => ({ name: entry.name, state: 'missing', appliedAt: entry.timestamp }))

function statusOf(
  migration: Migration,
  entry: JournalEntry | undefined,
  journal: readonly JournalEntry[],
): MigrationStatus {
  const { name } = migration
  if (entry === undefined) {
    const overtaken = journal.some((applied) => applied.name > name)
    return { name, state: overtaken ? 'out-of-order' : 'pending', appliedAt: undefined }
  }
  return { name, state: isChanged(migration, entry) ? 'changed' : 'applied', appliedAt: entry.timestamp }
}

function withPosition({ stopped }: MigrationState, status: MigrationStatus): MigrationStatus {
  if (stopped?.name !== status.name) return status
  const { direction, position, total, startedAt } = stopped
  return { ...status, state: 'stopped', stopped: { direction, position, total, startedAt } }
}
