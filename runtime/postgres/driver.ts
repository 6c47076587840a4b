import { CompiledQuery, type Driver, type TransactionSettings } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import type { CallLimit } from '../call-limit.js'
import { closed } from '../closed.js'
import { ConnectionError, TransactionAbortedError } from '../errors.js'
import { importPeer } from '../import-peer.js'
import type { DirectDriver } from '../link.js'
import { quote } from '../quote.js'
import type { RepositoryResult, RepositoryStatement } from '../session.js'
import { placeIn } from '../shown-url.js'
import { endedBefore, nothingCommitted } from '../transactions/nothing-committed.js'
import { type Epoch, PostgresConnection, type PostgresConnectionOptions } from './connection.js'
import { translatePostgresError } from './errors.js'
import { settle } from './session-settings.js'
import { TypeParsers } from './type-parsers.js'

export type PostgresOptions = PostgresConnectionOptions & {
  readonly url: string
  readonly poolSize: number
  /** How long to wait for a connection, in milliseconds. */
  readonly timeout: number
  readonly readOnly: boolean
}

/** A connection is replaced after an hour, so that servers behind a load balancer are used evenly. */
const LIFETIME_SECONDS = 3600

/** A connection that has not answered after so many milliseconds is given up; a new one costs less than waiting. */
const PING_TIMEOUT = 2000

/** After so many milliseconds in the pool a connection is asked whether it is still there before it is handed out. */
const PING_AFTER = 1000

/** A pool of connections to PostgreSQL. */
export class PostgresDriver implements Driver, DirectDriver {
  readonly #options: PostgresOptions
  readonly #connections = new WeakMap<PoolClient, PostgresConnection>()
  /** Refuses each of those who wait for a connection. */
  readonly #waiting = new Set<(reason: ConnectionError) => void>()
  readonly #epoch: Epoch = { current: 0 }
  #pool: Pool | undefined
  #parsers: TypeParsers | undefined

  constructor(options: PostgresOptions) {
    this.#options = options
  }

  get ready(): boolean {
    return this.#pool !== undefined
  }

