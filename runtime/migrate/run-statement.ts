import type { Connection } from './connection.js'
import { failure } from './failure.js'
import type { MigrationError } from './migration-error.js'
import type { ScriptStatement } from './migration-script.js'
import type { ScriptRun } from './run-script.js'

/** How often a long statement is said to be at work. */
const heartbeatMs = 5000

/** Says that the file begins, or goes on. */
export function announce({ migration, direction, script, position, onProgress }: ScriptRun): void {
  const total = script.statements.length
  onProgress({ kind: 'started', migration, direction, statements: total })
  if (position > 0) onProgress({ kind: 'resumed', migration, direction, position, total })
}

/** Runs one statement of the file, by its index. `kept` statements have taken effect and stay if it fails. */
export async function runStatement(
  connection: Connection,
  run: ScriptRun,
  index: number,
  kept: number,
): Promise<void> {
  const { comment, sql } = statementAt(run, index)
  const place = { migration: run.migration, number: index + 1, total: run.script.statements.length }
  run.onProgress({ kind: 'statement', ...place, comment })
  const start = performance.now()
  const elapsed = (): number => Math.round(performance.now() - start)
  const heartbeat = setInterval(
    () => run.onProgress({ kind: 'working', ...place, elapsedMs: elapsed() }),
    heartbeatMs,
  )
  const stopHearing = connection.hearNotices((text) => notice(run, index, text))
  try {
    await connection.run(sql)
  } catch (error) {
    throw failedAt(run, index, kept, error)
  } finally {
    clearInterval(heartbeat)
    stopHearing()
  }
  run.onProgress({ kind: 'ran', ...place, durationMs: elapsed() })
}

export function failedAt(run: ScriptRun, index: number, kept: number, cause: unknown): MigrationError {
  const { comment, sql } = statementAt(run, index)
  const statement = { number: index + 1, total: run.script.statements.length, comment, sql }
  return failure(run, { kept, statement }, cause)
}

export function notice(run: ScriptRun, index: number, text: string): void {
  run.onProgress({ kind: 'notice', migration: run.migration, number: index + 1, text })
}

export function statementAt(run: Pick<ScriptRun, 'script'>, index: number): ScriptStatement {
  const statement = run.script.statements[index]
  if (statement === undefined) throw new Error(`${run.script.file} has no statement ${index + 1}`)
  return statement
}
