import type { Kysely } from 'kysely'
import { again, downSteps, downTo, exactlyTo, requireSteps, upTo } from './goal.js'
import type {
  MigrateDownOptions,
  MigrateRedoOptions,
  MigrateToOptions,
  MigrateUpOptions,
} from './migrate-options.js'
import { MigrationError } from './migration-error.js'
import type { MigrationResult } from './migration-result.js'
import { runTowards } from './runner.js'

/**
 * Applies pending migrations in order, each in a transaction of its own together with its entry in the journal
 * (`kysely_migration`, which Kysely's `Migrator` reads too). Safe to call from many processes at once: one works, the others
 * wait and find nothing to do.
 *
 * A file for PostgreSQL may have several transactions, and statements outside any. How far it came is recorded with each, and a
 * run that was interrupted, at whatever statement, is finished by the next.
 *
 * @throws MigrationError if files changed or disappeared since they were generated or applied (nothing is run), or if a statement
 * fails (its transaction is rolled back, what was committed before stays), or if a table stays locked
 *
 * @example
 * const db = connect('sqlite:app.db')
 * const { executed } = await migrateUp(db, { folder: 'generated/migrations' })
 */
export async function migrateUp<DB>(db: Kysely<DB>, options: MigrateUpOptions): Promise<MigrationResult> {
  return runTowards(db, options, upTo(options.to))
}

/**
 * Undoes applied migrations, the newest first: one, or `steps`, or all after `to` (which itself stays). `to: '0'` undoes all.
 *
 * @throws MigrationError as {@link migrateUp} does, and `bad-target` if `to` is not applied
 *
 * @example
 * await migrateDown(db, { folder: 'generated/migrations', to: '0001_initial' })
 */
export async function migrateDown<DB>(db: Kysely<DB>, options: MigrateDownOptions): Promise<MigrationResult> {
  const { to, steps } = options
  if (to !== undefined && steps !== undefined) {
    throw new MigrationError(
      'bad-target',
      'Say either how many steps to go down or which migration to go down to.',
    )
  }
  return runTowards(db, options, to === undefined ? downSteps(requireSteps(steps ?? 1)) : downTo(to))
}

/**
 * Applies or undoes migrations until the one named is the last that is applied.
 *
 * @throws MigrationError as {@link migrateUp} does
 *
 * @example
 * await migrateTo(db, { folder: 'generated/migrations', to: '0007' })
 */
export async function migrateTo<DB>(db: Kysely<DB>, options: MigrateToOptions): Promise<MigrationResult> {
  return runTowards(db, options, exactlyTo(options.to))
}

/**
 * Undoes the last migration, or the last `steps`, and applies the same again. For a migration that is being written; what it
 * dropped on the way down is gone.
 *
 * A run that is cut off between the two leaves the migration pending, and {@link migrateUp} applies it again. Another redo would
 * begin with the one before it.
 *
 * @throws MigrationError as {@link migrateUp} does
 *
 * @example
 * await migrateRedo(db, { folder: 'generated/migrations', dryRun: true })
 */
export async function migrateRedo<DB>(db: Kysely<DB>, options: MigrateRedoOptions): Promise<MigrationResult> {
  return runTowards(db, options, again(requireSteps(options.steps ?? 1)))
}
