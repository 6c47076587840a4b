import { type Dialect, type Driver, Kysely } from 'kysely'
import { ConnectionError } from './errors.js'

export const closed = (): ConnectionError =>
  new ConnectionError('The connection was closed by destroy() and cannot be used any more.')

/** Kysely says by a plain error that an instance was destroyed. */
export function translateClosed(error: unknown): unknown {
  if (!(error instanceof Error) || error.message !== 'driver has already been destroyed') return error
  return new ConnectionError(closed().message, { cause: error })
}

/**
 * The same instance, which refuses with a {@link ConnectionError} whatever comes after its `destroy()`. Kysely refuses that before
 * it asks a driver, so that a driver could not say so itself.
 */
export function refusingWhenClosed<DB>(db: Kysely<DB>, dialect: Dialect, driver: Driver): Kysely<DB> {
  let isClosed = false
  const opened = db.getExecutor()
  const executor = opened.withConnectionProvider({
    provideConnection: async (consumer) => {
      if (isClosed) throw closed()
      return opened.provideConnection(consumer)
    },
  })
  const closing: Driver = {
    init: () => driver.init(),
    acquireConnection: () => driver.acquireConnection(),
    beginTransaction: (...call) => driver.beginTransaction(...call),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    savepoint: async (...call) => driver.savepoint?.(...call),
    rollbackToSavepoint: async (...call) => driver.rollbackToSavepoint?.(...call),
    releaseSavepoint: async (...call) => driver.releaseSavepoint?.(...call),
    releaseConnection: (connection) => driver.releaseConnection(connection),
    destroy: () => {
      isClosed = true
      return db.destroy()
    },
  }
  return new Kysely<DB>({ config: { dialect }, dialect, driver: closing, executor })
}
