import type { Model } from '../model/model.js'
import type { ChainLink, MigrationFiles } from './checksums.js'
import type { ChangesFile } from './serialize.js'

export type PastMigration = MigrationFiles &
  ChangesFile & {
    readonly before: Model
    readonly after: Model
  }

/** Everything that was migrated so far, and the model it adds up to. */
export type History = {
  readonly migrations: readonly PastMigration[]
  readonly chain: readonly ChainLink[]
  readonly model: Model
}
