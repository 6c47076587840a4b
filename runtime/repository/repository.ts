import type { DatabaseHandle } from '../database-handle.js'
import type { TableDefinition } from '../definition.js'
import { sessionOf } from '../session-of.js'
import { type Access, accessTo } from './access.js'
import { aggregateRows, groupRows } from './aggregate/aggregate.js'
import type { Aggregated, AggregateOptions, Group, GroupByOptions } from './aggregate/types.js'
import { varietyOf } from './filter/filter.js'
import { createRowWith } from './nested/create-with.js'
import type { CreatedWith, NewWith } from './nested/types.js'
import { readPage } from './paging/paginate.js'
import { streamRows } from './paging/stream.js'
import type { Page, PaginateOptions, StreamOptions } from './paging/types.js'
import { countRows, rowExists } from './reading/count.js'
import { findRow, findRows } from './reading/find.js'
import { scopedQuery } from './reading/scoped-query.js'
import type { Exact } from './relations/exact.js'
import type { Found } from './relations/found.js'
import type { Chosen, WholeRows } from './relations/types.js'
import { liveFirst } from './soft-delete/live-first.js'
import type {
  BulkOptions,
  CountOptions,
  FindManyOptions,
  FindOneOptions,
  FindOptions,
  OrderBy,
  RepositoryTypes,
} from './types.js'
import { createRow } from './writing/create.js'
import { createRows } from './writing/create-many.js'
import { deleteRows } from './writing/delete.js'
import type { Returning, UpdateManyOptions, UpsertOptions } from './writing/types.js'
import { updateRows } from './writing/update-many.js'
import { upsertRows } from './writing/upsert.js'

/** A class of repositories; generated ones know their definition and take the database alone. */
type Binds<R, Row> = new (db: DatabaseHandle, definition: TableDefinition<Row>) => R

/**
 * Reads and writes the rows of one table. Generated classes extend it, or {@link KeyedRepository} where the table has a
 * primary key. An instance is bound to a Kysely instance; {@link using} binds a copy to a transaction.
 */
export class Repository<T extends RepositoryTypes> {
  /** The Kysely instance or transaction that statements run on. */
  protected readonly db: DatabaseHandle
  /** The table as this connection sees it. */
  protected readonly access: Access<T['row']>

  /** Generated subclasses give the definition of their table. */
  constructor(db: DatabaseHandle, definition: TableDefinition<T['row']>) {
    this.db = db
    this.access = accessTo(definition, sessionOf(db))
  }

  /** The same repository on a transaction: `repos.campaigns.using(trx)`. */
  using(db: DatabaseHandle): this {
    // Made by its constructor, because private fields (`#cache`) of a user's class come of nothing else, and because its fields may
    // be bound to the database themselves. What it does not make, such as what a constructor of more parameters got, is taken along.
    const { definition } = this.access
    const bound = new (this.constructor as Binds<this, T['row']>)(db, definition)
    const made = Object.entries(bound).filter(([, value]) => value !== undefined && value !== definition)
    return Object.assign(bound, this, Object.fromEntries(made))
  }

  /** A Kysely select query on the table, without its deleted rows, to be continued with `.select(...)` and `.where(...)`. */
  query(): T['query'] {
    return scopedQuery(this.db, this.access.table)
  }

  /** The first row that matches, in the order asked for. */
  findOne<const C extends Chosen<T> = WholeRows>(
    options?: FindOneOptions<T, C>,
  ): Promise<Found<T, C> | undefined> {
    return findRow(this.access, options, 'findOne')
  }

  /**
   * All rows that match.
   *
   * @example
   * await repos.campaigns.findMany({ where: { budget: { gt: '10' } }, orderBy: { created_at: 'desc' }, limit: 20 })
   */
  findMany<const C extends Chosen<T> = WholeRows>(options?: FindManyOptions<T, C>): Promise<Found<T, C>[]> {
    return findRows(this.access, options, 'findMany')
  }

  /**
   * Some of the rows that match, and the cursors for those before and behind them. What is inserted or deleted meanwhile
   * neither shifts a page nor repeats a row, because a cursor is a place in the order and no number.
   *
   * @example
   * const { rows, pageInfo } = await repos.campaigns.paginate({ orderBy: { created_at: 'desc' }, first: 20, after: cursor })
   *
   * @throws InvalidCursorError the cursor was changed, or is of another table or order
   */
  paginate<const C extends Chosen<T> = WholeRows>(
    options: PaginateOptions<T, C>,
  ): Promise<Page<Found<T, C>>> {
    return readPage(this.access, options)
  }

  /**
   * All rows that match, one after the other, of which a batch at a time is in memory. No connection is held while a row is
   * worked on, so that the loop may write, and may be left at any time. Each loop over the result reads anew.
   *
   * @example
   * for await (const campaign of repos.campaigns.stream({ where: { platform: 'web' } })) await send(campaign)
   */
  stream<const C extends Chosen<T> = WholeRows>(options?: StreamOptions<T, C>): AsyncIterable<Found<T, C>> {
    return streamRows(this.access, options)
  }

