export {
  type ExecutedMigration,
  type MigrateDownOptions,
  type MigrateUpOptions,
  type MigrationResult,
  type MigrationStatus,
  migrateDown,
  migrateUp,
  migrationStatus,
} from './migrate.js'
export { type FailedStatement, MigrationError, type MigrationErrorReason } from './migration-error.js'
export {
  type KyselyMigration,
  type KyselyMigrationProvider,
  migrationProvider,
} from './migration-provider.js'
export type { MigrationDirection, MigrationProgress, OnMigrationProgress } from './progress.js'
export { type Migration, readMigrations } from './read-migrations.js'
