import type { MigrateOptions as RunOptions } from '../../runtime/migrate/migrate-options.js'
import type { MigrateOptions } from './migrate.js'
import type { MigrationTarget } from './migration-target.js'
import { reportProgress } from './report-progress.js'
import type { Terminal } from './terminal.js'

/** What the runner is told of what the user wants. */
export const runOptions = (
  terminal: Terminal,
  { folder }: MigrationTarget,
  { dryRun, lockTimeout, begun, json }: MigrateOptions,
): RunOptions => ({
  folder,
  dryRun: dryRun === true,
  ...(begun === undefined ? {} : { begun }),
  ...(lockTimeout === undefined ? {} : { lockTimeoutMs: lockTimeout * 1000 }),
  onProgress: (progress) => {
    if (!json) reportProgress(terminal, progress)
  },
})
