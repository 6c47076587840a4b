import type { Connection } from './connection.js'
import { explained } from './failure.js'
import type { ScriptSection } from './migration-script.js'
import { createPositions, forgetPosition, positionAt, savePosition } from './position.js'
import { patiently } from './retry.js'
import { rollingBack } from './rolling-back.js'
import { runAlone } from './run-alone.js'
import type { ScriptRun } from './run-script.js'
import { announce, runStatement } from './run-statement.js'

/** A section and where it stands: the indexes of its first statement and of the first one after it. */
type Stretch = {
  readonly transaction: ScriptSection['transaction']
  readonly from: number
  readonly to: number
}

/** Section after section; the caller holds the advisory lock. */
export async function runOnPostgres(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  if (!(await run.stillWanted())) return undefined
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
  run: ScriptRun,
  { from, to }: Stretch,
  record: () => Promise<void>,
): Promise<void> {
  await patiently(connection, run, from, () =>
    inTransaction(connection, run, from, async () => {
      for (let index = from; index < to; index++) await runStatement(connection, run, index, from)
      await explained(run, from, async () => {
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
 * CREATE INDEX CONCURRENTLY waits for transactions that are older than itself, without anybody waiting for it, so that a
 * timeout would only make it fail (https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).
 */
async function runApart(connection: Connection, run: ScriptRun, { from, to }: Stretch): Promise<void> {
  const [row] = await connection.run('show lock_timeout')
  await connection.run('set lock_timeout = 0')
  try {
    for (let index = Math.max(from, run.position); index < to; index++) await runOne(connection, run, index)
  } finally {
    await connection.run(`select set_config('lock_timeout', $1, false)`, [row?.lock_timeout]).catch(() => {})
  }
}

async function runOne(connection: Connection, run: ScriptRun, index: number): Promise<void> {
  const wasBegun = run.begun && index === run.position
  await savePosition(connection, positionAt(run, index, true))
  try {
    await patiently(connection, run, index, () => runAlone(connection, run, index, wasBegun))
  } catch (error) {
    // A statement that failed is one that did not begin; if even this cannot be said, nobody knows, and that is what stands there.
    await (index === 0
      ? forgetPosition(connection, run.migration)
      : savePosition(connection, positionAt(run, index, false))
    ).catch(() => {})
    throw error
  }
  await savePosition(connection, positionAt(run, index + 1, false))
}
