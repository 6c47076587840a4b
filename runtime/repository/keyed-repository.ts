import { deleteByKey } from './delete.js'
import { findByKey, getByKey } from './find-by-key.js'
import type { Found, Include, NoInclude } from './relations/types.js'
import { Repository } from './repository.js'
import type { FindOptions, RepositoryTypes, WriteOptions } from './types.js'
import { updateByKey } from './update.js'

/** A repository of a table with a primary key. A composite key is given as an object of its columns. */
export class KeyedRepository<T extends RepositoryTypes> extends Repository<T> {
  /** The row with that primary key, or `undefined`. */
  findById<S extends keyof T['row'] = never, const I extends Include<T> = NoInclude>(
    key: T['key'],
    options?: FindOptions<T, S, I>,
  ): Promise<Found<T, S, I> | undefined> {
    return findByKey(this.access, key, options)
  }

  /** Like {@link findById}, but a missing row throws NotFoundError. */
  getById<S extends keyof T['row'] = never, const I extends Include<T> = NoInclude>(
    key: T['key'],
    options?: FindOptions<T, S, I>,
  ): Promise<Found<T, S, I>> {
    return getByKey(this.access, key, options)
  }

  /**
   * Changes one row and returns it. A property that is `undefined` or missing stays as it is.
   *
   * @throws NotFoundError there is no such row, or it is deleted
   * @throws StaleVersionError the row no longer has the `version` given
   */
  update(key: T['key'], changes: T['update'], options: WriteOptions<T> = {}): Promise<T['row']> {
    return updateByKey(this.access, key, changes, options)
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
}
