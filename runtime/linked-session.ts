import type { Kysely, QueryExecutor } from 'kysely'
import type { CallLimit } from './call-limit.js'
import type { DirectDriver, Link } from './link.js'
import { repositoryQuery } from './repository-query.js'
import type { DialectName, RepositoryResult, RepositoryStatement, Session } from './session.js'
import { type NestedTransactions, nestedTransactionsOf } from './transactions/nested-transactions.js'
import { directExecutorOf } from './transactions/queued-instance.js'
import type { TransactionOptions } from './transactions/transaction-options.js'
import { translateUsedTransaction } from './transactions/used-transaction.js'
import { postgresReader } from './values/postgres-reader.js'
import { postgresWriter } from './values/postgres-writer.js'
import type { Reader } from './values/reader.js'
import { sqliteReader } from './values/sqlite-reader.js'
import { sqliteWriter } from './values/sqlite-writer.js'
import type { Writer } from './values/writer.js'

/** The way to a database that `connect()` opened. */
export class LinkedSession implements Session {
  readonly dialect: DialectName
  readonly read: Reader
  readonly write: Writer
  readonly selects: string
  readonly isTransaction: boolean
  readonly cursorSecrets: readonly string[]
  readonly tellsActor: boolean
  readonly #executor: QueryExecutor
  /** Set where no plugin, log, reserved connection or transaction stands between. */
  readonly #direct: DirectDriver | undefined
  readonly #transactions: NestedTransactions

  constructor(db: Kysely<unknown>, link: Link) {
    this.dialect = link.dialect
    this.selects = link.dialect
    this.read = link.dialect === 'sqlite' ? sqliteReader : postgresReader
    this.write = link.dialect === 'sqlite' ? sqliteWriter : postgresWriter
    this.isTransaction = db.isTransaction
    this.cursorSecrets = link.cursorSecrets
    this.tellsActor = link.dialect === 'sqlite'
    this.#executor = directExecutorOf(db)
    this.#direct = db.getExecutor() === link.executor ? link.driver : undefined
    this.#transactions = nestedTransactionsOf(db)
  }

  selectExpression(quotedColumn: string): string {
    return quotedColumn
  }

  run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    const direct = this.#direct
    return direct?.ready
      ? direct.runDirect(statement, parameters, limit)
      : this.#transactions.statement(statement.sql, () => this.#throughExecutor(statement, parameters, limit))
  }

  transaction<T>(work: (db: Kysely<unknown>) => Promise<T>, options?: TransactionOptions): Promise<T> {
    return this.#transactions.run(work, options)
  }

  async #throughExecutor(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit: CallLimit | undefined,
  ): Promise<RepositoryResult> {
    limit?.check()
    try {
      const query = repositoryQuery(statement, parameters, limit)
      const running = this.#executor.executeQuery<readonly unknown[]>(query as never)
      const result = await (limit ? limit.unlessBegun(running) : running)
      return { rows: result.rows, affected: Number(result.numAffectedRows ?? 0) }
    } catch (error) {
      throw translateUsedTransaction(error)
    }
  }
}
