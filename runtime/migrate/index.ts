export { type MigrateBaselineOptions, type MigrationBaseline, migrateBaseline } from './baseline.js'
export { migrateDown, migrateRedo, migrateTo, migrateUp } from './migrate.js'
export type {
  BegunStatement,
  MigrateDownOptions,
  MigrateOptions,
  MigrateRedoOptions,
  MigrateToOptions,
  MigrateUpOptions,
} from './migrate-options.js'
export { type FailedStatement, MigrationError, type MigrationErrorReason } from './migration-error.js'
export {
  type KyselyMigration,
  type KyselyMigrationProvider,
  type MigrationProviderOptions,
  migrationProvider,
} from './migration-provider.js'
export type { ExecutedMigration, MigrationResult, PlannedMigration } from './migration-result.js'
export type { KeptTable, MigrationScript, ScriptSection, ScriptStatement } from './migration-script.js'
export type { MigrationDirection, MigrationProgress, OnMigrationProgress } from './progress.js'
export { type Migration, readMigrations } from './read-migrations.js'
export type { ReplacedMigration } from './read-replaced.js'
export type { ServerWords } from './server-words.js'
export { type MigrationStatus, migrationStatus, type StoppedAt } from './status.js'
