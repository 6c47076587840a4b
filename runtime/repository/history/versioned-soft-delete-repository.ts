import type { Found } from '../relations/found.js'
import type { Chosen, WholeRows } from '../relations/types.js'
import { SoftDeleteRepository } from '../soft-delete/soft-delete-repository.js'
import type { RepositoryTypes } from '../types.js'
import { readAsOf } from './as-of.js'
import { readHistory } from './history.js'
import type { Past } from './past.js'
import { revertByKey } from './revert.js'
import type {
  HistoryDifference,
  HistoryEntry,
  HistoryOptions,
  HistoryRange,
  PastOptions,
  PastTypes,
  RevertOptions,
} from './types.js'

/** A repository of a table that soft-deletes and keeps every state of its rows: see {@link VersionedRepository} for the methods. */
export class VersionedSoftDeleteRepository<T extends RepositoryTypes> extends SoftDeleteRepository<T> {
  /**
   * The states of a row, the newest first: of rows that are gone, too.
   *
   * @example
   * const page = await repos.campaigns.history(id, { limit: 20 })
   * const next = await repos.campaigns.history(id, { limit: 20, before: page.at(-1)?.id })
   */
  history(key: T['key'], options?: HistoryOptions): Promise<HistoryEntry<T['row']>[]>
  /**
   * Two versions of a row and the columns in which they differ.
   *
   * @throws NotFoundError the history has no such version of the row
   */
  history(key: T['key'], range: HistoryRange): Promise<HistoryDifference<T['row']>>
  history(
    key: T['key'],
    options: HistoryOptions | HistoryRange = {},
  ): Promise<HistoryEntry<T['row']>[] | HistoryDifference<T['row']>> {
    return readHistory(this.access, key, options)
  }

  /**
   * Reads rows as they were at an instant, by the database's clock. Rows of other tables with a history, which filters and
   * `include` lead to, are as of the same instant; those of tables without one are as they are now.
   *
   * @example
   * await repos.campaigns.asOf(instant).findMany({ where: { platform: 'web' }, include: { ads: true } })
   */
  asOf(instant: Date): Past<T>
  /** One row as it was at an instant, or `undefined` if there was none. */
  asOf<const C extends Chosen<PastTypes<T>> = WholeRows>(
    key: T['key'],
    instant: Date,
    options?: PastOptions<PastTypes<T>, C>,
  ): Promise<Found<PastTypes<T>, C> | undefined>
  asOf(...call: readonly unknown[]): unknown {
    return readAsOf(this.access, call)
  }

  /**
   * Gives a row the values that it had in a version, as a new version, and returns it. A row that was deleted comes back, alone,
   * whichever way it went; what belonged to it does not. Who created it, and when, stays.
   *
   * @throws NotFoundError the history has no such version of the row
   * @throws StaleVersionError the row no longer has the `version` given as an option
   * @throws InvalidQueryError in that version the row was soft-deleted
   */
  revert(key: T['key'], version: number, options: RevertOptions = {}): Promise<T['row']> {
    return revertByKey(this.access, key, version, options)
  }
}
