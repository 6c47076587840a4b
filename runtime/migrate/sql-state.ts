/** PostgreSQL's code of an error, also of one that wraps the driver's. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export function sqlStateOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)) return error.code
  return 'cause' in error ? sqlStateOf(error.cause) : undefined
}

export const lockNotAvailable = '55P03'
export const deadlockDetected = '40P01'
export const serializationFailure = '40001'
/** The statement cannot run inside a transaction. */
export const activeTransaction = '25001'
/** A COMMIT in a block or a procedure that runs inside a transaction. */
export const invalidTransactionTermination = '2D000'
