import { InvalidQueryError } from '../errors.js'

/** Kysely says by a plain error that a transaction is over. */
export function translateUsedTransaction(error: unknown): unknown {
  const [, end] =
    /^Transaction is already (committed|rolled back)$/.exec(error instanceof Error ? error.message : '') ?? []
  if (end === undefined) return error
  return new InvalidQueryError(
    `The transaction was ${end} before this call. Wait for every call inside it, and use the connection itself after it.`,
    { cause: error },
  )
}
