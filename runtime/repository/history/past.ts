import { printValue } from '../../values/print-value.js'
import { type Access, accessTo } from '../access.js'
import { aggregateRows, groupRows } from '../aggregate/aggregate.js'
import type { Aggregated, AggregateOptions, Group, GroupByOptions } from '../aggregate/types.js'
import { lockOption } from '../locking/lock.js'
import { readPage } from '../paging/paginate.js'
import { streamRows } from '../paging/stream.js'
import type { Page, PaginateOptions, StreamOptions } from '../paging/types.js'
import { countRows, rowExists } from '../reading/count.js'
import { findRow, findRows } from '../reading/find.js'
import { findByKey, getByKey } from '../reading/find-by-key.js'
import { invalid, isPlainObject } from '../refuse.js'
import type { Exact } from '../relations/exact.js'
import type { Found } from '../relations/found.js'
import type { Chosen, WholeRows } from '../relations/types.js'
import type { CountOptions, RepositoryTypes } from '../types.js'
import { historyColumns } from './columns.js'
import { pastOf } from './past-definition.js'
import { PastSession } from './past-session.js'
import type { PastManyOptions, PastOneOptions, PastOptions, PastTypes } from './types.js'

/**
 * The rows of a table as they were at an instant, and along relations those of other tables with a history as of the same
 * instant; tables without one as they are now. A state holds from the millisecond in which it was written until the next was.
 */
export class Past<T extends RepositoryTypes> {
  readonly #access: Access<T['row']>

  /** Repositories make it: `repos.campaigns.asOf(instant)`. */
  constructor(access: Access<T['row']>) {
    this.#access = access
  }

  /** The row with that primary key as it was, or `undefined` if there was none. */
  findById<const C extends Chosen<PastTypes<T>> = WholeRows>(
    key: T['key'],
    options?: PastOptions<PastTypes<T>, C>,
  ): Promise<Found<PastTypes<T>, C> | undefined> {
    return findByKey(this.#access, key, unlocked(this.#access, options))
  }

  /** Like {@link findById}, but a missing row throws NotFoundError. */
  getById<const C extends Chosen<PastTypes<T>> = WholeRows>(
    key: T['key'],
    options?: PastOptions<PastTypes<T>, C>,
  ): Promise<Found<PastTypes<T>, C>> {
    return getByKey(this.#access, key, unlocked(this.#access, options))
  }

  /** The first row that matched, in the order asked for. */
  findOne<const C extends Chosen<PastTypes<T>> = WholeRows>(
    options?: PastOneOptions<PastTypes<T>, C>,
  ): Promise<Found<PastTypes<T>, C> | undefined> {
    return findRow(this.#access, unlocked(this.#access, options), 'findOne')
  }

  /** All rows that matched. */
  findMany<const C extends Chosen<PastTypes<T>> = WholeRows>(
    options?: PastManyOptions<PastTypes<T>, C>,
  ): Promise<Found<PastTypes<T>, C>[]> {
    return findRows(this.#access, unlocked(this.#access, options), 'findMany')
  }

  /**
   * A page of the rows that matched, as `paginate` of the repository gives it. Its cursors are places in an order and know no
   * instant: go on from the same one.
   *
   * @throws InvalidCursorError the cursor was changed, or is of another table or order
   */
  paginate<const C extends Chosen<PastTypes<T>> = WholeRows>(
    options: PaginateOptions<PastTypes<T>, C>,
  ): Promise<Page<Found<PastTypes<T>, C>>> {
    return readPage(this.#access, options)
  }

  /** All rows that matched, one after the other, of which a batch at a time is in memory. */
  stream<const C extends Chosen<PastTypes<T>> = WholeRows>(
    options?: StreamOptions<PastTypes<T>, C>,
  ): AsyncIterable<Found<PastTypes<T>, C>> {
    return streamRows(this.#access, options)
  }

  /** Figures over all rows that matched. */
  aggregate<const O extends AggregateOptions<PastTypes<T>>>(
    options: O & Exact<O, AggregateOptions<PastTypes<T>>>,
  ): Promise<Aggregated<PastTypes<T>, O>> {
    return aggregateRows(this.#access, options)
  }

  /** The same figures for each group of rows that were equal in the columns `by`. */
  groupBy<const O extends GroupByOptions<PastTypes<T>>>(
    options: O & Exact<O, GroupByOptions<PastTypes<T>>>,
  ): Promise<Group<PastTypes<T>, O>[]> {
    return groupRows(this.#access, options)
  }

  /** How many rows matched. */
  count(options: CountOptions<PastTypes<T>> = {}): Promise<number> {
    return countRows(this.#access, options)
  }

  /** Whether a row matched. */
  exists(options: CountOptions<PastTypes<T>> = {}): Promise<boolean> {
    return rowExists(this.#access, options)
  }
}

/** The table as it was at that instant. */
export function pastAccess<Row>(access: Access<Row>, instant: unknown): Access<Row> {
  const { table, session, definition } = access
  if (!(instant instanceof Date) || Number.isNaN(instant.getTime()))
    throw invalid(table, `the instant of asOf is a Date, not ${printValue(instant)}.`)
  const place = { table: definition.versioning?.history ?? table.name, column: historyColumns.recordedAt }
  const encoded = session.write.encode('timestamp', instant, place)
  return accessTo(pastOf(definition), new PastSession(session, encoded))
}

/** Nothing that is past can be locked. */
function unlocked<Options extends object>(
  { table }: Access,
  options: Options | undefined,
): Options | undefined {
  if (isPlainObject(options) && Object.hasOwn(options, lockOption))
    throw invalid(table, 'a row as it was cannot be locked; lock the row itself by a read without asOf.')
  return options
}
