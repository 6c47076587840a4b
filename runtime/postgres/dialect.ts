import {
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
} from 'kysely'
import type { Catalog } from '../catalog.js'
import { declaredCompiler } from '../declared-compiler.js'
import { type Link, linkAdapter } from '../link.js'
import { postgresWriter } from '../values/postgres-writer.js'
import { postgresComparedValue } from './compared-value.js'
import { PostgresDriver, type PostgresOptions } from './driver.js'

const PostgresCompiler = declaredCompiler(PostgresQueryCompiler, postgresWriter, postgresComparedValue)

/** PostgreSQL for Kysely, by our own driver. */
export class PostgresDialect implements Dialect {
  readonly link: Link
  readonly #catalog: Catalog
  readonly #driver: PostgresDriver

  constructor(options: PostgresOptions & Pick<Link, 'ambientTransactions' | 'cursorSecrets'>) {
    this.#catalog = options.catalog
    this.#driver = new PostgresDriver(options)
    const { catalog, timeout, ambientTransactions, cursorSecrets } = options
    this.link = {
      dialect: 'postgres',
      catalog,
      driver: this.#driver,
      timeout,
      ambientTransactions,
      cursorSecrets,
      executor: undefined,
    }
  }

  createDriver(): Driver {
    return this.#driver
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresCompiler(this.#catalog)
  }

  createAdapter(): DialectAdapter {
    const adapter = new PostgresAdapter()
    linkAdapter(adapter, this.link)
    return adapter
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return new PostgresIntrospector(db)
  }
}
