import type { Chosen, WholeRows } from '../relations/types.js'
import type { OrderBy, Reading, RepositoryTypes, Where } from '../types.js'

/**
 * Options of `paginate`: a number of rows from the start, or after a cursor; or from the end, or before one.
 *
 * @example
 * { orderBy: { created_at: 'desc' }, first: 20, after: page.pageInfo.endCursor }
 */
export type PaginateOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C> & {
  readonly where?: Where<T> | undefined
  /** Rows that are equal in it stand in the order of their key. Without it the key is the order. */
  readonly orderBy?: OrderBy<T['row']> | undefined
} & (Forwards | Backwards)

type Forwards = {
  /** At most so many rows; a whole number from 1. */
  readonly first: number
  /** The `endCursor` of the page before; `null` is the start. */
  readonly after?: string | null | undefined
  readonly last?: undefined
  readonly before?: undefined
}

type Backwards = {
  /** At most so many rows, those nearest to `before`; they come in the same order as forwards. */
  readonly last: number
  /** The `startCursor` of the page behind; `null` is the end. */
  readonly before?: string | null | undefined
  readonly first?: undefined
  readonly after?: undefined
}

/**
 * Options of `stream`.
 *
 * @example
 * { where: { platform: 'web' }, orderBy: { created_at: 'asc' }, batchSize: 1000 }
 */
export type StreamOptions<T extends RepositoryTypes, C extends Chosen<T> = WholeRows> = Reading<T, C> & {
  readonly where?: Where<T> | undefined
  /** Give it an index: each batch looks for its place. Without it the key is the order, which has one. */
  readonly orderBy?: OrderBy<T['row']> | undefined
  /** How many rows one statement reads, which is how many are in memory; 500 unless said. */
  readonly batchSize?: number | undefined
}

/** Some of the rows that match, and where they stand among them. */
export type Page<Row> = {
  readonly rows: Row[]
  readonly pageInfo: PageInfo
}

/** In the words of GraphQL's connections. */
export type PageInfo = {
  /** Whether rows follow. On a page before a cursor it is taken for granted that those of the cursor still do. */
  readonly hasNextPage: boolean
  /** Whether rows precede. On a page after a cursor it is taken for granted that those of the cursor still do. */
  readonly hasPreviousPage: boolean
  /** For `before`; `null` if the page has no rows. */
  readonly startCursor: string | null
  /** For `after`; `null` if the page has no rows. */
  readonly endCursor: string | null
}
