import {
  CheckViolationError,
  ConnectionLostError,
  DeadlockError,
  type ErrorDetails,
  ExclusionViolationError,
  ForeignKeyViolationError,
  LockNotAvailableError,
  NotNullViolationError,
  ReadOnlyError,
  SchemaChangedError,
  SerializationFailureError,
  StatementTimeoutError,
  TablewrightError,
  TransactionAbortedError,
  UniqueViolationError,
  ValueError,
} from '../errors.js'
import { referringColumns } from '../foreign-keys.js'
import { messageOf, tableOf } from '../origin.js'
import type { RepositoryStatement } from '../session.js'
import { keyDetail } from './error-detail.js'

/** The fields of an error report. https://www.postgresql.org/docs/current/protocol-error-fields.html */
type Report = Error & {
  readonly code?: string
  readonly table?: string
  readonly column?: string
  readonly constraint?: string
  readonly detail?: string
  readonly routine?: string
}

/**
 * Makes one of our errors of a violated constraint, a refused value, a transaction that cannot go on and a lost connection; any
 * other error stays what it is. `origin` is the repository method. Codes from https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function translatePostgresError(
  error: unknown,
  origin?: string,
  foreignKeys?: RepositoryStatement['foreignKeys'],
): unknown {
  if (error instanceof TablewrightError) return error
  if (isLostConnection(error)) return lostConnection(error, origin)
  if (!isReport(error)) return error
  const key = keyDetail(error.detail)
  const details = { ...detailsOf(error, origin), ...key }
  const message = messageOf(error, origin)
  switch (error.code) {
    case '23505':
      return new UniqueViolationError(message, details)
    case '23503':
      return new ForeignKeyViolationError(message, {
        ...details,
        ...(key.failure === 'still-referenced' && referring(details, foreignKeys)),
      })
    // ON DELETE RESTRICT has had a code of its own since PostgreSQL 18.
    case '23001':
      return new ForeignKeyViolationError(message, {
        ...details,
        ...referring(details, foreignKeys),
        failure: 'still-referenced',
      })
    case '23P01':
      return new ExclusionViolationError(message, details)
    case '23514':
    // Too long for varchar(n), which SQLite keeps by a CHECK.
    case '22001':
      return new CheckViolationError(message, details)
    case '22P02':
      // Not a value of a native enum, which SQLite keeps by a CHECK.
      return error.routine === 'enum_in'
        ? new CheckViolationError(message, details)
        : new ValueError(message, details)
    // Out of the range of a number, not a date, or out of the range of dates.
    case '22003':
    case '22007':
    case '22008':
      return new ValueError(message, details)
    case '23502':
      return new NotNullViolationError(message, { ...details, columns: error.column ? [error.column] : [] })
    case '40001':
      return new SerializationFailureError(`${message}. ${runAgain}`, details)
    case '40P01':
      return new DeadlockError(`${message}. ${runAgain}`, details)
    case '55P03':
      return new LockNotAvailableError(`${message}. ${runAgain}`, details)
    case '57014':
      // A statement that somebody cancelled has the same code, and no other mark than the words.
      return /statement timeout/.test(error.message) ? new StatementTimeoutError(message, details) : error
    case '25006':
      return new ReadOnlyError(message, details)
    case '25P02':
      return new TransactionAbortedError(
        'An earlier statement of the transaction failed, so PostgreSQL runs no other in it. Let the error of that statement out of ' +
          'the transaction, or run the statement in a nested one.',
        { code: error.code, origin, cause: error },
      )
    default:
      return error
  }
}

/** The table that PostgreSQL names is the one that refers, and the columns those that it refers to: they are of another table. */
const referring = (
  { table, constraint, columns = [] }: ErrorDetails,
  foreignKeys: RepositoryStatement['foreignKeys'],
): ErrorDetails => ({ columns: referringColumns(foreignKeys?.(), { table, constraint, columns }) })

const runAgain = 'Run the whole transaction again, as repos.transaction does with the option retry.'

/** The server said goodbye, or the socket broke: the driver reports both in several ways, some without a code. */
function isLostConnection(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Class 08, the shutdowns, and sessions that were idle for too long.
  if (/^(?:08...|57P0[1235]|25P03|E(?:CONN\w+|PIPE|TIMEDOUT|HOST\w+|NET\w+))$/.test(code)) return true
  return /^(?:Connection terminated|Client (?:was closed|has encountered a connection error))/.test(
    error.message,
  )
}

function lostConnection(error: Error, origin: string | undefined): ConnectionLostError {
  const { code } = error as Report
  return new ConnectionLostError(
    `The connection to PostgreSQL was lost: ${error.message}. Whether the statement took effect cannot be told; a transaction did not, unless it was being committed.`,
    { code, origin, cause: error },
  )
}

/** True if a prepared statement has to be made anew: it is gone (26000), or the schema changed under it. */
export function isStaleStatement(error: unknown): boolean {
  if (!isReport(error)) return false
  return error.code === '26000' || (error.code === '0A000' && error.routine === 'RevalidateCachedQuery')
}

/** Of a transaction, which cannot go on. */
export function schemaChanged(error: unknown, origin: string): SchemaChangedError {
  const details = isReport(error) ? detailsOf(error, origin) : { origin, cause: error }
  const words = error instanceof Error ? error.message : String(error)
  return new SchemaChangedError(
    `${origin}: a table was changed since the connection prepared this statement, so that PostgreSQL ended the transaction and nothing was committed: ${words}. ${runAgain}`,
    details,
  )
}

function isReport(error: unknown): error is Report {
  return error instanceof Error && 'code' in error
}

function detailsOf(error: Report, origin: string | undefined): ErrorDetails {
  return {
    table: error.table ?? tableOf(origin),
    constraint: error.constraint,
    code: error.code,
    detail: error.detail,
    origin,
    cause: error,
  }
}
