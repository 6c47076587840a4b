import type { Model } from '../model/model.js'
import type { Change } from './change.js'
import type { ChainLink, MigrationFiles } from './checksums.js'

export type PastMigration = MigrationFiles & {
  readonly changes: readonly Change[]
  readonly before: Model
  readonly after: Model
}

/** Everything that was migrated so far, and the model it adds up to. */
export type History = {
  readonly migrations: readonly PastMigration[]
  readonly chain: readonly ChainLink[]
  readonly model: Model
}
