import type { Connection } from './connection.js'
import { explained } from './failure.js'
import { MigrationError } from './migration-error.js'
import type { ScriptSection } from './migration-script.js'
import { createPositions, forgetPosition, positionAt, savePosition } from './position.js'
import { patiently } from './retry.js'
import { rollingBack } from './rolling-back.js'
import { runAlone } from './run-alone.js'
import type { ScriptRun } from './run-script.js'
import { announce, runStatement, statementAt } from './run-statement.js'
import { restorePlace, type SessionSettings, withOwnSettings } from './session-settings.js'
import { activeTransaction, invalidTransactionTermination, sqlStateOf } from './sql-state.js'
import { mayCommitByItself, mayRunAgain, standsAlone, waitsApart } from './standing-alone.js'

/** A section and where it stands: the indexes of its first statement and of the first one after it. */
type Stretch = {
  readonly transaction: ScriptSection['transaction']
  readonly from: number
  readonly to: number
}

/** Section after section; the caller holds the advisory lock. */
export async function runOnPostgres(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  if (!(await run.stillWanted())) return undefined
  return withOwnSettings(connection, (settings) => runSections(connection, { ...run, settings }))
}

type SessionRun = ScriptRun & { readonly settings: SessionSettings }

async function runSections(connection: Connection, run: SessionRun): Promise<number> {
  const start = performance.now()
  let durationMs: number | undefined
  const record = async (): Promise<void> => {
    durationMs = Math.round(performance.now() - start)
    await run.record(durationMs)
  }
  if (keepsPosition(run)) await createPositions(connection)
  announce(run)
  for (const stretch of stretches(run).filter(({ to }) => to > run.position || to === 0)) {
    if (stretch.transaction === 'none') await runApart(connection, run, stretch)
    else await runTogether(connection, run, stretch, record)
  }
  if (durationMs === undefined) await recordApart(connection, run, record)
  return durationMs ?? 0
}

/** A file of one transaction is done or not done, which the journal knows. */
const keepsPosition = ({ script, alwaysKeepsPosition }: ScriptRun): boolean =>
  alwaysKeepsPosition || script.sections.length > 1 || script.sections[0]?.transaction === 'none'

function stretches({ script }: ScriptRun): readonly Stretch[] {
  let from = 0
  return script.sections.map(({ transaction, statements }) => {
    const stretch = { transaction, from, to: from + statements.length }
    from = stretch.to
    return stretch
  })
}

async function runTogether(
  connection: Connection,
  run: SessionRun,
  { from, to }: Stretch,
  record: () => Promise<void>,
): Promise<void> {
  await patiently(connection, run, from, () =>
    inTransaction(connection, run, from, async () => {
      for (let index = from; index < to; index++) await runStatement(connection, run, index, from)
      await explained(run, from, async () => {
        await restorePlace(connection, run.settings)
        if (to < run.script.statements.length) await savePosition(connection, positionAt(run, to, false))
        else await record()
      })
    }),
  )
}

/** The last section was none of ours to add the journal to. */
function recordApart(connection: Connection, run: ScriptRun, record: () => Promise<void>): Promise<void> {
  const { length } = run.script.statements
  return patiently(connection, run, length, () =>
    inTransaction(connection, run, length, () => explained(run, length, record)),
  )
}

/** Deferred constraints are checked at COMMIT, so it can fail like a statement. */
async function inTransaction(
  connection: Connection,
  run: ScriptRun,
  kept: number,
  work: () => Promise<void>,
): Promise<void> {
  await connection.run('begin')
  await rollingBack(connection, async () => {
    await connection.run(`set local lock_timeout = ${run.retries.tableLockTimeoutMs}`)
    await work()
    await explained(run, kept, async () => {
      await connection.run('commit')
    })
  })
}

/**
 * Each commits by itself, and together with the place that the run has come to: what a killed run did of it is all or nothing. Only
 * what PostgreSQL does not run in a transaction has to be begun, done and written down apart.
 */
async function runApart(connection: Connection, run: SessionRun, { from, to }: Stretch): Promise<void> {
  for (let index = Math.max(from, run.position); index < to; index++) {
    const wasBegun = run.begun && index === run.position
    const isDone = !wasBegun && (await runInOwnTransaction(connection, run, index))
    if (!isDone) await runBegun(connection, run, index, wasBegun)
  }
}

/** False: it cannot be run so, and nothing was done. */
async function runInOwnTransaction(connection: Connection, run: SessionRun, index: number): Promise<boolean> {
  if (standsAlone(statementAt(run, index).sql)) return false
  try {
    await patiently(connection, run, index, () =>
      inTransaction(connection, run, index, async () => {
        await runStatement(connection, run, index, index)
        await explained(run, index, async () => {
          await restorePlace(connection, run.settings)
          await savePosition(connection, positionAt(run, index + 1, false))
        })
      }),
    )
    return true
  } catch (error) {
    const state = sqlStateOf(error)
    if (state === activeTransaction || state === invalidTransactionTermination) return false
    throw error
  }
}

async function runBegun(
  connection: Connection,
  run: SessionRun,
  index: number,
  wasBegun: boolean,
): Promise<void> {
  const { sql } = statementAt(run, index)
  const goesOn = !mayCommitByItself(sql) || mayRunAgain(sql)
  await savePosition(connection, positionAt(run, index, true))
  const work = () => runAlone(connection, run, index, wasBegun)
  try {
    await waitingForLocks(connection, run, sql, () =>
      goesOn ? patiently(connection, run, index, work) : work(),
    )
  } catch (error) {
    // A statement that failed is one that did not begin; if even this cannot be said, nobody knows, and that is what stands there.
    if (goesOn && !isUnknown(error)) await forgetBegun(connection, run, index).catch(() => {})
    throw error
  }
  await restorePlace(connection, run.settings)
  await savePosition(connection, positionAt(run, index + 1, false))
}

const isUnknown = (error: unknown): boolean => error instanceof MigrationError && error.reason === 'stopped'

const forgetBegun = (connection: Connection, run: ScriptRun, index: number): Promise<void> =>
  index === 0
    ? forgetPosition(connection, run.migration)
    : savePosition(connection, positionAt(run, index, false))

/**
 * CREATE INDEX CONCURRENTLY waits for transactions that are older than itself, without anybody waiting for it, so that a
 * timeout would only make it fail (https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).
 */
async function waitingForLocks(
  connection: Connection,
  { retries }: ScriptRun,
  sql: string,
  work: () => Promise<void>,
): Promise<void> {
  const [row] = await connection.run('show lock_timeout')
  await connection.run(`set lock_timeout = ${waitsApart(sql) ? 0 : retries.tableLockTimeoutMs}`)
  try {
    await work()
  } finally {
    await connection.run(`select set_config('lock_timeout', $1, false)`, [row?.lock_timeout]).catch(() => {})
  }
}
