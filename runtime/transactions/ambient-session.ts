import type { Kysely } from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'
import type { DialectName, RepositoryResult, Session } from '../session.js'
import type { Reader } from '../values/reader.js'
import type { Writer } from '../values/writer.js'
import type { TransactionOptions } from './transaction-options.js'
import { ambientTransactionOf, holderOf } from './transaction-scope.js'

/** The way to a database outside of any transaction, but into the ambient one of the call if there is one. */
export class AmbientSession implements Session {
  readonly dialect: DialectName
  readonly read: Reader
  readonly write: Writer
  readonly cursorSecrets: readonly string[]
  readonly tellsActor: boolean
  readonly #own: Session
  readonly #holder: object
  readonly #sessionOf: (db: DatabaseHandle) => Session

  constructor(own: Session, db: DatabaseHandle, sessionOf: (db: DatabaseHandle) => Session) {
    this.dialect = own.dialect
    this.read = own.read
    this.write = own.write
    this.cursorSecrets = own.cursorSecrets
    this.tellsActor = own.tellsActor ?? false
    this.#own = own
    this.#holder = holderOf(db)
    this.#sessionOf = sessionOf
  }

  get isTransaction(): boolean {
    return this.#current().isTransaction
  }

  selectExpression(quotedColumn: string, type: string): string {
    return this.#own.selectExpression(quotedColumn, type)
  }

  async run(...call: Parameters<Session['run']>): Promise<RepositoryResult> {
    return this.#current().run(...call)
  }

  async transaction<T>(work: (db: Kysely<unknown>) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#current().transaction(work, options)
  }

  #current(): Session {
    const ambient = ambientTransactionOf(this.#holder)
    return ambient === undefined ? this.#own : this.#sessionOf(ambient)
  }
}

/** The instance itself, or the ambient transaction of the call in which its queries are to run. */
export function currentInstance(db: DatabaseHandle): DatabaseHandle {
  return (db.isTransaction ? undefined : ambientTransactionOf(holderOf(db))) ?? db
}
