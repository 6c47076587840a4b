import { setTimeout as delay } from 'node:timers/promises'
import type { Database, RunResult } from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely'
import { isRunAtOnce } from '../at-once-query.js'
import type { CallLimit } from '../call-limit.js'
import type { Catalog } from '../catalog.js'
import type { Columns } from '../query-scope.js'
import { limitOf, statementOf } from '../repository-query.js'
import { resultTypesOf } from '../result-types.js'
import type { RepositoryResult, RepositoryStatement } from '../session.js'
import { ended } from '../transactions/ended.js'
import { type SqliteValue, sqliteParameter } from '../values/sqlite-writer.js'
import { keptLabels } from '../verbatim-labels.js'
import { translateSqliteError } from './errors.js'
import { HistoryActors } from './history-actors.js'
import { isBusy } from './is-busy.js'
import { decodeRow, decodeRows, type RowPlan } from './row-plan.js'
import { type CachedStatement, StatementCache } from './statement-cache.js'

export type SqliteConnectionOptions = {
  readonly catalog: Catalog
  readonly statementCacheSize: number
  /** How long to wait for another process's lock, in milliseconds. */
  readonly timeout: number
  readonly readOnly: boolean
}

/** A query, or a statement of a repository, which has an origin. */
type Failing = Pick<RepositoryStatement, 'sql' | 'foreignKeys'> & { readonly origin?: string }

/** The one connection to a SQLite database. */
export class SqliteConnection implements DatabaseConnection {
  readonly #database: Database
  readonly #options: SqliteConnectionOptions
  readonly #statements: StatementCache
  readonly #actors: HistoryActors
  /**
   * True while the transaction is committed or rolled back, until Kysely knows. What was run meanwhile would be after the
   * transaction, and by itself.
   */
  isEnding = false

  constructor(database: Database, options: SqliteConnectionOptions) {
    this.#database = database
    this.#options = options
    this.#actors = new HistoryActors(database)
    this.#statements = new StatementCache(database, options.catalog, options.statementCacheSize, () =>
      this.#actors.beforeSchemaChange(),
    )
  }

  get inTransaction(): boolean {
    return this.#database.inTransaction
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.isEnding) throw ended('transaction')
    const statement = statementOf(query)
    if (statement === undefined) {
      const timeout = isRunAtOnce(query) ? 0 : this.#options.timeout
      return this.#patiently(() => this.#execute(query), timeout, query)
    }
    const { rows, affected } = await this.run(statement, query.parameters, limitOf(query))
    return { rows: rows as R[], numAffectedRows: BigInt(affected) }
  }

  async *streamQuery<R>(query: CompiledQuery, chunkSize = 100): AsyncIterableIterator<QueryResult<R>> {
    if (this.isEnding) throw ended('transaction')
    try {
      const { statement, plan } = this.#statements.prepare(query.sql, resultTypesOf(query))
      if (plan === undefined) throw new Error('Only statements that return rows can be streamed.')
      const properties = this.#propertiesOf(query, plan)
      let rows: R[] = []
      for (const row of statement.iterate(...bindings(query.parameters))) {
        rows.push(decodeRow(row, plan, properties) as R)
        if (rows.length < chunkSize) continue
        yield { rows }
        rows = []
      }
      if (rows.length > 0) yield { rows }
    } catch (error) {
      throw await this.#translate(error, query)
    }
  }

  /** Runs a statement of a repository, whose parameters are encoded already and whose rows are decoded by generated code. */
  run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    const work = (): RepositoryResult => {
      limit?.begin()
      return this.#run(statement, parameters)
    }
    return this.#patiently(work, this.#options.timeout, statement)
  }

  /** The same at once, for when nobody else has the connection; `undefined` if another process holds the lock. */
  async runNow(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
  ): Promise<RepositoryResult | undefined> {
    try {
      return this.#run(statement, parameters)
    } catch (error) {
      if (isBusy(error)) return undefined
      throw await this.#translate(error, statement)
    }
  }

  #run({ sql }: RepositoryStatement, parameters: readonly unknown[]): RepositoryResult {
    const cached = this.#prepared(sql)
    if (cached.plan !== undefined) return { rows: cached.statement.all(...parameters), affected: 0 }
    return { rows: [], affected: this.#change(cached, parameters).changes }
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const cached = this.#prepared(query.sql, resultTypesOf(query))
    const { statement, plan } = cached
    const parameters = bindings(query.parameters)
    if (plan !== undefined) {
      const rows = decodeRows(statement.all(...parameters), plan, this.#propertiesOf(query, plan))
      return { rows: rows as R[] }
    }
    const { changes, lastInsertRowid } = this.#change(cached, parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  /** Histories need not know who reads. */
  #prepared(sql: string, results?: Columns): CachedStatement {
    const cached = this.#statements.get(sql, results)
    if (!cached.statement.readonly) this.#actors.beforeWrite()
    return cached
  }

  #change(cached: CachedStatement, parameters: readonly unknown[]): RunResult {
    const result = cached.statement.run(...parameters)
    this.#statements.ran(cached)
    return result
  }

  /**
   * Tries again while another process holds the lock, without blocking this one as SQLite's own busy handler does. Inside a
   * transaction that would be of no use: there only the whole of it can be tried again.
   * https://www.sqlite.org/rescode.html#busy
   */
  async #patiently<T>(work: () => T, timeout: number, of: Failing): Promise<T> {
    const deadline = Date.now() + timeout
    for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
      try {
        return work()
      } catch (error) {
        if (!isBusy(error) || this.inTransaction || Date.now() >= deadline)
          throw await this.#translate(error, of)
      }
      await delay(wait)
    }
  }

  #propertiesOf(query: CompiledQuery, plan: RowPlan): readonly string[] {
    const kept = keptLabels(query)
    if (kept === undefined) return plan.properties
    return plan.labels.map((label, index) => (kept.has(label) ? label : (plan.properties[index] ?? label)))
  }

  #translate(error: unknown, of: Failing): Promise<unknown> {
    return translateSqliteError(error, of, (sql, ...parameters) =>
      this.#database.prepare(sql).all(...parameters),
    )
  }
}

function bindings(parameters: readonly unknown[]): SqliteValue[] {
  return parameters.map((value, index) =>
    sqliteParameter(value, { table: 'query', column: `parameter ${index + 1}` }),
  )
}