  /** How many rows match. */
  count(options: CountOptions<T> = {}): Promise<number> {
    return countRows(this.access, options)
  }

  /** Whether a row matches. */
  exists(options: CountOptions<T> = {}): Promise<boolean> {
    return rowExists(this.access, options)
  }

  /**
   * Figures over all rows that match: how many, and sums, averages, smallest and largest values of columns.
   *
   * @example
   * const { count, sum } = await repos.campaigns.aggregate({ where: { platform: 'web' }, count: true, sum: ['budget'] })
   */
  aggregate<const O extends AggregateOptions<T>>(
    options: O & Exact<O, AggregateOptions<T>>,
  ): Promise<Aggregated<T, O>> {
    return aggregateRows(this.access, options)
  }

  /**
   * The same figures for each group of rows that are equal in the columns `by`.
   *
   * @example
   * await repos.campaigns.groupBy({ by: ['platform'], count: true, orderBy: { count: 'desc' }, limit: 10 })
   */
  groupBy<const O extends GroupByOptions<T>>(
    options: O & Exact<O, GroupByOptions<T>>,
  ): Promise<Group<T, O>[]> {
    return groupRows(this.access, options)
  }

  /**
   * Inserts a row and returns it as the database keeps it, with defaults. A property that is `undefined` or missing takes
   * the default, `null` is NULL.
   */
  create(row: T['new']): Promise<T['row']> {
    return createRow(this.access, row)
  }

  /**
   * Inserts a row together with rows that it points at, rows that point at it and rows on the other side of a table between, to
   * any depth, in one transaction. Rows of a table are inserted at once on each level.
   *
   * @example
   * await repos.posts.createWith({ title: 'First', author: { email: 'a@x', name: 'Ann' }, comments: [{ body: 'One' }] })
   */
  createWith<G extends NewWith<T>>(row: G & Exact<G, NewWith<T>>): Promise<CreatedWith<T, G>> {
    return createRowWith(this.access, row)
  }

  /** Inserts many rows, all or none, and returns them in the order given. */
  createMany(rows: readonly T['new'][]): Promise<T['row'][]> {
    return createRows(this.access, rows)
  }

  /**
   * Inserts a row, or updates the one that has the same key, in one statement. What the row does not give stays as it is; what
   * every update sets (`updated_at`, `version`, who did it) is set.
   *
   * @example
   * await repos.users.upsert({ email: 'ada@example.org', name: 'Ada' }, { on: 'email' })
   *
   * @throws UniqueViolationError another key is taken, or the row with this one is deleted
   */
  async upsert(row: T['new'], options: UpsertOptions<T> = {}): Promise<T['row']> {
    const [upserted] = await upsertRows(this.access, [row], options, 'upsert')
    return upserted as T['row']
  }

  /** Upserts many rows, all or none, and returns them in the order given. No two of them may have the same key. */
  upsertMany(rows: readonly T['new'][], options: UpsertOptions<T> = {}): Promise<T['row'][]> {
    return upsertRows(this.access, rows, options, 'upsertMany')
  }

  /** Changes all rows that match, and says how many, or returns them. `where: {}` means every row. */
  updateMany(options: UpdateManyOptions<T> & Returning, changes: T['update']): Promise<T['row'][]>
  updateMany(options: UpdateManyOptions<T>, changes: T['update']): Promise<number>
  updateMany(
    options: UpdateManyOptions<T>,
    changes: T['update'],
    ...more: readonly unknown[]
  ): Promise<number | T['row'][]> {
    return updateRows(this.access, options, changes, more)
  }

  /**
   * Deletes all rows that match, and says how many, or returns them as they last were. `where: {}` means every row; what
   * soft-deletes is soft-deleted.
   */
  deleteMany(options: BulkOptions<T> & Returning): Promise<T['row'][]>
  deleteMany(options: BulkOptions<T>): Promise<number>
  deleteMany(options: BulkOptions<T>): Promise<number | T['row'][]> {
    return deleteRows(this.access, options)
  }

  /** For generated finders: the row with these values of a unique index. */
  protected findByUnique<C extends Chosen<T> = WholeRows>(
    values: object,
    options?: FindOptions<T, C>,
    origin = 'findByUnique',
  ): Promise<Found<T, C> | undefined> {
    const asked = options ?? {}
    const orderBy = liveFirst(this.access.table, asked)
    return findRow(this.access, { ...asked, ...orderBy, where: values }, origin, varietyOf(asked))
  }

  /** For generated listers: the rows with these values of an index, in the index's order unless another is asked for. */
  protected listBy<C extends Chosen<T> = WholeRows>(
    values: object,
    options?: FindManyOptions<T, C>,
    order?: OrderBy<T['row']>,
    origin = 'listBy',
  ): Promise<Found<T, C>[]> {
    const { orderBy = order, ...asked } = options ?? {}
    const where = options?.where ? { and: [values, options.where] } : values
    return findRows(
      this.access,
      { ...asked, where, ...(orderBy && { orderBy }) },
      origin,
      varietyOf(options ?? {}),
    )
  }
}
