import type { Kysely } from 'kysely'
import { connect } from '../../runtime/connect.js'
import { TablewrightError } from '../../runtime/errors.js'
import {
  type ExecutedMigration,
  type MigrationStatus,
  migrateDown,
  migrateUp,
  migrationStatus,
} from '../../runtime/migrate/index.js'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import type { MigrationProgress } from '../../runtime/migrate/progress.js'
import { fileExists } from '../workspace/disk.js'
import { type ExitStatus, exitStatus } from './exit-status.js'
import type { MigrateAction, MigrateOptions } from './migrate.js'
import { type MigrationTarget, migrationTarget, shownTarget } from './migration-target.js'
import { counted, jsonDiagnostic, printDiagnostics, printJson } from './report.js'
import type { Terminal } from './terminal.js'

/** Runs migrations, or lists them, and prints what happened. */
export async function runMigrate(
  terminal: Terminal,
  action: MigrateAction,
  options: MigrateOptions,
): Promise<ExitStatus> {
  const found = migrationTarget(options)
  if ('diagnostics' in found) {
    if (options.json)
      printJson(terminal, {
        command: `migrate ${action}`,
        ok: false,
        diagnostics: found.diagnostics.map(jsonDiagnostic),
      })
    else await printDiagnostics(terminal, found.diagnostics, found.sources)
    return exitStatus.problem
  }
  try {
    const run = new MigrateRun(terminal, found.target, options)
    return await run.perform(action)
  } catch (error) {
    const problem = problemOf(error, found.target)
    if (options.json) printJson(terminal, { command: `migrate ${action}`, ok: false, ...problem })
    else terminal.error(`${terminal.errorColors.red('error')}: ${problem.error.message}\n`)
    return exitStatus.problem
  }
}

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
    const { folder } = this.#target
    if (!fileExists(folder)) {
      throw new MigrationError(
        'bad-folder',
        `There is no ${folder}. Run \`tablewright generate\` first, or name the schema with --schema.`,
      )
    }
    const db = connect<unknown>(this.#urlFor(action))
    try {
      return action === 'status' ? await this.#status(db) : await this.#run(db, action)
    } finally {
      await db.destroy()
    }
  }

  /** Looking at a database, or undoing nothing, must not make a file. */
  #urlFor(action: MigrateAction): string {
    const { url } = this.#target
    const isAbsentFile = url.startsWith('sqlite:') && !fileExists(url.slice('sqlite:'.length))
    return action !== 'up' && isAbsentFile ? 'sqlite::memory:' : url
  }

  async #run(db: Kysely<unknown>, action: 'up' | 'down'): Promise<ExitStatus> {
    const { to, steps } = this.#options
    const { executed } = await (action === 'up' ? migrateUp : migrateDown)(db, {
      folder: this.#target.folder,
      onProgress: (progress) => this.#report(progress),
      ...(to === undefined ? {} : { to }),
      ...(steps === undefined ? {} : { steps }),
    })
    if (this.#options.json) this.#printJson(`migrate ${action}`, { executed })
    else this.#printExecuted(action, executed)
    return exitStatus.done
  }

  #report(progress: MigrationProgress): void {
    if (this.#options.json) return
    const { error, errorColors, isWatched } = this.#terminal
    if (progress.kind === 'waiting') error('Waiting for another runner to finish…\n')
    if (progress.kind === 'started') error(`${progress.migration} ${progress.direction}\n`)
    if (progress.kind === 'statement' && isWatched) {
      error(errorColors.dim(`  ${progress.number}/${progress.total} ${progress.comment}\n`))
    }
  }

  #printExecuted(action: 'up' | 'down', executed: readonly ExecutedMigration[]): void {
    const { out } = this.#terminal
    const database = shownTarget(this.#target.url)
    for (const { name, durationMs } of executed) {
      out(`${action === 'up' ? 'Applied' : 'Undid'} ${name} (${durationMs} ms)\n`)
    }
    if (executed.length > 0) out(`${counted(executed.length, 'migration')} ${action} on ${database}.\n`)
    else
      out(
        `Nothing to do: ${action === 'up' ? 'no migration is pending' : 'no migration is applied'} on ${database}.\n`,
      )
  }

  async #status(db: Kysely<unknown>): Promise<ExitStatus> {
    const migrations = await migrationStatus(db, { folder: this.#target.folder })
    const broken = migrations.filter(({ state }) => state !== 'applied' && state !== 'pending')
    if (this.#options.json) this.#printJson('migrate status', { migrations }, broken.length === 0)
    else this.#printStatus(migrations)
    return broken.length === 0 ? exitStatus.done : exitStatus.problem
  }

  #printStatus(migrations: readonly MigrationStatus[]): void {
    const { out, outColors } = this.#terminal
    const paint = {
      applied: outColors.green,
      pending: outColors.yellow,
      changed: outColors.red,
      missing: outColors.red,
      'out-of-order': outColors.red,
      stopped: outColors.red,
    } as const
    const width = Math.max(0, ...migrations.map(({ name }) => name.length))
    for (const { name, state, appliedAt } of migrations) {
      out(`${name.padEnd(width)}  ${paint[state](state.padEnd(7))}  ${appliedAt ?? ''}`.trimEnd())
      out('\n')
    }
    const applied = migrations.filter(({ appliedAt }) => appliedAt !== undefined).length
    const pending = migrations.filter(({ state }) => state === 'pending').length
    out(`${applied} applied, ${pending} pending on ${shownTarget(this.#target.url)}.\n`)
  }

  #printJson(command: string, result: object, ok = true): void {
    printJson(this.#terminal, { command, ok, database: shownTarget(this.#target.url), ...result })
  }
}

type Problem = {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly migration: string | null
    readonly statement: { readonly number: number; readonly comment: string; readonly sql: string } | null
  }
}

/** What the database or the files have against it is a problem; everything else is a bug and goes on. */
function problemOf(error: unknown, target: MigrationTarget): Problem {
  if (error instanceof MigrationError) {
    const { reason, message, migration = null, statement = null } = error
    return { error: { code: `migration-${reason}`, message, migration, statement } }
  }
  if (error instanceof TablewrightError || isDriverError(error)) {
    const message = `${shownTarget(target.url)}: ${messageOf(error)}`
    return { error: { code: 'database', message, migration: null, statement: null } }
  }
  throw error
}

/** Drivers and the operating system mark their errors with a code; ours and the language's have none. */
const isDriverError = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  !error.code.startsWith('ERR_')

/** A host with several addresses gives an AggregateError whose own message is empty. */
function messageOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((inner) => messageOf(inner)).join('; ')
  return error.message
}
