import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { type Connection, migrationDialectOf, onConnection } from './connection.js'
import {
  createJournal,
  hasJournal,
  type JournalEntry,
  readJournal,
  recordApplied,
  recordReverted,
} from './journal.js'
import { beginImmediate, commitWhenFree, type LockOptions, withAdvisoryLock } from './lock.js'
import { MigrationError } from './migration-error.js'
import type { MigrationDirection, OnMigrationProgress } from './progress.js'
import { type Migration, readMigrations } from './read-migrations.js'
import { runScript } from './run-script.js'
import {
  isChanged,
  lastApplied,
  type MigrationState,
  type Migrations,
  migrationNamed,
  migrationsOf,
  resolveTarget,
  verifyState,
} from './state.js'

/** Options of {@link migrateUp}. */
export type MigrateUpOptions = {
  /** The `migrations` folder that `tablewright generate` writes. */
  readonly folder: string
  /** Stop after this migration: its name, or its number. Default: the last one. */
  readonly to?: string
  readonly onProgress?: OnMigrationProgress
  /** How long to wait for another runner, in milliseconds. Default: ten minutes. */
  readonly lockTimeoutMs?: number
}

/** Options of {@link migrateDown}: `to` or `steps`, else one step. */
export type MigrateDownOptions = MigrateUpOptions & {
  /** How many migrations to undo. */
  readonly steps?: number
}

/** A migration that a run applied or undid. */
export type ExecutedMigration = {
  readonly name: string
  readonly direction: MigrationDirection
  readonly statements: number
  readonly durationMs: number
}

/** What a run did, in the order it did it; empty if there was nothing to do. */
export type MigrationResult = { readonly executed: readonly ExecutedMigration[] }

/** A migration of the folder or of the journal, and how the two agree on it. */
export type MigrationStatus = {
  readonly name: string
  /**
   * `changed`: the file is not the one that was applied; `missing`: applied, but the folder has no such migration;
   * `out-of-order`: pending, though a later one is applied.
   */
  readonly state: 'applied' | 'pending' | 'changed' | 'missing' | 'out-of-order'
  /** ISO 8601, UTC; undefined while it is pending. */
  readonly appliedAt: string | undefined
}

type Wish = { readonly migration: Migration; readonly direction: MigrationDirection }

/** What to run next, given how many this run has done; undefined: the goal is reached. */
type Choose = (state: MigrationState, done: number) => Wish | undefined

/**
 * Applies pending migrations in order, each in a transaction of its own together with its entry in the journal
 * (`kysely_migration`, which Kysely's `Migrator` reads too). Safe to call from many processes at once: one works, the others
 * wait and find nothing to do.
 *
 * @throws MigrationError if files changed or disappeared since they were generated or applied (nothing is run), or if a statement fails (its migration is
 * rolled back, earlier ones of the run stay)
 *
 * @example
 * const db = connect('sqlite:app.db')
 * const { executed } = await migrateUp(db, { folder: 'generated/migrations' })
 */
export function migrateUp<DB>(db: Kysely<DB>, options: MigrateUpOptions): Promise<MigrationResult> {
  return run(db, options, (state) => {
    const migration = state.migrations.inOrder[state.journal.length]
    if (migration === undefined || reaches(state, options.to)) return undefined
    return { migration, direction: 'up' }
  })
}

function reaches(state: MigrationState, to: string | undefined): boolean {
  if (to === undefined) return false
  const { name } = resolveTarget(state, to)
  return state.journal.some((entry) => entry.name === name)
}

/**
 * Undoes applied migrations, the newest first: one, or `steps`, or all after `to` (which itself stays). `to: '0'` undoes all.
 *
 * @throws MigrationError as {@link migrateUp} does, and `bad-target` if `to` is not applied
 *
 * @example
 * await migrateDown(db, { folder: 'generated/migrations', to: '0001_initial' })
 */
export async function migrateDown<DB>(db: Kysely<DB>, options: MigrateDownOptions): Promise<MigrationResult> {
  const { to, steps } = options
  if (to !== undefined && steps !== undefined) {
    throw new MigrationError(
      'bad-target',
      'Say either how many steps to go down or which migration to go down to.',
    )
  }
  if (steps !== undefined && (!Number.isSafeInteger(steps) || steps < 1)) {
    throw new MigrationError('bad-target', `The number of steps must be a whole number from 1, not ${steps}.`)
  }
  return run(db, options, (state, done) => {
    const finished = to === undefined ? done >= (steps ?? 1) : isDownTo(state, to)
    const last = lastApplied(state)
    const migration = last && migrationNamed(state, last.name)
    return finished || migration === undefined ? undefined : { migration, direction: 'down' }
  })
}

function isDownTo(state: MigrationState, to: string): boolean {
  if (to === '0') return state.journal.length === 0
  const { name } = resolveTarget(state, to)
  if (lastApplied(state)?.name === name) return true
  if (state.journal.some((entry) => entry.name === name)) return false
  throw new MigrationError(
    'bad-target',
    `Cannot go down to ${name}: it is not applied. Only migrations that are applied can stay; "0" undoes all.`,
    { migration: name },
  )
}

/**
 * Compares the folder with the database, in the order of names. Reads only, and takes no lock.
 *
 * @example
 * const pending = (await migrationStatus(db, { folder })).filter(({ state }) => state === 'pending')
 */
