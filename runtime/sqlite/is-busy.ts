/** True if another connection holds the lock; also of an error that wraps the driver's. https://www.sqlite.org/rescode.html#busy */
export function isBusy(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  if ('code' in error && typeof error.code === 'string' && error.code.startsWith('SQLITE_BUSY')) return true
  return 'cause' in error && isBusy(error.cause)
}
