import { type FailedStatement, MigrationError } from './migration-error.js'
import type { ScriptRun } from './run-script.js'
import { serverWordsOf, shownWords } from './server-words.js'
import { mayCommitByItself } from './standing-alone.js'

/** Where a run stopped, and how many statements of the file took effect and stay. */
export type FailurePlace = { readonly kept: number; readonly statement?: FailedStatement }

/** Gives an error at the end of a transaction, where constraints are checked, the words of one at a statement. */
export async function explained(run: ScriptRun, kept: number, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof MigrationError ? error : failure(run, { kept }, error)
  }
}

export function failure(run: ScriptRun, place: FailurePlace, cause: unknown): MigrationError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  const words = serverWordsOf(cause)
  const problem = `${whatFailed(run, place)}: ${reason}${shownWords(words)}`
  return new MigrationError('failed', `${problem}\n${stateAfter(run, place)}`, {
    migration: run.migration,
    cause,
    words,
    ...(place.statement === undefined ? {} : { statement: place.statement }),
  })
}

export function whatFailed(run: ScriptRun, { statement }: FailurePlace): string {
  const undoing = run.direction === 'down' ? 'Undoing migration' : 'Migration'
  if (statement === undefined) return `${undoing} ${run.migration} failed at its end`
  const { number, total, comment } = statement
  return `${undoing} ${run.migration} failed at statement ${number} of ${total} (${comment})`
}

/** What is in the database now, and what to do. */
export function stateAfter(run: ScriptRun, { kept, statement }: FailurePlace): string {
  const batches = mayCommitByItself(statement?.sql ?? '')
    ? ' Batches that the statement committed by itself stay too.'
    : ''
  if (kept === 0) {
    return `It was rolled back: the database is as it was before this migration, and the journal does not list it anew.${batches}`
  }
  return (
    `${kept} of its ${run.script.statements.length} statements took effect before and stay, which is recorded; nothing is left of the others.${batches} ` +
    `Mend what stopped it and run ${run.direction} again: it goes on from there. ${run.script.file} must stay as it is until then.`
  )
}
