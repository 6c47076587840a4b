import type { Kysely } from 'kysely'
import { sessionOf } from '../session-of.js'

/**
 * Runs `work` in a transaction, or in a savepoint when `db` is a transaction already. When `work` throws, everything it did
 * is undone and the error comes out.
 */
export function runInTransaction<DB, T>(db: Kysely<DB>, work: (trx: Kysely<DB>) => Promise<T>): Promise<T> {
  return sessionOf(db).transaction((trx) => work(trx as unknown as Kysely<DB>))
}
