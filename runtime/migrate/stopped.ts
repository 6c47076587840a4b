import type { Wish } from './goal.js'
import { MigrationError } from './migration-error.js'
import type { Position } from './position.js'
import type { MigrationDirection } from './progress.js'
import type { ScriptRun } from './run-script.js'
import { statementAt } from './run-statement.js'
import { type MigrationState, migrationNamed } from './state.js'

/** The rest of a migration that an interrupted run left half done, if `wanted` goes the same way. */
export function resumed(
  state: MigrationState,
  stopped: Position,
  wanted: MigrationDirection | undefined,
): Wish {
  const { name, direction, position, begun } = stopped
  const migration = migrationNamed(state, name)
  if (migration === undefined) {
    throw stoppedError(
      stopped,
      `${state.folder} has no such folder. Bring it back from version control, then run ${direction}.`,
    )
  }
  if (wanted !== direction) throw stoppedError(stopped, `Finish it first: run ${direction}.`)
  const script = migration[direction]
  if (script.checksum !== stopped.checksum) throw changedWhileStopped(stopped, script.file)
  return { migration, direction, position, begun }
}

export const changedWhileStopped = (stopped: Position, file: string): MigrationError =>
  stoppedError(
    stopped,
    `${file} changed since, so nobody knows which statements are left. Restore it from version control and run ${stopped.direction}. ` +
      'If it has to be another file, put the database back by hand to where the migration began, and delete the row of ' +
      `${stopped.name} from tablewright_progress.`,
  )

/** Refuses what would write over a half-done migration. */
export function refuseStopped(stopped: Position | undefined): void {
  if (stopped === undefined) return
  throw stoppedError(stopped, `Finish it first: run ${stopped.direction}.`)
}

const stoppedError = (
  { name, direction, position, total, begun }: Position,
  whatToDo: string,
): MigrationError =>
  new MigrationError(
    'stopped',
    `${direction === 'up' ? 'Migration' : 'Undoing migration'} ${name} stopped half way: ${position} of its ${total} statements took effect` +
      `${begun ? ', and the next was begun' : ''}. Nothing was run. ${whatToDo}`,
    { migration: name },
  )

/** What was begun outside a transaction, when neither the database nor the statement itself can tell how far it came. */
export function effectUnknown({ migration, direction, script }: ScriptRun, index: number): MigrationError {
  const { comment, sql } = statementAt({ script }, index)
  const [number, total] = [index + 1, script.statements.length]
  return new MigrationError(
    'stopped',
    `${direction === 'up' ? 'Migration' : 'Undoing migration'} ${migration} stopped at statement ${number} of ${total} (${comment}), which runs ` +
      'outside a transaction: it may have taken effect, wholly or in part, or not at all. Nothing was run. Look at the database, then run ' +
      `${direction} with --begun done if it is done, or with --begun again if it is to run again.`,
    { migration, statement: { number, total, comment, sql } },
  )
}
