import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy } from '../sqlite/is-busy.js'
import { withCleanup } from '../with-cleanup.js'
import type { Connection } from './connection.js'
import { MigrationError } from './migration-error.js'

export type LockOptions = { readonly timeoutMs: number; readonly onWaiting: () => void }

/** The key of Kysely's own migrator, so that its runs and ours exclude each other. */
const advisoryLockKey = '3853314791062309107'
const pollMs = 50

/**
 * Holds PostgreSQL's migration lock during `work`. It asks again and again instead of waiting inside pg_advisory_lock: a
 * waiting statement holds a snapshot, and CREATE INDEX CONCURRENTLY in the other runner would wait for that forever
 * (https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).
 */
export async function withAdvisoryLock<T>(
  connection: Connection,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  await poll(options, async () => {
    const [row] = await connection.run(`select pg_try_advisory_lock(${advisoryLockKey}) as "locked"`)
    return row?.locked === true
  })
  try {
    return await work()
  } catch (error) {
    // A file that runs without a transaction of ours may have opened one, in which nothing can be run any more.
    await connection.run('rollback').catch(() => {})
    throw error
  } finally {
    await unlock(connection)
  }
}

/** A session that cannot give the lock back would keep it in the pool; its end gives it back, and the pool makes another. */
async function unlock(connection: Connection): Promise<void> {
  try {
    await connection.run(`select pg_advisory_unlock(${advisoryLockKey})`)
  } catch {
    // If that fails too the connection is lost, and the lock with it; the error of the migration is the one to be seen.
    await connection.run('select pg_terminate_backend(pg_backend_pid())').catch(() => {})
  }
}

/**
 * Opens SQLite's write transaction, which is its lock. The wait is ours, because the busy handler of the database blocks the
 * whole process and the holder may live in it.
 */
export async function beginImmediate(connection: Connection, options: LockOptions): Promise<void> {
  const [row] = await connection.run('pragma busy_timeout')
  const before = Number(row?.timeout ?? 0)
  await connection.run('pragma busy_timeout = 0')
  await withCleanup(
    () => poll(options, () => untilNotBusy(connection, 'begin immediate')),
    async () => {
      await connection.run(`pragma busy_timeout = ${before}`)
    },
  )
}

/** A COMMIT refused because of readers leaves the transaction open and may be tried again (https://www.sqlite.org/lang_transaction.html). */
export const commitWhenFree = (connection: Connection, options: LockOptions): Promise<void> =>
  poll(options, () => untilNotBusy(connection, 'commit'))

async function untilNotBusy(connection: Connection, sql: string): Promise<boolean> {
  try {
    await connection.runAtOnce(sql)
    return true
  } catch (error) {
    if (isBusy(error)) return false
    throw error
  }
}

async function poll(options: LockOptions, attempt: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + options.timeoutMs
  let said = false
  while (!(await attempt())) {
    if (Date.now() >= giveUpAt) throw lockedError(options.timeoutMs)
    if (!said) options.onWaiting()
    said = true
    await sleep(pollMs)
  }
}

const lockedError = (timeoutMs: number): MigrationError =>
  new MigrationError(
    'locked',
    `Another runner or transaction has held the database for ${timeoutMs / 1000} s, so this run gave up. ` +
      'Wait until it is done and run again.',
  )
