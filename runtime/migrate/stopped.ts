import { goesOn } from './done-part.js'
import type { Wish } from './goal.js'
import { MigrationError } from './migration-error.js'
import type { Position } from './position.js'
import type { MigrationDirection } from './progress.js'
import type { Migration } from './read-migrations.js'
import type { ScriptRun } from './run-script.js'
import { statementAt } from './run-statement.js'
import type { MigrationState } from './state.js'

/** The rest of a migration that an interrupted run left half done, if `wanted` goes the same way. */
export function resumed(
  state: MigrationState,
  stopped: Position,
  wanted: MigrationDirection | undefined,
): Wish {
  const { name, direction, position, begun } = stopped
  const migration = state.migrations.byName.get(name)
  if (migration === undefined) {
    throw stoppedError(
      stopped,
      `${state.folder} has no such folder. Bring it back from version control, then run ${direction}.`,
    )
  }
  const script = migration[direction]
  if (wanted !== direction)
    throw stoppedError(stopped, `Finish it first: run ${direction}. ${mending(script.file)}`)
  if (!goesOn(script, stopped)) throw changedWhileStopped(stopped, script.file)
  return { migration, direction, position, begun }
}

const mending = (file: string): string =>
  `If what is left of it cannot run as it is, mend that in ${file} and run rehash; what took effect must stay as it is.`

export const changedWhileStopped = (stopped: Position, file: string): MigrationError =>
  stoppedError(
    stopped,
    `Of ${file}, what took effect ${stopped.begun ? 'or was begun ' : ''}changed since, so nobody knows what is left. Restore that part from version ` +
      `control and run ${stopped.direction}; only what comes after it may be mended. ` +
      'If it has to be another file, put the database back by hand to where the migration began, and delete the row of ' +
      `${stopped.name} from tablewright_progress.`,
  )

/** The rest of a half-done migration is in the files that were squashed, and nowhere else. */
export function refuseSquashed(stopped: Position | undefined, migrations: readonly Migration[]): void {
  if (stopped === undefined || migrations.some(({ name }) => name === stopped.name)) return
  const squash = migrations.find(({ replaces }) => replaces.some(({ name }) => name === stopped.name))
  if (squash === undefined) return
  throw stoppedError(
    stopped,
    `It was squashed into ${squash.name} since. Finish it with the version of the project that still has it, by ${stopped.direction}.`,
  )
}

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
