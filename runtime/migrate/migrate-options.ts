import type { LockOptions } from './lock.js'
import { MigrationError } from './migration-error.js'
import type { OnMigrationProgress } from './progress.js'
import { defaultRetries, type Retries } from './retry.js'

/** What every run of migrations is told. */
export type MigrateOptions = {
  /** The `migrations` folder that `tablewright generate` writes. */
  readonly folder: string
  readonly onProgress?: OnMigrationProgress
  /** How long to wait for another runner, in milliseconds. Default: ten minutes. */
  readonly lockTimeoutMs?: number
  /**
   * How long a statement may wait for a lock on a table of PostgreSQL, in milliseconds; everybody who comes after it waits too.
   * Default: 3000. Statements with CONCURRENTLY keep nobody waiting and wait as long as it takes.
   */
  readonly tableLockTimeoutMs?: number
  /** How many times what met a lock or a deadlock is rolled back and tried again, with growing pauses. Default: 10, about two minutes. */
  readonly retries?: number
  /**
   * What became of a statement outside a transaction that an interrupted run had begun, where that cannot be found out: `done`, go on
   * after it; `again`, run it again. Without it the run is refused and says which statement it is.
   */
  readonly begun?: BegunStatement
  /** Only say what would run: nothing is run, nothing is written, no journal is made. Default: false. */
  readonly dryRun?: boolean
}

/** What somebody who looked at the database says of a statement. */
export type BegunStatement = 'done' | 'again'

/** Options of {@link migrateUp}. */
export type MigrateUpOptions = MigrateOptions & {
  /** Stop after this migration: its name, or its number. Default: the last one. */
  readonly to?: string
}

/** Options of {@link migrateDown}: `to` or `steps`, else one step. */
export type MigrateDownOptions = MigrateUpOptions & {
  /** How many migrations to undo. */
  readonly steps?: number
}

/** Options of {@link migrateTo}. */
export type MigrateToOptions = MigrateOptions & {
  /** The migration to be at: its name, or its number; `'0'`: before the first. */
  readonly to: string
}

/** Options of {@link migrateRedo}. */
export type MigrateRedoOptions = MigrateOptions & {
  /** How many migrations to undo and apply again. Default: 1. */
  readonly steps?: number
}

const nothing: OnMigrationProgress = () => {}

export const progressOf = ({
  onProgress = nothing,
}: Pick<MigrateOptions, 'onProgress'>): OnMigrationProgress => onProgress

export function lockOf(options: Pick<MigrateOptions, 'onProgress' | 'lockTimeoutMs'>): LockOptions {
  const onProgress = progressOf(options)
  return {
    timeoutMs: options.lockTimeoutMs ?? 600_000,
    onWaiting: () => onProgress({ kind: 'waiting' }),
  }
}

export function retriesOf(options: Pick<MigrateOptions, 'tableLockTimeoutMs' | 'retries'>): Retries {
  return {
    tableLockTimeoutMs: whole(
      'tableLockTimeoutMs',
      options.tableLockTimeoutMs ?? defaultRetries.tableLockTimeoutMs,
    ),
    times: whole('retries', options.retries ?? defaultRetries.times),
  }
}

/** The number goes into the text of a statement. */
function whole(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value
  throw new MigrationError('bad-target', `${name} must be a whole number from 0, not ${value}.`)
}
