import { TablewrightError } from '../errors.js'

/**
 * A failure that undid the whole transaction and may be gone when it is run again: a serialization failure, a deadlock, a lock
 * that was not to be had, a table that was changed. Also of an error that wraps such a one.
 * https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html, https://www.sqlite.org/rescode.html#busy
 */
const codes = /^(?:40001|40P01|55P03|SQLITE_BUSY(?:_\w+)?)$/

/** How many errors deep the reason is looked for; causes may go in a circle. */
const depth = 10

export function isRetryable(thrown: unknown): boolean {
  let error = thrown
  for (let level = 0; level < depth && typeof error === 'object' && error !== null; level++) {
    if (error instanceof TablewrightError && error.retryable) return true
    if ('code' in error && typeof error.code === 'string' && codes.test(error.code)) return true
    error = 'cause' in error ? error.cause : undefined
  }
  return false
}
