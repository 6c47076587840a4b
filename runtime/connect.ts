import { type Dialect, Kysely, type LogEvent } from 'kysely'
import { Catalog } from './catalog.js'
import { refusingWhenClosed } from './closed.js'
import { type ConnectionUrl, connectionUrl } from './connection-url.js'
import type { SchemaDefinition } from './definition.js'
import { ConnectionError } from './errors.js'
import type { Link } from './link.js'
import { PostgresDialect } from './postgres/dialect.js'
import { SqliteDialect } from './sqlite/dialect.js'

export type ConnectOptions = {
  /** The generated `schema`. `createRepositories(db)` attaches it too; give it here where only plain Kysely is used. */
  readonly schema?: SchemaDefinition
  /** Most connections open at a time on PostgreSQL. Default: `DB_POOL_SIZE`, else 30. SQLite has one. */
  readonly poolSize?: number
  /** Seconds to wait for a connection, or for a lock on a SQLite file. Default: `DB_TIMEOUT`, else 30. */
  readonly timeout?: number
  /** Prints every query with its duration on standard error. Default: `DATABASE_ECHO`. */
  readonly echo?: boolean
  /** Most prepared statements kept on SQLite. Default: 500. */
  readonly statementCacheSize?: number
  /**
   * How repositories send statements to PostgreSQL. `unnamed` is for poolers that cannot keep prepared statements, at the price of
   * planning each query anew. Default: `named`.
   */
  readonly preparedStatements?: 'named' | 'unnamed'
  /** Writes are refused by the database, and a SQLite file must exist and keeps its journal mode. Default: false. */
  readonly readOnly?: boolean
  /**
   * Seals the cursors of `paginate`, so that nobody else can make one. Of several the first is used, and cursors of the others
   * are taken, too, while a new one takes the place of an old one. Without it cursors are only checked for damage.
   */
  readonly cursorSecret?: string | readonly string[]
  /**
   * Repositories take part in the transaction that the call was made in, however deep inside of it, without being given it.
   * Default: false; `ambient` of a transaction says otherwise for one.
   */
  readonly ambientTransactions?: boolean
}

type Settings = Required<Omit<ConnectOptions, 'schema' | 'cursorSecret'>> & Pick<Link, 'cursorSecrets'>
type LinkedDialect = Dialect & { readonly link: Link }

/**
 * Opens a database: `sqlite:path`, `sqlite::memory:`, `postgres://…`; without a URL the one of `DATABASE_URL`, else of
 * `DB_CONNECTION_STRING`. The result is a plain Kysely instance whose queries give and take the values that the schema declares.
 * Nothing is opened before the first query; `await db.destroy()` closes it.
 *
 * Needs the package `better-sqlite3` or `pg`. Throws a {@link ConnectionError} for a URL or setting that it cannot use.
 *
 * ```ts
 * const db = connect<DB>('sqlite:app.db')
 * const rows = await db.selectFrom('campaigns').selectAll().execute()
 * ```
 */
export function connect<DB>(url?: string, options: ConnectOptions = {}): Kysely<DB> {
  const settings = settingsOf(options, process.env)
  const catalog = new Catalog()
  if (options.schema) catalog.attach(options.schema)
  const dialect = dialectFor(connectionUrl(url, process.env), settings, catalog)
  const opened = new Kysely<DB>({ dialect, ...(settings.echo && { log: echo }) })
  const db = refusingWhenClosed(opened, dialect, dialect.createDriver())
  if (!settings.echo) dialect.link.executor = db.getExecutor()
  return db
}

function dialectFor(url: ConnectionUrl, settings: Settings, catalog: Catalog): LinkedDialect {
  const timeout = settings.timeout * 1000
  const { ambientTransactions } = settings
  if (url.dialect === 'sqlite') {
    const { statementCacheSize, readOnly, cursorSecrets } = settings
    return new SqliteDialect(url.path, {
      catalog,
      timeout,
      statementCacheSize,
      readOnly,
      cursorSecrets,
      ambientTransactions,
    })
  }
  const { poolSize, preparedStatements, readOnly, cursorSecrets } = settings
  return new PostgresDialect({
    url: url.url,
    catalog,
    timeout,
    poolSize,
    preparedStatements,
    readOnly,
    cursorSecrets,
    ambientTransactions,
  })
}

function settingsOf(options: ConnectOptions, environment: NodeJS.ProcessEnv): Settings {
  const settings: Settings = {
    poolSize: options.poolSize ?? fromEnvironment(environment, 'DB_POOL_SIZE') ?? 30,
    timeout: options.timeout ?? fromEnvironment(environment, 'DB_TIMEOUT') ?? 30,
    echo: options.echo ?? /^(?:1|true|yes|on)$/i.test(environment.DATABASE_ECHO ?? ''),
    statementCacheSize: options.statementCacheSize ?? 500,
    preparedStatements: options.preparedStatements ?? 'named',
    readOnly: options.readOnly ?? false,
    cursorSecrets: secretsOf(options.cursorSecret),
    ambientTransactions: options.ambientTransactions ?? false,
  }
  demand(
    'poolSize (DB_POOL_SIZE)',
    settings.poolSize,
    Number.isInteger(settings.poolSize) && settings.poolSize > 0,
  )
  demand('timeout (DB_TIMEOUT)', settings.timeout, Number.isFinite(settings.timeout) && settings.timeout > 0)
  demand('statementCacheSize', settings.statementCacheSize, settings.statementCacheSize >= 1)
  return settings
}

/** A secret that is empty by mistake would let anybody make cursors. */
function secretsOf(given: ConnectOptions['cursorSecret']): readonly string[] {
  if (given === undefined) return []
  const secrets = typeof given === 'string' ? [given] : given
  if (Array.isArray(secrets) && secrets.length > 0 && secrets.every(isSecret)) return [...secrets]
  throw new ConnectionError(
    'The setting cursorSecret is a text of at least 16 characters, or a list of such texts.',
  )
}

const isSecret = (secret: unknown): boolean => typeof secret === 'string' && secret.length >= 16

function fromEnvironment(environment: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = environment[name]
  return text ? Number(text) : undefined
}

function demand(name: string, value: number, met: boolean): void {
  if (!met) throw new ConnectionError(`The setting ${name} is ${value}: expected a positive number.`)
}

function echo(event: LogEvent): void {
  const outcome = event.level === 'error' ? ` failed: ${String(event.error)}` : ''
  const parameters = event.query.parameters.length > 0 ? ` ${printable(event.query.parameters)}` : ''
  process.stderr.write(
    `[${event.queryDurationMillis.toFixed(1)} ms] ${event.query.sql}${parameters}${outcome}\n`,
  )
}

function printable(parameters: readonly unknown[]): string {
  return JSON.stringify(parameters, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value))
}
