import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Kysely,
  type QueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Catalog } from '../catalog.js'
import { declaredCompiler } from '../declared-compiler.js'
import { type Link, linkAdapter } from '../link.js'
import { sqliteWriter } from '../values/sqlite-writer.js'
import { sqliteComparedValue } from './compared-value.js'
import type { SqliteConnectionOptions } from './connection.js'
import { decimalOrder } from './decimal-order.js'
import { SqliteDriver } from './driver.js'

const SqliteCompiler = declaredCompiler(SqliteQueryCompiler, sqliteWriter, sqliteComparedValue, decimalOrder)

/** SQLite for Kysely, by our own driver. */
export class SqliteDialect implements Dialect {
  readonly link: Link
  readonly #catalog: Catalog
  readonly #driver: SqliteDriver

  constructor(
    path: string,
    options: SqliteConnectionOptions & Pick<Link, 'ambientTransactions' | 'cursorSecrets'>,
  ) {
    this.#catalog = options.catalog
    this.#driver = new SqliteDriver(path, options)
    const { catalog, timeout, ambientTransactions, cursorSecrets } = options
    this.link = {
      dialect: 'sqlite',
      catalog,
      driver: this.#driver,
      timeout,
      ambientTransactions,
      cursorSecrets,
      executor: undefined,
    }
  }

  createDriver(): SqliteDriver {
    return this.#driver
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteCompiler(this.#catalog)
  }

  createAdapter(): DialectAdapter {
    const adapter = new QueuingSqliteAdapter()
    linkAdapter(adapter, this.link)
    return adapter
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/**
 * Since 0.29 Kysely puts a queue of its own before drivers with one connection. Ours has one already, which ends waits after the
 * timeout and refuses calls that would wait for themselves, so theirs must stay away.
 */
class QueuingSqliteAdapter extends SqliteAdapter {
  get supportsMultipleConnections(): boolean {
    return true
  }
}
