import type { Connection } from './connection.js'
import { explained } from './failure.js'
import { refuseNewViolations, violations, withForeignKeys } from './foreign-keys.js'
import { countRows, refuseLostRows } from './kept-rows.js'
import { keepingLegacyAlterTable } from './legacy-alter-table.js'
import { beginImmediate, commitWhenFree } from './lock.js'
import { rollingBack } from './rolling-back.js'
import type { ScriptRun } from './run-script.js'
import { announce, runStatement } from './run-statement.js'

/** The whole file is one transaction, which is also the lock. */
export function runOnSqlite(connection: Connection, run: ScriptRun): Promise<number | undefined> {
  return keepingLegacyAlterTable(connection, () =>
    withForeignKeys(connection, run.script.foreignKeys, async (enforced) => {
      await beginImmediate(connection, run.lock)
      return rollingBack(connection, async () => {
        if (!(await run.stillWanted())) {
          await connection.run('rollback')
          return undefined
        }
        return runLocked(connection, run, enforced)
      })
    }),
  )
}

async function runLocked(connection: Connection, run: ScriptRun, enforced: boolean): Promise<number> {
  const start = performance.now()
  announce(run)
  let durationMs = 0
  await explained(run, 0, async () => {
    const dangling = enforced ? undefined : await violations(connection)
    const rows = await countRows(connection, run.script.keepsRows)
    for (const index of run.script.statements.keys()) await runStatement(connection, run, index, 0)
    if (dangling !== undefined) refuseNewViolations(dangling, await violations(connection))
    await refuseLostRows(connection, rows)
    durationMs = Math.round(performance.now() - start)
    await run.record(durationMs)
    await commitWhenFree(connection, run.lock)
  })
  return durationMs
}
