import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.js'
import { stateAfter, whatFailed } from './failure.js'
import { lockHolders } from './lock-holders.js'
import { MigrationError } from './migration-error.js'
import type { ScriptRun } from './run-script.js'
import { deadlockDetected, lockNotAvailable, serializationFailure, sqlStateOf } from './sql-state.js'

export type Retries = {
  /** How long a statement may wait for a lock on a table, while everybody else queues behind it. */
  readonly tableLockTimeoutMs: number
  /** How many times it is tried again. */
  readonly times: number
}

/** With the ten retries that are the default, all of the waiting takes less than two minutes. */
export const defaultRetries: Retries = { tableLockTimeoutMs: 3000, times: 10 }

const firstDelayMs = 500
const longestDelayMs = 12_000

const problems: { readonly [sqlState: string]: string } = {
  [lockNotAvailable]: 'a lock was not to be had',
  [deadlockDetected]: 'a deadlock was broken',
  [serializationFailure]: 'another transaction changed the same rows',
}

/**
 * Does `work`, which leaves nothing behind when it fails, again while what stops it passes by itself. A statement that waits for
 * a lock on a table makes everybody after it wait too, so it waits for short and gives way in between.
 */
export async function patiently<T>(
  connection: Connection,
  run: ScriptRun,
  kept: number,
  work: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const problem = problems[sqlStateOf(error) ?? '']
      if (problem === undefined || !(error instanceof MigrationError)) throw error
      const said = `${problem}${await lockHolders(connection, error.statement?.sql)}`
      if (attempt > run.retries.times) throw gaveUp(run, kept, error, said)
      const delayMs = backOff(attempt)
      const { migration, retries } = run
      run.onProgress({ kind: 'retrying', migration, attempt, retries: retries.times, delayMs, problem: said })
      await sleep(delayMs)
    }
  }
}

/** Doubles, with a random part, so that two that stand in each other's way part. */
function backOff(attempt: number): number {
  const longest = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1))
  return Math.round(longest * (0.5 + Math.random() / 2))
}

function gaveUp(run: ScriptRun, kept: number, error: MigrationError, problem: string): MigrationError {
  const { statement } = error
  const place = statement === undefined ? { kept } : { kept, statement }
  const tries = run.retries.times + 1
  return new MigrationError(
    'locked-table',
    `${whatFailed(run, place)}, ${tries === 1 ? 'once' : `${tries} times`}: ${problem}.\n${stateAfter(run, place)} ` +
      'End the other transaction, or run when there is less to do.',
    { migration: run.migration, cause: error.cause, ...(statement === undefined ? {} : { statement }) },
  )
}
