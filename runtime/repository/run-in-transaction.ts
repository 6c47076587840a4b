import type { Kysely } from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'
import { sessionOf } from '../session-of.js'
import { nestedTransactionsOf } from '../transactions/nested-transactions.js'
import type { TransactionOptions } from '../transactions/transaction-options.js'

/**
 * Runs `work` in a transaction, or in a savepoint when `db` is a transaction already. When `work` throws, everything it did
 * is undone and the error comes out.
 *
 * @example
 * await runInTransaction(db, async (trx) => { … }, { isolation: 'serializable', retry: true })
 */
export function runInTransaction<DB, T>(
  db: Kysely<DB>,
  work: (trx: Kysely<DB>) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> {
  return sessionOf(db).transaction((trx) => work(trx as unknown as Kysely<DB>), options)
}

/**
 * Runs `work` once, after the outermost transaction has been committed: not if it, or a savepoint that `trx` is, is rolled back,
 * and not for a run of the transaction that was followed by another. `trx` is what {@link runInTransaction} gave. What `work`
 * throws is reported (`onAfterCommitError`) and changes nothing for the transaction, which waits for it.
 */
export function afterCommit(trx: DatabaseHandle, work: () => unknown): void {
  nestedTransactionsOf(trx).afterCommit(work)
}
