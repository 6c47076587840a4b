import type { Kysely } from 'kysely'
import type { CallLimit } from '../../call-limit.js'
import type { DialectName, RepositoryResult, RepositoryStatement, Session } from '../../session.js'
import type { Reader } from '../../values/reader.js'
import type { Writer } from '../../values/writer.js'

/** A session for one call, all of whose statements have the limit of the call. */
export class LimitedSession implements Session {
  readonly dialect: DialectName
  readonly read: Reader
  readonly write: Writer
  readonly isTransaction: boolean
  readonly cursorSecrets: readonly string[]
  readonly #session: Session
  readonly #limit: CallLimit

  constructor(session: Session, limit: CallLimit) {
    this.dialect = session.dialect
    this.read = session.read
    this.write = session.write
    this.isTransaction = session.isTransaction
    this.cursorSecrets = session.cursorSecrets
    this.#session = session
    this.#limit = limit
  }

  selectExpression(quotedColumn: string, type: string): string {
    return this.#session.selectExpression(quotedColumn, type)
  }

  run(statement: RepositoryStatement, parameters: readonly unknown[]): Promise<RepositoryResult> {
    return this.#session.run(statement, parameters, this.#limit)
  }

  transaction<T>(work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
    return this.#session.transaction(work)
  }
}
