import type { Connection } from './connection.js'
import { refuseNewViolations, violations, withForeignKeys } from './foreign-keys.js'
import { beginImmediate, commitWhenFree, type LockOptions } from './lock.js'
import { type FailedStatement, MigrationError } from './migration-error.js'
import type { MigrationScript } from './migration-script.js'
import type { MigrationDirection, OnMigrationProgress } from './progress.js'

/** One script to run and what to write down in the same transaction. */
export type ScriptRun = {
  readonly migration: string
  readonly direction: MigrationDirection
  readonly script: MigrationScript
  /** Asked once the lock is held; false: another runner was faster, and nothing is run. */
  readonly stillWanted: () => Promise<boolean>
  readonly record: (durationMs: number) => Promise<void>
  readonly lock: LockOptions
  readonly onProgress: OnMigrationProgress
}

/** Returns the time it took, or undefined if it was no longer wanted. */
export async function runScript(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  const durationMs = await runOn(connection, run)
  if (durationMs !== undefined) {
    run.onProgress({ kind: 'finished', migration: run.migration, direction: run.direction, durationMs })
  }
  return durationMs
}

function runOn(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  if (connection.dialect === 'sqlite') return runOnSqlite(connection, run)
  return run.script.transaction === 'single'
    ? runInOneTransaction(connection, run)
    : runUnprotected(connection, run)
}

async function runOnSqlite(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  if (run.script.transaction === 'none') {
    throw new MigrationError(
      'bad-file',
      `${run.script.file}: "-- transaction: none" is not for SQLite, where every migration runs in one transaction.`,
      { migration: run.migration },
    )
  }
  return withForeignKeys(connection, run.script.foreignKeys, async (enforced) => {
    await beginImmediate(connection, run.lock)
    return rollingBack(connection, async () => {
      if (!(await run.stillWanted())) return end(connection, 'rollback')
      const before = enforced ? undefined : await violations(connection)
      const durationMs = await timed(() => runStatements(connection, run))
      await explained(run, async () => {
        if (before !== undefined) refuseNewViolations(before, await violations(connection))
        await run.record(durationMs)
        await commitWhenFree(connection, run.lock)
      })
      return durationMs
    })
  })
}

async function runInOneTransaction(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  await connection.run('begin')
  return rollingBack(connection, async () => {
    if (!(await run.stillWanted())) return end(connection, 'rollback')
    const durationMs = await timed(() => runStatements(connection, run))
    // Deferred constraints are checked at COMMIT, so it can fail like a statement.
    await explained(run, async () => {
      await run.record(durationMs)
      await connection.run('commit')
    })
    return durationMs
  })
}

async function runUnprotected(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  if (!(await run.stillWanted())) return undefined
  const durationMs = await timed(() => runStatements(connection, run))
  await explained(run, () => run.record(durationMs))
  return durationMs
}

async function end(connection: Connection, sql: 'rollback'): Promise<undefined> {
  await connection.run(sql)
  return undefined
}

async function rollingBack<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    // Some errors of SQLite have ended the transaction already; then there is nothing to roll back and that is fine.
    await connection.run('rollback').catch(() => {})
    throw error
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return Math.round(performance.now() - start)
}

export async function runStatements(connection: Connection, run: ScriptRun): Promise<void> {
  const { statements } = run.script
  const { migration, direction, onProgress } = run
  onProgress({ kind: 'started', migration, direction, statements: statements.length })
  for (const [index, { comment, sql }] of statements.entries()) {
    const number = index + 1
    onProgress({ kind: 'statement', migration, number, total: statements.length, comment })
    try {
      await connection.run(sql)
    } catch (error) {
      throw failure(run, { number, total: statements.length, comment, sql }, error)
    }
  }
}

async function explained(run: ScriptRun, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof MigrationError ? error : failure(run, undefined, error)
  }
}

function failure(run: ScriptRun, statement: FailedStatement | undefined, cause: unknown): MigrationError {
  const place =
    statement === undefined
      ? 'at its end'
      : `at statement ${statement.number} of ${statement.total} (${statement.comment})`
  const undoing = run.direction === 'down' ? 'Undoing migration' : 'Migration'
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new MigrationError(
    'failed',
    `${undoing} ${run.migration} failed ${place}: ${reason}\n${stateAfterFailure(run, statement)}`,
    { migration: run.migration, cause, ...(statement === undefined ? {} : { statement }) },
  )
}

function stateAfterFailure(run: ScriptRun, statement: FailedStatement | undefined): string {
  if (run.script.transaction === 'single') {
    return 'The transaction was rolled back: the database is as it was before this migration, and the journal does not list it anew.'
  }
  const done = statement === undefined ? run.script.statements.length : statement.number - 1
  return (
    `This file runs without a transaction: ${done} of its statements took effect and stay, the journal is unchanged. ` +
    'Put the database back by hand or finish the statements, then run again.'
  )
}
