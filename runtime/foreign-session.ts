import { CompiledQuery, type Kysely, type QueryExecutor } from 'kysely'
import type { CallLimit } from './call-limit.js'
import { translateClosed } from './closed.js'
import { translatePostgresError } from './postgres/errors.js'
import type { DialectName, RepositoryResult, RepositoryStatement, Session } from './session.js'
import { translateSqliteError } from './sqlite/errors.js'
import { type NestedTransactions, nestedTransactionsOf } from './transactions/nested-transactions.js'
import { outerCall } from './transactions/outer-call.js'
import { directExecutorOf } from './transactions/queued-instance.js'
import type { TransactionOptions } from './transactions/transaction-options.js'
import { holderOf, isInsideTransactionOf } from './transactions/transaction-scope.js'
import { translateUsedTransaction } from './transactions/used-transaction.js'
import { postgresTextReader } from './values/postgres-reader.js'
import { postgresWriter } from './values/postgres-writer.js'
import type { Reader } from './values/reader.js'
import { sqliteReader } from './values/sqlite-reader.js'
import { sqliteWriter } from './values/sqlite-writer.js'
import { columnType } from './values/types.js'
import type { Writer } from './values/writer.js'

/** The way to a database that the application opened with a Kysely dialect of its own choice. */
export class ForeignSession implements Session {
  readonly dialect: DialectName
  readonly read: Reader
  readonly write: Writer
  readonly selects: string
  readonly isTransaction: boolean
  readonly tellsActor = false
  readonly cursorSecrets: readonly string[] = []
  readonly #executor: QueryExecutor
  readonly #transactions: NestedTransactions
  /** Set where the connection is one that a transaction around the call may have. */
  readonly #onlyConnection: object | undefined

  constructor(db: Kysely<unknown>, dialect: DialectName) {
    this.dialect = dialect
    this.selects = `${dialect} by another driver`
    this.isTransaction = db.isTransaction
    this.read = dialect === 'sqlite' ? sqliteReader : postgresTextReader
    this.write = dialect === 'sqlite' ? sqliteWriter : postgresWriter
    this.#executor = directExecutorOf(db)
    this.#transactions = nestedTransactionsOf(db)
    this.#onlyConnection = dialect === 'sqlite' && !db.isTransaction ? holderOf(db) : undefined
  }

  selectExpression(quotedColumn: string, type: string): string {
    const { kind } = columnType(type)
    if (this.dialect === 'sqlite') return kind === 'bigint' ? `CAST(${quotedColumn} AS TEXT)` : quotedColumn
    return lossy.has(kind) ? `${quotedColumn}::text` : quotedColumn
  }

  /** Nobody can tell the driver to end a statement: the call ends, and the statement is left to itself. */
  async run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    limit?.check()
    const running = this.#transactions.statement(statement.sql, () => this.#run(statement, parameters))
    return limit ? limit.race(running) : running
  }

  async #run(statement: RepositoryStatement, parameters: readonly unknown[]): Promise<RepositoryResult> {
    this.#refuseWaitingForItself()
    try {
      const query = CompiledQuery.raw(statement.sql, parameters as unknown[])
      const result = await this.#executor.executeQuery<{ [label: string]: unknown }>(query as never)
      return { rows: rowsOf(result.rows, statement.labels), affected: Number(result.numAffectedRows ?? 0) }
    } catch (error) {
      throw await this.#translate(error, statement)
    }
  }

  async transaction<T>(work: (db: Kysely<unknown>) => Promise<T>, options?: TransactionOptions): Promise<T> {
    this.#refuseWaitingForItself()
    try {
      return await this.#transactions.run(work, options)
    } catch (error) {
      // Deferred constraints are checked by COMMIT.
      throw await this.#translate(error)
    }
  }

  #refuseWaitingForItself(): void {
    if (this.#onlyConnection && isInsideTransactionOf(this.#onlyConnection)) throw outerCall()
  }

  async #translate(thrown: unknown, statement?: RepositoryStatement): Promise<unknown> {
    const error = translateClosed(translateUsedTransaction(thrown))
    if (this.dialect === 'postgres')
      return translatePostgresError(error, statement?.origin, statement?.foreignKeys)
    return translateSqliteError(error, statement ?? {}, async (text, ...parameters) => {
      const { rows } = await this.#executor.executeQuery(CompiledQuery.raw(text, parameters))
      return rows
    })
  }
}

/** Types of PostgreSQL that drivers turn into something that has lost part of the value, or that differs from driver to driver. */
const lossy: ReadonlySet<string> = new Set([
  'bigint',
  'decimal',
  'date',
  'time',
  'timestamp',
  'json',
  'array',
  'char',
])

function rowsOf(rows: readonly { [label: string]: unknown }[], labels: readonly string[]): unknown[][] {
  return rows.map((row) => labels.map((label) => row[label]))
}
