import {
  CheckViolationError,
  type ErrorDetails,
  ForeignKeyViolationError,
  NotNullViolationError,
  TablewrightError,
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
 * Makes one of our errors of a violated constraint; any other error stays what it is. Codes from
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function translatePostgresError(error: unknown, table?: string): unknown {
  if (error instanceof TablewrightError || !isReport(error)) return error
  const details = detailsOf(error, table)
  switch (error.code) {
    case '23505':
      return new UniqueViolationError(messageOf(error), details)
    case '23503':
    // ON DELETE RESTRICT has had a code of its own since PostgreSQL 18.
    case '23001':
      return new ForeignKeyViolationError(messageOf(error), details)
    case '23514':
    // Too long for varchar(n), which SQLite keeps by a CHECK.
    case '22001':
      return new CheckViolationError(messageOf(error), details)
    case '22P02':
      // Not a value of a native enum, which SQLite keeps by a CHECK.
      return error.routine === 'enum_in' ? new CheckViolationError(messageOf(error), details) : error
    case '23502':
      return new NotNullViolationError(messageOf(error), {
        ...details,
        columns: error.column ? [error.column] : [],
      })
    default:
      return error
  }
}

/** True if a prepared statement has to be made anew: it is gone (26000), or the schema changed under it. */
export function isStaleStatement(error: unknown): boolean {
  if (!isReport(error)) return false
  return error.code === '26000' || (error.code === '0A000' && error.routine === 'RevalidateCachedQuery')
}

function isReport(error: unknown): error is Report {
  return error instanceof Error && 'code' in error
}

function messageOf(error: Report): string {
  return error.detail ? `${error.message}. ${error.detail}` : error.message
}

function detailsOf(error: Report, table: string | undefined): ErrorDetails {
  return {
    table: error.table ?? table,
    columns: keyColumns(error.detail),
    constraint: error.constraint,
    code: error.code,
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
