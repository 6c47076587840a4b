import type { PoolClient } from 'pg'
import type { CallLimit } from '../call-limit.js'
import { hangUp, requestCancel } from './cancel.js'

/** A statement that was to be cancelled and has not ended after so many milliseconds costs the connection. */
const patience = 2000

/** Runs the statement, which the client must begin at once, and has the server end it when the call must end. */
export async function withLimit<T>(
  client: PoolClient,
  limit: CallLimit,
  query: () => Promise<T>,
): Promise<T> {
  limit.check()
  let reason: Error | undefined
  let cancelled: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  const stop = limit.watch((why) => {
    if (reason) return
    reason = why
    timer = setTimeout(() => hangUp(client), patience)
    cancelled = requestCancel(client)
  })
  try {
    return await query()
  } catch (error) {
    throw reason ?? error
  } finally {
    stop()
    // A request that is under way must not meet the next statement.
    await cancelled
    clearTimeout(timer)
  }
}
