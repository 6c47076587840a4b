import { KeyedRepository } from './keyed-repository.js'
import { purgeByKey } from './purge.js'
import { restoreByKey } from './restore.js'
import type { RepositoryTypes } from './types.js'

/**
 * A repository whose `delete` and `deleteMany` keep the rows and mark them. Reads leave marked rows out unless
 * `withDeleted` or `onlyDeleted` asks for them. Rows that refer to a deleted row and soft-delete too are deleted with it.
 */
export class SoftDeleteRepository<T extends RepositoryTypes> extends KeyedRepository<T> {
  /**
   * Brings a deleted row back, and with it what was deleted because of it; what had been deleted before stays deleted.
   *
   * @throws NotFoundError there is no such row, or it is not deleted
   */
  restore(key: T['key']): Promise<T['row']> {
    return restoreByKey(this.access, key)
  }

  /**
   * Removes a row for good, deleted or not, and returns it as it last was. Foreign keys act as the schema says.
   *
   * @throws NotFoundError there is no such row
   */
  purge(key: T['key']): Promise<T['row']> {
    return purgeByKey(this.access, key)
  }
}
