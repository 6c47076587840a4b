/** What an error knows of its place; everything that the database did not say is left out. */
export type ErrorDetails = {
  /** SQL name of the table. */
  readonly table?: string | undefined
  readonly columns?: readonly string[] | undefined
  /** Name of the constraint or unique index. */
  readonly constraint?: string | undefined
  /** The driver's own code: SQLSTATE or SQLITE_… */
  readonly code?: string | undefined
  /** What PostgreSQL adds, with the values of the row. */
  readonly detail?: string | undefined
  /** The repository method that was called: `campaigns.createMany`. */
  readonly origin?: string | undefined
  readonly cause?: unknown
}

/** Base of every error that Tablewright raises on purpose: `if (error instanceof TablewrightError)`. */
export class TablewrightError extends Error {
  override readonly name: string = 'TablewrightError'
  readonly table: string | undefined
  readonly columns: readonly string[]
  readonly constraint: string | undefined
  readonly code: string | undefined
  /** What PostgreSQL says of the row, with its values. They may be private, so that they are not in the message. */
  readonly detail: string | undefined
  /** The repository method whose statement failed: `campaigns.createMany`. */
  readonly origin: string | undefined
  /**
   * True if nothing was changed and the same transaction may succeed when it is run again, as `repos.transaction` does where
   * `retry` is asked for.
   */
  readonly retryable: boolean = false

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.table = details.table
    this.columns = details.columns ?? []
    this.constraint = details.constraint
    this.code = details.code
    this.detail = details.detail
    this.origin = details.origin
  }
}

/** The row that was asked for by its key does not exist, or is deleted. */
export class NotFoundError extends TablewrightError {
  override readonly name = 'NotFoundError'
}

/** The row has another version than the caller has seen: somebody else changed it meanwhile. */
export class StaleVersionError extends TablewrightError {
  override readonly name = 'StaleVersionError'
  readonly expected: number
  readonly actual: number

  constructor(
    message: string,
    details: ErrorDetails & { readonly expected: number; readonly actual: number },
  ) {
    super(message, details)
    this.expected = details.expected
    this.actual = details.actual
  }
}

/** A constraint of the database refused the statement. Subclasses say which kind. */
export class ConstraintViolationError extends TablewrightError {
  override readonly name: string = 'ConstraintViolationError'
}

/** As texts, by the names of the columns. */
export type ConflictingValues = { readonly [column: string]: string }

/** Another row has the same values in a unique key or primary key. */
export class UniqueViolationError extends ConstraintViolationError {
  override readonly name = 'UniqueViolationError'
  /** The values that another row has, as PostgreSQL prints them and where that cannot be misread. They may be private. */
  readonly values: ConflictingValues | undefined

  constructor(message: string, details: ErrorDetails & { readonly values?: ConflictingValues | undefined }) {
    super(message, details)
    this.values = details.values
  }
}

/**
 * `missing-parent`: the row that the key names is not there. `deleted-parent`: it is there, but deleted softly. `still-referenced`: others
 * point at the row that was to go.
 */
export type ForeignKeyFailure = 'missing-parent' | 'deleted-parent' | 'still-referenced'

/** The row that a foreign key names does not exist, or a row that others point at was to be removed. */
export class ForeignKeyViolationError extends ConstraintViolationError {
  override readonly name = 'ForeignKeyViolationError'
  /** Which of both; `undefined` where SQLite does not tell: after an UPDATE, and at a COMMIT. */
  readonly failure: ForeignKeyFailure | undefined
  /** The values that were looked for, as PostgreSQL prints them and where that cannot be misread. They may be private. */
  readonly values: ConflictingValues | undefined

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly failure?: ForeignKeyFailure | undefined
      readonly values?: ConflictingValues | undefined
    },
  ) {
    super(message, details)
    this.failure = details.failure
    this.values = details.values
  }
}

/** An exclusion constraint of PostgreSQL was not met: the row overlaps another. */
export class ExclusionViolationError extends ConstraintViolationError {
  override readonly name = 'ExclusionViolationError'
}

/** A CHECK was not met, among them the lengths of texts and the values of enums. */
export class CheckViolationError extends ConstraintViolationError {
  override readonly name = 'CheckViolationError'
}

/** A column that must have a value got none. */
export class NotNullViolationError extends ConstraintViolationError {
  override readonly name = 'NotNullViolationError'
}

/** A value is not of the type that its column declares, or cannot be kept without loss. */
export class ValueError extends TablewrightError {
  override readonly name = 'ValueError'
}

/** A table demands to know who acts, and the call was not made inside `withActor`. */
export class ActorRequiredError extends TablewrightError {
  override readonly name = 'ActorRequiredError'
}

/** A call names a column, operator or option that does not exist, or leaves out what it must say. */
export class InvalidQueryError extends TablewrightError {
  override readonly name = 'InvalidQueryError'
}

/** A cursor of `paginate` was changed on its way, is none, or is of another table or order. */
export class InvalidCursorError extends TablewrightError {
  override readonly name = 'InvalidCursorError'
}

/** A call was ended by its `signal`, whose reason is the `cause`. */
export class AbortedError extends TablewrightError {
  override readonly name = 'AbortedError'
}

/** A call took longer than its `timeout`, or than an `AbortSignal.timeout()` that it was given. */
export class TimeoutError extends TablewrightError {
  override readonly name = 'TimeoutError'
}

/** What was to be locked without waiting (`noWait`), or within PostgreSQL's `lock_timeout`, is locked by somebody else. */
export class LockNotAvailableError extends TablewrightError {
  override readonly name = 'LockNotAvailableError'
  override readonly retryable = true
}

/**
 * The database cannot be reached as asked: no URL, an unknown kind of URL, a driver that is not installed, a connection that was
 * lost or closed, a SQLite file that another process kept locked.
 */
export class ConnectionError extends TablewrightError {
  override readonly name: string = 'ConnectionError'
}

/** The server closed the connection, or it broke. What was under way may have taken effect: the message says when it cannot have. */
export class ConnectionLostError extends ConnectionError {
  override readonly name = 'ConnectionLostError'
}

/** Another connection kept the SQLite file locked for longer than the timeout. */
export class BusyError extends ConnectionError {
  override readonly name = 'BusyError'
  override readonly retryable = true
}

/** What the transaction has read was changed by another in a way that no order of both could have. */
export class SerializationFailureError extends TablewrightError {
  override readonly name = 'SerializationFailureError'
  override readonly retryable = true
}

/** A table was changed after a statement in the transaction had been prepared, which PostgreSQL tells by ending the transaction. */
export class SchemaChangedError extends TablewrightError {
  override readonly name = 'SchemaChangedError'
  override readonly retryable = true
}

/** Transactions waited for each other's locks, and PostgreSQL ended this one so that the others can go on. */
export class DeadlockError extends TablewrightError {
  override readonly name = 'DeadlockError'
  override readonly retryable = true
}

/** PostgreSQL ended a statement that took longer than `statement_timeout`. */
export class StatementTimeoutError extends TablewrightError {
  override readonly name = 'StatementTimeoutError'
}

/** The transaction or the connection was opened to read only, and something was to be written. */
export class ReadOnlyError extends TablewrightError {
  override readonly name = 'ReadOnlyError'
}

/** The transaction cannot go on: a statement in it failed, or the database had rolled it back before it was to be committed. */
export class TransactionAbortedError extends TablewrightError {
  override readonly name = 'TransactionAbortedError'
}
