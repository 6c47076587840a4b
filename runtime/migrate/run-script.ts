import type { Connection } from './connection.js'
import type { LockOptions } from './lock.js'
import type { BegunStatement } from './migrate-options.js'
import type { MigrationScript } from './migration-script.js'
import type { MigrationDirection, OnMigrationProgress } from './progress.js'
import type { Retries } from './retry.js'
import { runOnPostgres } from './run-on-postgres.js'
import { runOnSqlite } from './run-on-sqlite.js'

/** One script to run and what to write down in the same transaction. */
export type ScriptRun = {
  readonly migration: string
  readonly direction: MigrationDirection
  readonly script: MigrationScript
  /** How many statements an interrupted run has done. */
  readonly position: number
  /** Whether that run had begun the next one too. */
  readonly begun: boolean
  /** What somebody says of it. */
  readonly begunStatement: BegunStatement | undefined
  /** Asked once the lock is held; false: another runner was faster, and nothing is run. */
  readonly stillWanted: () => Promise<boolean>
  /** Is called in the last transaction of the script. */
  readonly record: (durationMs: number) => Promise<void>
  /** The position is kept also for a file of one transaction, because `record` does not write the journal. */
  readonly alwaysKeepsPosition: boolean
  readonly lock: LockOptions
  readonly retries: Retries
  readonly onProgress: OnMigrationProgress
}

/** Returns the time it took, or undefined if it was no longer wanted. */
export async function runScript(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  const durationMs =
    connection.dialect === 'sqlite'
      ? await runOnSqlite(connection, run)
      : await runOnPostgres(connection, run)
  if (durationMs !== undefined) {
    run.onProgress({ kind: 'finished', migration: run.migration, direction: run.direction, durationMs })
  }
  return durationMs
}
