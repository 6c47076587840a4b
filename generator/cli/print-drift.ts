import type { Comparison } from '../drift/compare.js'
import { driftSentence, jsonDrift } from '../drift/sentence.js'
import { closeEngines } from '../prove/engines/index.js'
import {
  type AppliedMigrations,
  appliedMigrations,
  compareWithMigrations,
} from './compare-with-migrations.js'
import type { DriftOptions } from './drift.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import { type MigrationTarget, migrationTarget, shownTarget } from './migration-target.js'
import { refuse, stop } from './refuse.js'
import { counted, printJson } from './report.js'
import type { Terminal } from './terminal.js'

/** Compares a database with one that its applied migrations make. */
export async function printDrift(terminal: Terminal, options: DriftOptions): Promise<ExitStatus> {
  const asked = { command: 'drift', json: options.json === true }
  const found = migrationTarget(options)
  if ('diagnostics' in found) return refuse(terminal, asked, found)
  try {
    const migrations = await appliedMigrations(found.target)
    const comparison = await compareWithMigrations(found.target, migrations.applied)
    print(terminal, options, { ...comparison, ...migrations }, found.target)
    return comparison.drifts.length === 0 ? exitStatus.done : exitStatus.problem
  } catch (error) {
    return stop(terminal, asked, error, found.target)
  } finally {
    await closeEngines()
  }
}

function print(
  terminal: Terminal,
  options: DriftOptions,
  { drifts, unmanaged, applied, pending }: Comparison & AppliedMigrations,
  { url }: MigrationTarget,
): void {
  const database = shownTarget(url)
  if (options.json) {
    printJson(terminal, {
      command: 'drift',
      ok: drifts.length === 0,
      database,
      drifts: drifts.map(jsonDrift),
      unmanaged,
      applied,
      pending,
    })
    return
  }
  const { out } = terminal
  for (const drift of drifts) out(`${driftSentence(drift)}\n`)
  if (drifts.length === 0) out(`${database} is what its migrations say.\n`)
  else out(`${counted(drifts.length, 'difference')} between ${database} and its migrations.\n`)
  if (pending.length > 0) out(`${counted(pending.length, 'migration')} not yet applied.\n`)
  if (unmanaged.length > 0) out(`Not managed here, and left alone: ${unmanaged.join(', ')}\n`)
}