  async init(): Promise<void> {
    const { default: pg } = await importPeer('pg', () => import('pg'))
    const { url, poolSize, timeout, readOnly } = this.#options
    const pool = new pg.Pool({
      connectionString: readOnly ? readOnlyUrl(url) : url,
      max: poolSize,
      connectionTimeoutMillis: timeout,
      maxLifetimeSeconds: LIFETIME_SECONDS,
    })
    // An idle connection that breaks is only removed from the pool; without a listener it would end the process.
    // https://node-postgres.com/apis/pool#error
    pool.on('error', () => {})
    pool.on('connect', (client) => client.on('error', () => this.#markBroken(client)))
    this.#parsers = new TypeParsers(pg.types)
    this.#pool = pool
  }

  async acquireConnection(): Promise<PostgresConnection> {
    const { timeout } = this.#options
    const deadline = Date.now() + timeout
    for (;;) {
      const connection = await this.#connect()
      if (connection.isOutdated) {
        connection.client.release(true)
        continue
      }
      if (Date.now() - connection.idleSince < PING_AFTER) return connection
      if (await connection.ping(Math.min(timeout, PING_TIMEOUT))) return connection
      connection.client.release(true)
      if (Date.now() > deadline)
        throw new ConnectionError(notConnected(this.#options, noAnswer(this.#options)))
    }
  }

  async releaseConnection(connection: PostgresConnection): Promise<void> {
    connection.idleSince = Date.now()
    connection.client.release(connection.broken || connection.isOutdated)
  }

  async runDirect(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    limit?.check()
    const acquired = this.acquireConnection()
    const connection = await (limit
      ? limit.race(acquired, (late) => void this.releaseConnection(late))
      : acquired)
    try {
      return await connection.run(statement, parameters, limit)
    } finally {
      await this.releaseConnection(connection)
    }
  }

  async beginTransaction(connection: PostgresConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    await execute(connection, `begin${isolation}${access}`)
  }

  /** PostgreSQL answers COMMIT with ROLLBACK, and no error, when a statement had failed and the error was not let out. */
  async commitTransaction(connection: PostgresConnection): Promise<void> {
    // PostgreSQL takes a COMMIT outside of a transaction, too.
    if (connection.client.getTransactionStatus() === 'I') throw new TransactionAbortedError(endedBefore)
    try {
      connection.isEnding = true
      const { command } = await this.#commit(connection)
      if (command !== 'COMMIT') throw new TransactionAbortedError(nothingCommitted)
    } finally {
      queueMicrotask(() => {
        connection.isEnding = false
      })
    }
  }

  async rollbackTransaction(connection: PostgresConnection): Promise<void> {
    if (connection.client.getTransactionStatus() === 'I') return
    try {
      const rolledBack = execute(connection, 'rollback')
      connection.isEnding = true
      await rolledBack
    } catch (error) {
      connection.broken = true
      throw error
    } finally {
      queueMicrotask(() => {
        connection.isEnding = false
      })
    }
  }

  async savepoint(connection: PostgresConnection, name: string): Promise<void> {
    await execute(connection, `savepoint ${quote(name)}`)
  }

  async rollbackToSavepoint(connection: PostgresConnection, name: string): Promise<void> {
    await execute(connection, `rollback to ${quote(name)}`)
  }

  async releaseSavepoint(connection: PostgresConnection, name: string): Promise<void> {
    await execute(connection, `release ${quote(name)}`)
  }

  /** Waits for those who have a connection. The pool never answers those who wait for one, so they are refused here. */
  async destroy(): Promise<void> {
    const pool = this.#pool
    this.#pool = undefined
    for (const refuse of this.#waiting) refuse(closed())
    this.#waiting.clear()
    await pool?.end()
  }

  async #connect(): Promise<PostgresConnection> {
    const pool = this.#pool
    if (pool === undefined || this.#parsers === undefined) {
      throw closed()
    }
    const client = await this.#clientOf(pool)
    const known = this.#connections.get(client)
    if (known) return known
    await settleClient(client, this.#options)
    const connection = new PostgresConnection(client, this.#parsers, this.#options, this.#epoch)
    this.#connections.set(client, connection)
    return connection
  }

  #clientOf(pool: Pool): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject)
      connectClient(pool, this.#options).then(
        (client) => {
          if (this.#waiting.delete(reject)) resolve(client)
          else client.release(true)
        },
        (error: ConnectionError) => {
          this.#waiting.delete(reject)
          reject(error)
        },
      )
    })
  }

  async #commit(connection: PostgresConnection): Promise<{ command: string }> {
    try {
      return await connection.client.query('commit')
    } catch (error) {
      // Deferred constraints are checked here.
      throw translatePostgresError(error)
    }
  }

  #markBroken(client: PoolClient): void {
    const connection = this.#connections.get(client)
    if (connection) connection.broken = true
  }
}

async function connectClient(pool: Pool, options: PostgresOptions): Promise<PoolClient> {
  try {
    return await pool.connect()
  } catch (error) {
    throw new ConnectionError(notConnected(options, reasonOf(error, options)), { cause: error })
  }
}

async function settleClient(client: PoolClient, options: PostgresOptions): Promise<void> {
  try {
    await settle(client, options.timeout)
  } catch (error) {
    client.release(true)
    throw new ConnectionError(notConnected(options, reasonOf(error, options)), { cause: error })
  }
}

function notConnected({ url }: PostgresOptions, reason: string): string {
  return `Cannot connect to PostgreSQL${describe(url)}: ${reason}`
}

/** Where the server is, without user and password. */
function describe(url: string): string {
  const place = placeIn(url)
  return place === undefined ? '' : ` at ${place}`
}

function noAnswer({ timeout, poolSize }: PostgresOptions): string {
  return `no answer, or none of the ${poolSize} connections free, within ${timeout / 1000} seconds`
}

function reasonOf(error: unknown, options: PostgresOptions): string {
  const message =
    error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error)
  return /timeout exceeded/.test(message) ? noAnswer(options) : message
}

/** Options in the URL take the place of those beside it, so this one joins them. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS */
function readOnlyUrl(url: string): string {
  const target = new URL(url)
  const given = target.searchParams.get('options')
  const readOnly = '-c default_transaction_read_only=on'
  target.searchParams.set('options', given === null ? readOnly : `${given} ${readOnly}`)
  return target.href
}

async function execute(connection: PostgresConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql))
}
