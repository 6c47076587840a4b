import { TablewrightError } from '../../runtime/errors.js'
import { MigrationError } from '../../runtime/migrate/migration-error.js'
import { type ServerWords, serverWordsOf } from '../../runtime/migrate/server-words.js'
import { CommandError } from './command-error.js'
import { type MigrationTarget, shownTarget } from './migration-target.js'

export type MigrateProblem = {
  readonly error: {
    readonly code: string
    readonly message: string
    readonly migration: string | null
    readonly statement: { readonly number: number; readonly comment: string; readonly sql: string } | null
    /** What PostgreSQL said beside its message; null where it said nothing. */
    readonly detail: string | null
    readonly hint: string | null
    readonly where: string | null
  }
}

/** What the database or the files have against it is a problem; everything else is a bug and goes on. */
export function problemOf(error: unknown, target: MigrationTarget): MigrateProblem {
  if (error instanceof MigrationError) {
    const { reason, message, migration = null, statement = null } = error
    return { error: { code: `migration-${reason}`, message, migration, statement, ...wordsOf(error.words) } }
  }
  if (error instanceof CommandError) {
    const { code, message } = error
    return { error: { code, message, migration: null, statement: null, ...wordsOf({}) } }
  }
  if (error instanceof TablewrightError || isDriverError(error)) {
    const message = `${shownTarget(target.url)}: ${messageOf(error)}`
    const words = wordsOf(serverWordsOf(error))
    return { error: { code: 'database', message, migration: null, statement: null, ...words } }
  }
  throw error
}

/** What is said of a database that cannot be read; a bug goes on. */
export function whyUnread(error: unknown, url: string): string {
  if (error instanceof CommandError) return error.message
  if (error instanceof TablewrightError || isDriverError(error))
    return `cannot read ${shownTarget(url)}: ${messageOf(error)}`
  throw error
}

const wordsOf = ({ detail, hint, where }: ServerWords) => ({
  detail: detail ?? null,
  hint: hint ?? null,
  where: where ?? null,
})

/** Drivers and the operating system mark their errors with a code; ours and the language's have none. */
export const isDriverError = (error: unknown): error is Error =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  !error.code.startsWith('ERR_')

/** A host with several addresses gives an AggregateError whose own message is empty. */
export function messageOf(error: Error): string {
  if (error instanceof AggregateError) return error.errors.map((inner) => messageOf(inner)).join('; ')
  return error.message
}
