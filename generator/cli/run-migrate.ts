import type { Kysely } from 'kysely'
import { checksumsProblem } from '../../runtime/migrate/checksums.js'
import { migrateDown, migrateRedo, migrateTo, migrateUp } from '../../runtime/migrate/migrate.js'
import type { ExecutedMigration, MigrationResult } from '../../runtime/migrate/migration-result.js'
import { readFolder } from '../../runtime/migrate/read-folder.js'
import { migrationStatus } from '../../runtime/migrate/status.js'
import { fileExists } from '../workspace/disk.js'
import { adoptDatabase } from './adopt-database.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import type { MigrateAction, MigrateOptions } from './migrate.js'
import { problemOf } from './migrate-problem.js'
import { type MigrationTarget, migrationTarget, requireMigrations, shownTarget } from './migration-target.js'
import { onConnection } from './on-connection.js'
import { printDryRun } from './print-dry-run.js'
import { printStatus } from './print-status.js'
import { printProblem, refuse, stop } from './refuse.js'
import { refuseCutOff } from './refuse-cut-off.js'
import { counted, printJson } from './report.js'
import { runOptions } from './run-options.js'
import type { Terminal } from './terminal.js'

/** Runs migrations, or lists them, and prints what happened. */
export async function runMigrate(
  terminal: Terminal,
  action: MigrateAction,
  options: MigrateOptions,
): Promise<ExitStatus> {
  const asked = { command: `migrate ${action}`, json: options.json === true }
  const found = migrationTarget(options)
  if ('diagnostics' in found) return refuse(terminal, asked, found)
  try {
    refuseCutOff(found.output)
    return await new MigrateRun(terminal, found.target, options).perform(action)
  } catch (error) {
    return stop(terminal, asked, error, found.target)
  }
}

type Running = Exclude<MigrateAction, 'status' | 'baseline'>

/** One command on one database. */
class MigrateRun {
  readonly #terminal: Terminal
  readonly #target: MigrationTarget
  readonly #options: MigrateOptions

  constructor(terminal: Terminal, target: MigrationTarget, options: MigrateOptions) {
    this.#terminal = terminal
    this.#target = target
    this.#options = options
  }

  async perform(action: MigrateAction): Promise<ExitStatus> {
    requireMigrations(this.#target)
    if (action === 'baseline') return adoptDatabase(this.#terminal, this.#target, this.#options)
    const looksOnly = action === 'status' || this.#options.dryRun === true
    return onConnection(this.#urlFor(action), { readOnly: looksOnly }, (db) =>
      action === 'status' ? this.#status(db) : this.#run(db, action),
    )
  }

  /** Looking at a database, or undoing nothing, must not make a file. */
  #urlFor(action: MigrateAction): string {
    const { url } = this.#target
    const isAbsentFile = url.startsWith('sqlite:') && !fileExists(url.slice('sqlite:'.length))
    const makesNone =
      this.#options.dryRun === true || action === 'status' || action === 'down' || action === 'redo'
    return makesNone && isAbsentFile ? 'sqlite::memory:' : url
  }

  async #run(db: Kysely<unknown>, action: Running): Promise<ExitStatus> {
    const { executed, planned } = await this.#migrate(db, action)
    const { json, dryRun = false } = this.#options
    if (json) this.#printJson(`migrate ${action}`, { dryRun, executed, planned: planned ?? [] })
    else if (planned !== undefined) printDryRun(this.#terminal, planned, this.#database())
    else this.#printExecuted(action, executed)
    return exitStatus.done
  }

  #migrate(db: Kysely<unknown>, action: Running): Promise<MigrationResult> {
    const { to, steps } = this.#options
    const options = runOptions(this.#terminal, this.#target, this.#options)
    const target = to === undefined ? {} : { to }
    const count = steps === undefined ? {} : { steps }
    switch (action) {
      case 'up':
        return migrateUp(db, { ...options, ...target })
      case 'down':
        return migrateDown(db, { ...options, ...target, ...count })
      case 'to':
        return migrateTo(db, { ...options, to: to ?? '' })
      case 'redo':
        return migrateRedo(db, { ...options, ...count })
      default:
        return action satisfies never
    }
  }

  #printExecuted(action: Running, executed: readonly ExecutedMigration[]): void {
    const { out } = this.#terminal
    for (const { name, direction, durationMs } of executed) {
      out(`${direction === 'up' ? 'Applied' : 'Undid'} ${name} (${durationMs} ms)\n`)
    }
    const database = this.#database()
    if (executed.length === 0) out(`Nothing to do: ${nothingTo[action]} on ${database}.\n`)
    else if (action === 'to') out(`At ${this.#options.to} on ${database}.\n`)
    else if (action === 'redo') out(`${counted(executed.length / 2, 'migration')} redone on ${database}.\n`)
    else out(`${counted(executed.length, 'migration')} ${action} on ${database}.\n`)
  }

  async #status(db: Kysely<unknown>): Promise<ExitStatus> {
    const { folder } = this.#target
    const migrations = await migrationStatus(db, { folder })
    const refused = checksumsProblem(await readFolder(folder))
    const problem = refused && problemOf(refused, this.#target)
    const isSound =
      problem === undefined && migrations.every(({ state }) => state === 'applied' || state === 'pending')
    if (this.#options.json) this.#printJson('migrate status', { migrations, ...problem }, isSound)
    else {
      printStatus(this.#terminal, migrations, this.#database())
      if (problem !== undefined) printProblem(this.#terminal, problem)
    }
    return isSound ? exitStatus.done : exitStatus.problem
  }

  #printJson(command: string, result: object, ok = true): void {
    printJson(this.#terminal, { command, ok, database: this.#database(), ...result })
  }

  #database(): string {
    return shownTarget(this.#target.url)
  }
}

const nothingTo: { readonly [A in Running]: string } = {
  up: 'no migration is pending',
  down: 'no migration is applied',
  to: 'that is where it is',
  redo: 'no migration is applied',
}
