import { linkRows, setLinks, unlinkRows } from './links/link.js'
import type { Linkable, LinkedKey, LinkTo } from './links/types.js'
import { findByKey, getByKey } from './reading/find-by-key.js'
import type { Found } from './relations/found.js'
import type { Chosen, WholeRows } from './relations/types.js'
import { Repository } from './repository.js'
import type { FindOptions, RepositoryTypes, WriteOptions } from './types.js'
import { deleteByKey } from './writing/delete.js'
import { incrementByKey } from './writing/increment.js'
import type { Increments, KeyedUpdate, SkipOptions, UpdateOptions } from './writing/types.js'
import { updateByKey } from './writing/update.js'
import { updateEach } from './writing/update-each.js'

/** A repository of a table with a primary key. A composite key is given as an object of its columns. */
export class KeyedRepository<T extends RepositoryTypes> extends Repository<T> {
  /** The row with that primary key, or `undefined`. */
  findById<const C extends Chosen<T> = WholeRows>(
    key: T['key'],
    options?: FindOptions<T, C>,
  ): Promise<Found<T, C> | undefined> {
    return findByKey(this.access, key, options)
  }

  /** Like {@link findById}, but a missing row throws NotFoundError. */
  getById<const C extends Chosen<T> = WholeRows>(
    key: T['key'],
    options?: FindOptions<T, C>,
  ): Promise<Found<T, C>> {
    return getByKey(this.access, key, options)
  }

  /**
   * Changes one row and returns it. A property that is `undefined` or missing stays as it is.
   *
   * @throws NotFoundError there is no such row, or it is deleted
   * @throws StaleVersionError the row no longer has the `version` given
   */
  update(key: T['key'], changes: T['update'], options: UpdateOptions<T> = {}): Promise<T['row']> {
    return updateByKey(this.access, key, changes, options)
  }

  /**
   * Changes many rows, each in its own way, all or none, and returns them in the order given.
   *
   * @example
   * await repos.tasks.updateEach(order.map((key, position) => ({ key, changes: { position } })))
   *
   * @throws NotFoundError one of the rows is not there, or is deleted
   * @throws StaleVersionError one of the rows no longer has the `version` given with it
   */
  updateEach(updates: readonly KeyedUpdate<T>[], options: SkipOptions = {}): Promise<T['row'][]> {
    return updateEach(this.access, updates, options)
  }

  /**
   * Adds to numbers of one row, negative amounts too, and returns it: whatever others add meanwhile is kept. Every digit of
   * decimals counts; a column that is NULL stays NULL.
   *
   * @example
   * await repos.accounts.increment(id, { balance: '-12.50', movements: 1 })
   *
   * @throws NotFoundError there is no such row, or it is deleted
   * @throws StaleVersionError the row no longer has the `version` given
   * @throws ValueError a sum is out of the range of its column
   */
  increment(key: T['key'], amounts: Increments<T>, options: WriteOptions<T> = {}): Promise<T['row']> {
    return incrementByKey(this.access, key, amounts, options)
  }

  /**
   * Deletes one row and returns it as it last was.
   *
   * @throws NotFoundError there is no such row
   * @throws StaleVersionError the row no longer has the `version` given
   */
  delete(key: T['key'], options: WriteOptions<T> = {}): Promise<T['row']> {
    return deleteByKey(this.access, key, options)
  }

  /**
   * Links rows on the other side of a table between, and says how many were not linked before. A link that is there stays, and
   * takes the values that are given as `through`.
   *
   * @example
   * await repos.posts.link(post.id, 'tags', [{ key: red.id, through: { position: 1 } }])
   *
   * @throws NotFoundError there is no such row, or it is deleted
   * @throws ForeignKeyViolationError there is no row with one of the keys
   */
  link<R extends Linkable<T>>(
    key: T['key'],
    relation: R,
    targets: readonly LinkTo<T['relations'][R]>[],
  ): Promise<number> {
    return linkRows(this.access, key, relation, targets)
  }

  /**
   * Takes links away, and says how many there were. The rows themselves stay.
   *
   * @example
   * await repos.posts.unlink(post.id, 'tags', [red.id])
   */
  unlink<R extends Linkable<T>>(
    key: T['key'],
    relation: R,
    targets: readonly LinkedKey<T['relations'][R]>[],
  ): Promise<number> {
    return unlinkRows(this.access, key, relation, targets)
  }

  /** Links these rows and no others: what is missing is linked, what is not among them is unlinked, the rest stays as it is. */
  setLinks<R extends Linkable<T>>(
    key: T['key'],
    relation: R,
    targets: readonly LinkTo<T['relations'][R]>[],
  ): Promise<{ linked: number; unlinked: number }> {
    return setLinks(this.access, key, relation, targets)
  }
}
