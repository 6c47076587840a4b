import { dirname, resolve } from 'node:path'
import type { Database } from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, type Driver, type TransactionSettings } from 'kysely'
import type { CallLimit } from '../call-limit.js'
import { closed } from '../closed.js'
import { ConnectionError, TransactionAbortedError } from '../errors.js'
import { importPeer } from '../import-peer.js'
import type { DirectDriver } from '../link.js'
import { quote } from '../quote.js'
import type { RepositoryResult, RepositoryStatement } from '../session.js'
import { endedBefore } from '../transactions/nothing-committed.js'
import { outerCall } from '../transactions/outer-call.js'
import { isInsideTransactionOf } from '../transactions/transaction-scope.js'
import { SqliteConnection, type SqliteConnectionOptions } from './connection.js'
import { defineDecimalOrder } from './decimal-order.js'
import { Mutex } from './mutex.js'

/** How long SQLite itself waits for a lock, blocking the process; longer waits are made outside of it. */
const BLOCKING_WAIT = 100

/** One connection that callers take turns on, because SQLite allows one writer and better-sqlite3 is synchronous. */
export class SqliteDriver implements Driver, DirectDriver {
  readonly #path: string
  readonly #options: SqliteConnectionOptions
  readonly #mutex = new Mutex()
  #database: Database | undefined
  #connection: SqliteConnection | undefined
  #readOnly = false
  #destroyed = false

  constructor(path: string, options: SqliteConnectionOptions) {
    this.#path = path
    this.#options = options
  }

  get ready(): boolean {
    return this.#connection !== undefined && !this.#destroyed
  }

  async init(): Promise<void> {
    const { default: Sqlite } = await importPeer('better-sqlite3', () => import('better-sqlite3'))
    const { readOnly } = this.#options
    const database = openFile(
      this.#path,
      () =>
        new Sqlite(this.#path, {
          timeout: BLOCKING_WAIT,
          ...(readOnly && isFile(this.#path) && { readonly: true }),
        }),
    )
    try {
      configure(database)
      if (readOnly) database.pragma('query_only = ON')
      this.#connection = new SqliteConnection(database, this.#options)
      this.#database = database
    } catch (error) {
      database.close()
      throw new ConnectionError(`Cannot use ${this.#path} as a SQLite database: ${messageOf(error)}`, {
        cause: error,
      })
    }
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    await this.#takeTurn()
    try {
      return this.#open()
    } catch (error) {
      this.#mutex.release()
      throw error
    }
  }

  async releaseConnection(): Promise<void> {
    this.#mutex.release()
  }

  async runDirect(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    limit?.check()
    if (!this.#mutex.held) {
      const result = await this.#open().runNow(statement, parameters)
      if (result !== undefined) return result
    }
    const turn = this.#takeTurn()
    await (limit ? limit.race(turn, () => this.#mutex.release()) : turn)
    try {
      return await this.#open().run(statement, parameters, limit)
    } finally {
      this.#mutex.release()
    }
  }

  /**
   * A transaction takes the write lock at its begin, where waiting for it is possible; one that reads first and then writes could
   * fail at any statement. https://www.sqlite.org/lang_transaction.html#immediate
   */
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const readOnly = settings.accessMode === 'read only'
    await execute(connection, readOnly || this.#options.readOnly ? 'BEGIN DEFERRED' : 'BEGIN IMMEDIATE')
    if (readOnly) this.#setReadOnly(true)
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    if (!connection.inTransaction) throw new TransactionAbortedError(endedBefore)
    await this.#end(connection, 'COMMIT')
  }

  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    await this.#end(connection, 'ROLLBACK')
  }

  async savepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await execute(connection, `SAVEPOINT ${quote(name)}`)
  }

  async rollbackToSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await execute(connection, `ROLLBACK TO ${quote(name)}`)
  }

  async releaseSavepoint(connection: DatabaseConnection, name: string): Promise<void> {
    await execute(connection, `RELEASE ${quote(name)}`)
  }

  /** Lets whoever has the connection finish, and sends away who waits for it. */
  async destroy(): Promise<void> {
    this.#destroyed = true
    this.#mutex.refuseWaiting(
      () => new ConnectionError('The connection was closed by destroy() before this call had its turn.'),
    )
    await this.#mutex.acquire()
    this.#connection = undefined
    this.#database?.close()
    this.#mutex.release()
  }

  async #takeTurn(): Promise<void> {
    if (this.#mutex.held && isInsideTransactionOf(this)) throw outerCall()
    const { timeout } = this.#options
    const late = (): Error =>
      new ConnectionError(
        `The SQLite connection was not free within ${timeout / 1000} s: a transaction or stream holds it. ` +
          'Inside one, use the instance that it gives.',
      )
    await this.#mutex.acquire({ timeout, late })
  }

  /** Some errors (full disk, RAISE(ROLLBACK)) have ended the transaction themselves. https://www.sqlite.org/lang_transaction.html */
  #end(connection: SqliteConnection, sql: string): Promise<void> {
    const done = connection.inTransaction ? execute(connection, sql) : Promise.resolve()
    connection.isEnding = true
    return done
      .then(() => {
        if (this.#readOnly) this.#setReadOnly(this.#options.readOnly)
      })
      .finally(() =>
        queueMicrotask(() => {
          connection.isEnding = false
        }),
      )
  }

  #setReadOnly(readOnly: boolean): void {
    this.#database?.pragma(`query_only = ${readOnly ? 'ON' : 'OFF'}`)
    this.#readOnly = readOnly
  }

  #open(): SqliteConnection {
    if (this.#connection !== undefined) return this.#connection
    throw closed()
  }
}

function openFile(path: string, open: () => Database): Database {
  try {
    return open()
  } catch (error) {
    throw new ConnectionError(
      `Cannot open the SQLite database ${path === ':memory:' ? path : resolve(path)}: ${messageOf(error)}. ` +
        `Its folder ${dirname(resolve(path))} must exist and be writable.`,
      { cause: error },
    )
  }
}

const isFile = (path: string): boolean => path !== ':memory:' && path !== ''

function configure(database: Database): void {
  if (!database.memory && !database.readonly) database.pragma('journal_mode = WAL')
  database.pragma('foreign_keys = ON')
  // Without it REPLACE removes rows unseen by delete triggers, which history depends on.
  // https://www.sqlite.org/pragma.html#pragma_recursive_triggers
  database.pragma('recursive_triggers = ON')
  defineDecimalOrder(database)
}

async function execute(connection: DatabaseConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
