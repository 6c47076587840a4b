import type { Kysely } from 'kysely'
import { verifyChecksums } from './checksums.js'
import { type Connection, migrationDialectOf, onConnection } from './connection.js'
import { type Goal, nextWish, type Wish } from './goal.js'
import { createJournal, hasJournal, type JournalEntry, recordApplied, recordReverted } from './journal.js'
import { withAdvisoryLock } from './lock.js'
import { inLockedTransaction } from './locked-transaction.js'
import { lockOf, type MigrateOptions, progressOf, retriesOf } from './migrate-options.js'
import type { ExecutedMigration, MigrationResult } from './migration-result.js'
import { planRun } from './plan-run.js'
import { forgetPosition, forgetSettled, hasPositions } from './position.js'
import type { MigrationDirection } from './progress.js'
import { type MigrationFolder, readFolder } from './read-folder.js'
import { type Migration, migrationsIn } from './read-migrations.js'
import { makeReplacements } from './replacements.js'
import type { Retries } from './retry.js'
import { runScript } from './run-script.js'
import { type MigrationState, type Migrations, migrationsOf, readState, verifyState } from './state.js'

/** Runs migrations towards a goal, or says which it would run. */
export async function runTowards<DB>(
  db: Kysely<DB>,
  options: MigrateOptions,
  goal: Goal,
): Promise<MigrationResult> {
  const retries = retriesOf(options)
  const folder = await readFolder(options.folder)
  const migrations = migrationsOf(migrationsIn(folder, migrationDialectOf(db)))
  return onConnection(db, (connection) => {
    const runner = new Runner(connection, { options, retries, folder, migrations, goal })
    return options.dryRun === true ? runner.plan() : runner.run()
  })
}

type Task = {
  readonly options: MigrateOptions
  readonly retries: Retries
  readonly folder: MigrationFolder
  readonly migrations: Migrations
  readonly goal: Goal
}

/** One run on one connection. */
class Runner {
  readonly #connection: Connection
  readonly #task: Task
  readonly #executed: ExecutedMigration[] = []
  /** As it was read last, with what this run has done since. */
  #state: MigrationState

  constructor(connection: Connection, task: Task) {
    const { options, migrations } = task
    this.#connection = connection
    this.#task = task
    this.#state = {
      folder: options.folder,
      migrations,
      journal: [],
      replacements: [],
      stopped: undefined,
    }
  }

  async plan(): Promise<MigrationResult> {
    await this.#read()
    const planned = planRun(this.#task.goal, this.#state)
    verifyChecksums(this.#task.folder)
    return { executed: [], planned }
  }

  async run(): Promise<MigrationResult> {
    await this.#read()
    const idle = this.#isIdle()
    verifyChecksums(this.#task.folder)
    // The usual start of an application finds nothing to do, and that needs no lock.
    if (!idle) await this.#runLocked()
    return { executed: this.#executed }
  }

  /** What another runner has half done by now may be done once it gives the lock back, so that it is judged under the lock. */
  #isIdle(): boolean {
    const { stopped, replacements } = this.#state
    return stopped === undefined && replacements.length === 0 && this.#next() === undefined
  }

  async #runLocked(): Promise<void> {
    if (this.#connection.dialect === 'sqlite') {
      await this.#prepareSqlite()
      await this.#runAll()
      return
    }
    await withAdvisoryLock(this.#connection, lockOf(this.#task.options), async () => {
      await createJournal(this.#connection)
      await this.#read()
      await this.#replace()
      await forgetSettled(this.#connection, this.#state.journal)
      await this.#runAll()
    })
  }

  /** Here each migration takes the lock for itself. */
  async #prepareSqlite(): Promise<void> {
    const hasAll = await hasJournal(this.#connection)
    if (hasAll && this.#state.replacements.length === 0) return
    await inLockedTransaction(this.#connection, lockOf(this.#task.options), async () => {
      if (!hasAll) await createJournal(this.#connection)
      if (this.#state.replacements.length === 0) return
      await this.#read()
      await this.#makeReplacements()
    })
  }

  async #replace(): Promise<void> {
    if (this.#state.replacements.length === 0) return
    await inLockedTransaction(this.#connection, lockOf(this.#task.options), () => this.#makeReplacements())
  }

  async #makeReplacements(): Promise<void> {
    await makeReplacements(this.#connection, this.#state.replacements, progressOf(this.#task.options))
    this.#state = { ...this.#state, replacements: [] }
  }

  async #read(): Promise<void> {
    this.#state = await readState(this.#connection, this.#state.folder, this.#task.migrations)
    verifyState(this.#state)
  }

  #next(): Wish | undefined {
    return nextWish(this.#task.goal, this.#state, this.#executed)
  }

  async #runAll(): Promise<void> {
    for (let wish = this.#next(); wish !== undefined; wish = this.#next()) await this.#runOne(wish)
  }

  async #runOne(wish: Wish): Promise<void> {
    const { migration, direction, position, begun } = wish
    const { options, retries } = this.#task
    const script = migration[direction]
    let journal = this.#state.journal
    const durationMs = await runScript(this.#connection, {
      migration: migration.name,
      direction,
      script,
      position,
      begun,
      begunStatement: options.begun,
      // Another runner may have been here since the last look; this one is made under the lock.
      stillWanted: async () => {
        await this.#read()
        return isSame(this.#next(), wish)
      },
      record: async (took) => {
        journal = await this.#record(migration, direction, took)
      },
      alwaysKeepsPosition: false,
      lock: lockOf(options),
      retries,
      onProgress: progressOf(options),
    })
    if (durationMs === undefined) return
    this.#state = { ...this.#state, journal, stopped: undefined }
    const { length } = script.statements
    this.#executed.push({ name: migration.name, direction, statements: length, durationMs })
  }

  /** Returns the journal with what was written. */
  async #record(
    migration: Migration,
    direction: MigrationDirection,
    durationMs: number,
  ): Promise<readonly JournalEntry[]> {
    const { name, up } = migration
    const { journal } = this.#state
    if (await hasPositions(this.#connection)) await forgetPosition(this.#connection, name)
    if (direction === 'down') {
      await recordReverted(this.#connection, name)
      return journal.filter((entry) => entry.name !== name)
    }
    const applied = { name, checksum: up.checksum, durationMs, statements: up.statements.length }
    return [...journal, await recordApplied(this.#connection, applied, journal.at(-1))]
  }
}

const isSame = (now: Wish | undefined, then: Wish): boolean =>
  now?.migration === then.migration &&
  now.direction === then.direction &&
  now.position === then.position &&
  now.begun === then.begun
