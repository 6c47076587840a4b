import { CompiledQuery, type Kysely, type TransactionBuilder } from 'kysely'
import { actorText } from '../actor.js'
import { dialectOf } from '../dialect-of.js'
import { TransactionAbortedError } from '../errors.js'
import { linkOf } from '../link.js'
import { type Callback, runAfterCommit } from './after-commit.js'
import { nothingCommitted } from './nothing-committed.js'
import { OpenedTransaction } from './opened-transaction.js'
import { retrying } from './retry.js'
import {
  type TransactionOptions,
  type TransactionProperties,
  transactionProperties,
} from './transaction-options.js'
import { currentScope, holderOf, inTransactionScope } from './transaction-scope.js'

/** Makes the instance that the work is given of that of Kysely's transaction; what is to be run after the commit is added to the list. */
type Opens = (trx: Kysely<unknown>, opened: OpenedTransaction, callbacks: Callback[]) => Kysely<unknown>
type Work<T> = (trx: Kysely<unknown>) => Promise<T>

/** Runs the work in a transaction, once or as often as the options say; then what was to run after the commit. */
export async function runOutermost<T>(
  db: Kysely<unknown>,
  options: TransactionOptions,
  opens: Opens,
  work: Work<T>,
): Promise<T> {
  const properties = transactionProperties(options, dialectOf(db))
  const { result, callbacks } = await retrying(properties.retry, () => attempt(db, properties, opens, work))
  await runAfterCommit(callbacks, properties.onAfterCommitError)
  return result
}

/** The error of the work is the one to be seen, also where the database has no transaction left to roll back. */
async function attempt<T>(
  db: Kysely<unknown>,
  properties: TransactionProperties,
  opens: Opens,
  work: Work<T>,
): Promise<{ readonly result: T; readonly callbacks: readonly Callback[] }> {
  const isAmbient = properties.ambient ?? linkOf(db)?.ambientTransactions ?? false
  const opened = new OpenedTransaction(properties, holderOf(db), isAmbient, currentScope())
  const callbacks: Callback[] = []
  let failure: { readonly error: unknown } | undefined
  const noted = async (trx: Kysely<unknown>): Promise<T> => {
    const given = opens(trx, opened, callbacks)
    try {
      return await withProperties(trx, properties, () =>
        inTransactionScope(opened.holder, isAmbient ? given : undefined, () => work(given)),
      )
    } catch (error) {
      failure = { error }
      throw error
    } finally {
      await opened.end()
    }
  }
  try {
    return { result: await builderOf(db, properties).execute(noted), callbacks }
  } catch (error) {
    throw failure === undefined ? notCommitted(error) : failure.error
  }
}

function builderOf(
  db: Kysely<unknown>,
  { isolation, readOnly }: TransactionProperties,
): TransactionBuilder<unknown> {
  const builder = db.transaction()
  const isolated = isolation === undefined ? builder : builder.setIsolationLevel(isolation)
  return readOnly ? isolated.setAccessMode('read only') : isolated
}

/** Does at the beginning what a driver's BEGIN does not. */
async function withProperties<T>(
  trx: Kysely<unknown>,
  { deferrable, readOnly, settings }: TransactionProperties,
  work: () => Promise<T>,
): Promise<T> {
  if (dialectOf(trx) === 'sqlite') return linkOf(trx) ? work() : onForeignSqlite(trx, readOnly, work)
  if (deferrable) await execute(trx, 'SET TRANSACTION DEFERRABLE')
  const entries = [...actorSetting(trx), ...Object.entries(settings ?? {})]
  if (entries.length > 0) {
    const calls = entries.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, true)`)
    await execute(trx, `SELECT ${calls.join(', ')}`, entries.flat())
  }
  return work()
}

/** Raw SQL tells nobody who acts; it is who began the transaction, unless a repository's statement has said otherwise since. */
function actorSetting(trx: Kysely<unknown>): [name: string, value: string][] {
  const actor = actorText()
  if (actor === null || linkOf(trx)?.catalog.hasHistory === false) return []
  return [['tablewright.actor', actor]]
}

/**
 * Kysely's own driver begins without a lock, so that one who reads first and then writes could fail at any statement.
 * https://www.sqlite.org/lang_transaction.html#immediate
 */
async function onForeignSqlite<T>(
  trx: Kysely<unknown>,
  readOnly: boolean | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!readOnly) {
    await execute(trx, 'ROLLBACK')
    await execute(trx, 'BEGIN IMMEDIATE')
    return work()
  }
  await execute(trx, 'PRAGMA query_only = ON')
  try {
    return await work()
  } finally {
    await execute(trx, 'PRAGMA query_only = OFF')
  }
}

async function execute(trx: Kysely<unknown>, sql: string, parameters: unknown[] = []): Promise<void> {
  await trx.getExecutor().withoutPlugins().executeQuery(CompiledQuery.raw(sql, parameters))
}

/** Kysely has an error of its own for a COMMIT that PostgreSQL answered with ROLLBACK. */
function notCommitted(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'AbortedTransactionError') return error
  return new TransactionAbortedError(nothingCommitted, { cause: error })
}
