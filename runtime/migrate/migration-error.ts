import { TablewrightError } from '../errors.js'
import type { ServerWords } from './server-words.js'

/** What stopped a migration run, by a permanent name. */
export type MigrationErrorReason =
  | 'bad-file'
  | 'bad-folder'
  | 'bad-target'
  | 'changed'
  | 'failed'
  | 'in-transaction'
  | 'locked'
  | 'locked-table'
  | 'missing'
  | 'missing-file'
  | 'not-empty'
  | 'out-of-order'
  | 'partly-replaced'
  | 'stopped'
  | 'unknown-dialect'

/** Where a statement stood in its file, counting from 1, and the words the file has for it. */
export type FailedStatement = {
  readonly number: number
  readonly total: number
  readonly comment: string
  readonly sql: string
}

/**
 * A migration run that could not start or did not finish. The message says what happened, in which migration, what state the
 * database is in and what to do.
 *
 * @example
 * try { await migrateUp(db, { folder }) } catch (error) {
 *   if (error instanceof MigrationError && error.reason === 'failed') console.error(error.migration, error.statement?.sql)
 * }
 */
export class MigrationError extends TablewrightError {
  override readonly name = 'MigrationError'
  readonly reason: MigrationErrorReason
  /** Name of the migration's folder, if the problem has one. */
  readonly migration: string | undefined
  readonly statement: FailedStatement | undefined
  /** What PostgreSQL said beside its message. */
  readonly words: ServerWords

  constructor(
    reason: MigrationErrorReason,
    message: string,
    details: {
      migration?: string
      statement?: FailedStatement
      words?: ServerWords
      cause?: unknown
    } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.reason = reason
    this.migration = details.migration
    this.statement = details.statement
    this.words = details.words ?? {}
  }
}
