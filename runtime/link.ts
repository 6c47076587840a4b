import type { DialectAdapter, QueryExecutor } from 'kysely'
import type { CallLimit } from './call-limit.js'
import type { Catalog } from './catalog.js'
import type { DatabaseHandle } from './database-handle.js'
import type { DialectName, RepositoryResult, RepositoryStatement } from './session.js'

/** What `connect()` knows of an instance that it made, found again from any Kysely or Transaction that came of it. */
export type Link = {
  readonly dialect: DialectName
  readonly catalog: Catalog
  readonly driver: DirectDriver
  readonly cursorSecrets: readonly string[]
  /** How long calls wait for a connection or a lock, in milliseconds. */
  readonly timeout: number
  /** Whether repositories outside of a transaction take part in the one around the call, unless it says otherwise. */
  readonly ambientTransactions: boolean
  /** The executor of the instance itself, while nothing (a log) needs to see every query; others have plugins or a transaction. */
  executor: QueryExecutor | undefined
}

/** The way to a connection that goes round Kysely. */
export type DirectDriver = {
  /** True between the first query through Kysely, which opens the driver, and `destroy()`. */
  readonly ready: boolean
  /** Runs one statement on a connection of its own. */
  runDirect(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult>
}

const links = new WeakMap<DialectAdapter, Link>()

export function linkAdapter(adapter: DialectAdapter, link: Link): void {
  links.set(adapter, link)
}

/** `undefined` for an instance that `connect()` did not make. */
export function linkOf(db: DatabaseHandle): Link | undefined {
  return links.get(db.getExecutor().adapter)
}
