import type { Kysely } from 'kysely'
import type { CallLimit } from './call-limit.js'
import type { DialectName, RepositoryResult, RepositoryStatement, Session } from './session.js'
import type { TransactionOptions } from './transactions/transaction-options.js'
import type { Reader } from './values/reader.js'
import type { Writer } from './values/writer.js'

/** A session that is another one in everything that its class does not say otherwise. */
export abstract class DelegatingSession implements Session {
  readonly dialect: DialectName
  readonly selects: string
  readonly read: Reader
  readonly write: Writer
  readonly cursorSecrets: readonly string[]
  protected readonly session: Session

  constructor(session: Session) {
    this.dialect = session.dialect
    this.selects = session.selects
    this.read = session.read
    this.write = session.write
    this.cursorSecrets = session.cursorSecrets
    this.session = session
  }

  get isTransaction(): boolean {
    return this.session.isTransaction
  }

  get tellsActor(): boolean {
    return this.session.tellsActor
  }

  selectExpression(quotedColumn: string, type: string): string {
    return this.session.selectExpression(quotedColumn, type)
  }

  run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    return this.session.run(statement, parameters, limit)
  }

  transaction<T>(work: (db: Kysely<unknown>) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.session.transaction(work, options)
  }
}
