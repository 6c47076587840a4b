import type { Kysely } from 'kysely'
import type { CallLimit } from './call-limit.js'
import type { TransactionOptions } from './transactions/transaction-options.js'
import type { Reader } from './values/reader.js'
import type { Writer } from './values/writer.js'

export type DialectName = 'sqlite' | 'postgres'

/**
 * What the texts of a statement depend on: on the schema alone, so that there are few; on which columns a row gives; or on a
 * filter or an order, which may come from a request and have any number of shapes.
 */
export type StatementVariety = 'fixed' | 'columns' | 'filter'

/** SQL text made once for a shape of call, with placeholders of its dialect (`?` or `$1`). */
export type RepositoryStatement = {
  readonly sql: string
  /** Labels of the result columns in order; empty for a statement that returns no rows. */
  readonly labels: readonly string[]
  /** For slow-query reports: `campaigns.findMany`. */
  readonly origin: string
  readonly variety: StatementVariety
  /** Of the table that it writes to, for errors. */
  readonly foreignKeys?: () => ForeignKeys
}

/** Foreign keys of a table and those that point at it, by SQL names. */
export type ForeignKeys = {
  readonly own: readonly (readonly string[])[]
  readonly pointing: readonly {
    readonly table: string
    readonly columns: readonly string[]
    readonly references: readonly string[]
  }[]
}

/** `rows` are arrays in the order of `labels`; `affected` counts changed rows of a statement without labels. */
export type RepositoryResult = {
  readonly rows: readonly (readonly unknown[])[]
  readonly affected: number
}

/**
 * How a repository talks to its database: through our own driver as directly as possible, through any other Kysely dialect by
 * its executor. Made once for each Kysely instance and kept.
 */
export type Session = {
  readonly dialect: DialectName
  readonly read: Reader
  readonly write: Writer
  /** Whether it is bound to a transaction. */
  readonly isTransaction: boolean
  /** What cursors are sealed with: the first, or the others that were before it. */
  readonly cursorSecrets: readonly string[]
  /** Equal where {@link selectExpression} is. */
  readonly selects: string
  /** Whether histories are told who acts, whatever statement runs. */
  readonly tellsActor: boolean
  /**
   * The column as it must stand in a select list or RETURNING so that no digit is lost on the way: foreign drivers need casts
   * (`bigint` on SQLite, `date` on PostgreSQL, …), ours return the bare column.
   */
  selectExpression(quotedColumn: string, type: string): string
  /**
   * Runs one statement. Errors of the driver come out as the classes of errors.ts, those of the limit among them: PostgreSQL
   * cancels what runs, SQLite does not begin what is too late.
   */
  run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult>
  /** Opens a transaction, or a savepoint inside one, and hands out the Kysely instance that is bound to it. */
  transaction<T>(work: (db: Kysely<unknown>) => Promise<T>, options?: TransactionOptions): Promise<T>
}
