import { type ConcurrentIndex, concurrentIndexOf, dropIndex, findIndex } from './concurrent-index.js'
import type { Connection } from './connection.js'
import { rollback } from './rolling-back.js'
import type { ScriptRun } from './run-script.js'
import { notice, runStatement, statementAt } from './run-statement.js'
import { sqlStateOf } from './sql-state.js'
import { mayRunAgain } from './standing-alone.js'
import { effectUnknown } from './stopped.js'

/** Runs a statement outside a transaction. `wasBegun`: an interrupted run had begun it, and may have finished it. */
export async function runAlone(
  connection: Connection,
  run: ScriptRun,
  index: number,
  wasBegun: boolean,
): Promise<void> {
  const { sql } = statementAt(run, index)
  const wanted = concurrentIndexOf(sql)
  if (wanted !== undefined) return buildIndex(connection, run, index, wanted, wasBegun)
  if (wasBegun && !mayRunAgain(sql)) {
    if (run.begunStatement === undefined) throw effectUnknown(run, index)
    if (run.begunStatement === 'done')
      return notice(run, index, 'was done by the interrupted run, as you said')
  }
  try {
    await runStatement(connection, run, index, index)
  } catch (error) {
    await rollback(connection)
    if (!wasBegun || sqlStateOf(error) !== undefinedObject) throw error
    notice(run, index, 'the interrupted run had done this')
  }
}

/** Of DROP INDEX CONCURRENTLY, whose index is gone. */
const undefinedObject = '42704'

/**
 * A build that fails or is interrupted leaves an index that is invalid: it costs writes, serves no reads, and keeps its name
 * taken (https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY).
 */
async function buildIndex(
  connection: Connection,
  run: ScriptRun,
  index: number,
  wanted: ConcurrentIndex,
  wasBegun: boolean,
): Promise<void> {
  const found = await findIndex(connection, wanted)
  if (found?.valid && wasBegun) return notice(run, index, `the interrupted run had built ${found.name}`)
  if (found?.valid === false) {
    notice(
      run,
      index,
      `${found.name} is left invalid by a build that did not finish; it is dropped and built anew`,
    )
    await dropIndex(connection, found)
  }
  try {
    await runStatement(connection, run, index, index)
  } catch (error) {
    await rollback(connection)
    await dropInvalid(connection, wanted)
    throw error
  }
}

/** If it cannot be dropped now, the next run does it; the error of the build is the one to be seen. */
async function dropInvalid(connection: Connection, wanted: ConcurrentIndex): Promise<void> {
  try {
    const left = await findIndex(connection, wanted)
    if (left?.valid === false) await dropIndex(connection, left)
  } catch {}
}
