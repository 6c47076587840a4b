import { KeyedRepository } from '../keyed-repository.js'
import type { RepositoryTypes } from '../types.js'
import { purgeByKey } from './purge.js'
import { purgeDeletedRows } from './purge-deleted.js'
import { restoreByKey } from './restore.js'
import type { PurgeOptions } from './types.js'

/**
 * A repository whose `delete` and `deleteMany` keep the rows and mark them. Reads leave marked rows out unless
 * `withDeleted` or `onlyDeleted` asks for them. Rows that refer to a deleted row and soft-delete too are deleted with it.
 */
export class SoftDeleteRepository<T extends RepositoryTypes> extends KeyedRepository<T> {
  /**
   * Brings a deleted row back, and with it what was deleted because of it; what had been deleted before, or by itself, stays
   * deleted. All comes back or nothing.
   *
   * @throws NotFoundError there is no such row, or it is not deleted
   * @throws ForeignKeyViolationError a row that would come back refers to one that is still deleted
   * @throws UniqueViolationError another row has taken a unique value meanwhile
   */
  restore(key: T['key']): Promise<T['row']> {
    return restoreByKey(this.access, key)
  }

  /**
   * Removes a row for good, deleted or not, with the deleted rows that went along with it, and returns it as it last was. For all
   * other rows foreign keys act as the schema says.
   *
   * @throws NotFoundError there is no such row
   * @throws ForeignKeyViolationError rows still refer to it
   */
  purge(key: T['key']): Promise<T['row']> {
    return purgeByKey(this.access, key)
  }

  /**
   * Removes for good what was deleted before an instant, a batch at a time, and returns how many rows of this table are gone. A row to
   * which others still refer by a foreign key that forbids it stays. Each batch is a transaction of its own, so that what is done
   * stays done when the call is ended.
   *
   * @example
   * await repos.campaigns.purgeDeleted({ before: new Date(Date.now() - 30 * 86_400_000), signal })
   */
  purgeDeleted(options: PurgeOptions): Promise<number> {
    return purgeDeletedRows(this.access, options)
  }
}
