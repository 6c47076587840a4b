import type { Kysely } from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'
import { DelegatingSession } from '../delegating-session.js'
import type { RepositoryResult, Session } from '../session.js'
import type { TransactionOptions } from './transaction-options.js'
import { ambientTransactionOf, holderOf } from './transaction-scope.js'

/** The way to a database outside of any transaction, but into the ambient one of the call if there is one. */
export class AmbientSession extends DelegatingSession {
  readonly #holder: object
  readonly #sessionOf: (db: DatabaseHandle) => Session

  constructor(own: Session, db: DatabaseHandle, sessionOf: (db: DatabaseHandle) => Session) {
    super(own)
    this.#holder = holderOf(db)
    this.#sessionOf = sessionOf
  }

  override get isTransaction(): boolean {
    return this.#current().isTransaction
  }

  override async run(...call: Parameters<Session['run']>): Promise<RepositoryResult> {
    return this.#current().run(...call)
  }

  override async transaction<T>(
    work: (db: Kysely<unknown>) => Promise<T>,
    options?: TransactionOptions,
  ): Promise<T> {
    return this.#current().transaction(work, options)
  }

  #current(): Session {
    const ambient = ambientTransactionOf(this.#holder)
    return ambient === undefined ? this.session : this.#sessionOf(ambient)
  }
}

/** The instance itself, or the ambient transaction of the call in which its queries are to run. */
export function currentInstance(db: DatabaseHandle): DatabaseHandle {
  return (db.isTransaction ? undefined : ambientTransactionOf(holderOf(db))) ?? db
}
