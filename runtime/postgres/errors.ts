import {
  CheckViolationError,
  ConnectionError,
  type ErrorDetails,
  ForeignKeyViolationError,
  LockNotAvailableError,
  NotNullViolationError,
  TablewrightError,
  TransactionAbortedError,
  UniqueViolationError,
} from '../errors.js'

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
 * Makes one of our errors of a violated constraint, a lock, a lost connection and a transaction that failed before; any other error stays
 * what it is. Codes from https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function translatePostgresError(error: unknown, table?: string): unknown {
  if (error instanceof TablewrightError) return error
  if (isLostConnection(error)) return lostConnection(error)
  if (!isReport(error)) return error
  const details = detailsOf(error, table)
  switch (error.code) {
    case '23505':
      return new UniqueViolationError(error.message, details)
    case '23503':
    // ON DELETE RESTRICT has had a code of its own since PostgreSQL 18.
    case '23001':
      return new ForeignKeyViolationError(error.message, details)
    case '23514':
    // Too long for varchar(n), which SQLite keeps by a CHECK.
    case '22001':
      return new CheckViolationError(error.message, details)
    case '22P02':
      // Not a value of a native enum, which SQLite keeps by a CHECK.
      return error.routine === 'enum_in' ? new CheckViolationError(error.message, details) : error
    case '23502':
      return new NotNullViolationError(error.message, {
        ...details,
        columns: error.column ? [error.column] : [],
      })
    case '55P03':
      return new LockNotAvailableError(error.message, details)
    case '25P02':
      return new TransactionAbortedError(
        'An earlier statement of the transaction failed, so PostgreSQL runs no other in it. Let the error of that statement out of ' +
          'the transaction, or run the statement in a nested one.',
        { code: error.code, cause: error },
      )
    default:
      return error
  }
}

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

function lostConnection(error: Error): ConnectionError {
  const { code } = error as Report
  return new ConnectionError(
    `The connection to PostgreSQL was lost: ${error.message}. Whether the statement took effect cannot be told; a transaction did not, unless it was being committed.`,
    { code, cause: error },
  )
}

/** True if a prepared statement has to be made anew: it is gone (26000), or the schema changed under it. */
export function isStaleStatement(error: unknown): boolean {
  if (!isReport(error)) return false
  return error.code === '26000' || (error.code === '0A000' && error.routine === 'RevalidateCachedQuery')
}

function isReport(error: unknown): error is Report {
  return error instanceof Error && 'code' in error
}

function detailsOf(error: Report, table: string | undefined): ErrorDetails {
  return {
    table: error.table ?? table,
    columns: keyColumns(error.detail),
    constraint: error.constraint,
    code: error.code,
    detail: error.detail,
    cause: error,
  }
}

/** `Key (tenant_id, name)=(1, Spring) already exists.` Expressions of an index are no columns and left out. */
function keyColumns(detail: string | undefined): string[] {
  const [, list] = /^Key \((.*?)\)=\(/s.exec(detail ?? '') ?? []
  if (list === undefined) return []
  const names = list
    .split(', ')
    .map((name) => (name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name))
  return names.some((name) => /[()]/.test(name)) ? [] : names
}