export async function migrationStatus<DB>(
  db: Kysely<DB>,
  options: { readonly folder: string },
): Promise<readonly MigrationStatus[]> {
  const migrations = await readMigrations(options.folder, migrationDialectOf(db))
  const journal = await onConnection(db, readJournal)
  const entries = new Map(journal.map((entry) => [entry.name, entry]))
  const known = migrations.map((migration) => statusOf(migration, entries.get(migration.name), journal))
  const names = new Set(migrations.map((migration) => migration.name))
  const missing = journal
    .filter((entry) => !names.has(entry.name))
    .map((entry): MigrationStatus => ({ name: entry.name, state: 'missing', appliedAt: entry.timestamp }))
  return [...known, ...missing].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function statusOf(
  migration: Migration,
  entry: JournalEntry | undefined,
  journal: readonly JournalEntry[],
): MigrationStatus {
  const { name } = migration
  if (entry === undefined) {
    const overtaken = journal.some((applied) => applied.name > name)
    return { name, state: overtaken ? 'out-of-order' : 'pending', appliedAt: undefined }
  }
  return { name, state: isChanged(migration, entry) ? 'changed' : 'applied', appliedAt: entry.timestamp }
}

async function run<DB>(db: Kysely<DB>, options: MigrateUpOptions, choose: Choose): Promise<MigrationResult> {
  const migrations = migrationsOf(await readMigrations(options.folder, migrationDialectOf(db)))
  return onConnection(db, async (connection) => {
    const runner = new Runner(connection, options, migrations, choose)
    return { executed: await runner.run() }
  })
}

/** One run on one connection. */
class Runner {
  readonly #connection: Connection
  readonly #folder: string
  readonly #migrations: Migrations
  readonly #choose: Choose
  readonly #onProgress: OnMigrationProgress
  readonly #lock: LockOptions
  readonly #executed: ExecutedMigration[] = []
  /** As it was read last, with what this run has done since. */
  #journal: readonly JournalEntry[] = []

  constructor(connection: Connection, options: MigrateUpOptions, migrations: Migrations, choose: Choose) {
    const { onProgress = () => {}, lockTimeoutMs = 600_000 } = options
    this.#connection = connection
    this.#folder = options.folder
    this.#migrations = migrations
    this.#choose = choose
    this.#onProgress = onProgress
    this.#lock = { timeoutMs: lockTimeoutMs, onWaiting: () => onProgress({ kind: 'waiting' }) }
  }

  async run(): Promise<readonly ExecutedMigration[]> {
    const first = await this.#look()
    await verifyChecksums(this.#folder)
    // The usual start of an application finds nothing to do, and that needs no lock.
    if (first === undefined) return []
    if (this.#connection.dialect === 'sqlite') {
      await this.#createJournalOnSqlite()
      await this.#runAll()
    } else {
      await withAdvisoryLock(this.#connection, this.#lock, async () => {
        await createJournal(this.#connection)
        await this.#runAll()
      })
    }
    return this.#executed
  }

  async #createJournalOnSqlite(): Promise<void> {
    if (await hasJournal(this.#connection)) return
    await beginImmediate(this.#connection, this.#lock)
    try {
      await createJournal(this.#connection)
      await commitWhenFree(this.#connection, this.#lock)
    } catch (error) {
      await this.#connection.run('rollback').catch(() => {})
      throw error
    }
  }

  async #runAll(): Promise<void> {
    for (let wish = this.#next(); wish !== undefined; wish = this.#next()) await this.#runOne(wish)
  }

  /** Reads the journal anew, and says what it calls for. */
  async #look(): Promise<Wish | undefined> {
    this.#journal = await readJournal(this.#connection)
    verifyState(this.#state())
    return this.#next()
  }

  #next(): Wish | undefined {
    return this.#choose(this.#state(), this.#executed.length)
  }

  #state(): MigrationState {
    return { folder: this.#folder, migrations: this.#migrations, journal: this.#journal }
  }

  async #runOne({ migration, direction }: Wish): Promise<void> {
    const script = migration[direction]
    const { name } = migration
    let journal = this.#journal
    const durationMs = await runScript(this.#connection, {
      migration: name,
      direction,
      script,
      // Another runner may have been here since the last look; this one is made under the lock.
      stillWanted: async () => {
        const now = await this.#look()
        return now?.migration === migration && now.direction === direction
      },
      record: async (took) => {
        journal = await this.#record(migration, direction, took)
      },
      lock: this.#lock,
      onProgress: this.#onProgress,
    })
    if (durationMs === undefined) return
    this.#journal = journal
    this.#executed.push({ name, direction, statements: script.statements.length, durationMs })
  }

  /** Returns the journal with what was written. */
  async #record(
    migration: Migration,
    direction: MigrationDirection,
    durationMs: number,
  ): Promise<readonly JournalEntry[]> {
    const { name, up } = migration
    if (direction === 'down') {
      await recordReverted(this.#connection, name)
      return this.#journal.filter((entry) => entry.name !== name)
    }
    const applied = { name, checksum: up.checksum, durationMs, statements: up.statements.length }
    const entry = await recordApplied(this.#connection, applied, this.#journal.at(-1))
    return [...this.#journal, entry]
  }
}
