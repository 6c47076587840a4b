import { InvalidQueryError } from '../errors.js'
import type { DialectName } from '../session.js'
import { printValue } from '../values/print-value.js'
import type { AfterCommitError } from './after-commit-error.js'
import { type Retry, type RetryOptions, retryOf } from './retry.js'

/** How far a transaction is kept from others. SQLite's are always `serializable`, whatever is asked for. */
export type IsolationLevel = 'read committed' | 'repeatable read' | 'serializable'

/** Options of a transaction. One inside another is a savepoint of it and cannot have other properties. */
export type TransactionOptions = {
  /** Default: what the database is set to, which is `read committed` on PostgreSQL unless it was changed. */
  readonly isolation?: IsolationLevel
  /** The database refuses writes. On SQLite such a transaction does not wait for writers, nor they for it. Default: false. */
  readonly readOnly?: boolean
  /**
   * PostgreSQL waits at the beginning until the transaction can neither fail by nor cause a serialization failure. Only for
   * `isolation: 'serializable'` with `readOnly: true`; on SQLite every reader is like that.
   */
  readonly deferrable?: boolean
  /**
   * Runs the whole of `work` again after a serialization failure, a deadlock, or a lock that was not to be had. `work` must leave
   * nothing behind outside of the database that a second run would double: use `afterCommit` for that. What failed while its
   * outcome could not be told is never run again. Default: false.
   */
  readonly retry?: boolean | RetryOptions
  /**
   * Calls of repositories outside of the transaction that are made from inside of `work`, however deep, take part in it.
   * Default: `ambientTransactions` of `connect()`, else false.
   */
  readonly ambient?: boolean
  /**
   * Settings of PostgreSQL that hold until the transaction ends, such as those that policies of row-level security read:
   * `{ 'app.tenant_id': tenant }`. SQLite has none, and refuses them.
   */
  readonly settings?: { readonly [name: string]: string }
  /** Told of each error of an `afterCommit` callback. Default: it is a warning of the process. */
  readonly onAfterCommitError?: (error: AfterCommitError) => void
}

/** Options that were checked. */
export type TransactionProperties = Omit<TransactionOptions, 'retry'> & { readonly retry: Retry | undefined }

const levels: readonly string[] = [
  'read committed',
  'repeatable read',
  'serializable',
] satisfies IsolationLevel[]
const names: readonly string[] = [
  'isolation',
  'readOnly',
  'deferrable',
  'retry',
  'ambient',
  'settings',
  'onAfterCommitError',
] satisfies (keyof TransactionOptions)[]

/** Checks the options, which need not come from code that was compiled. */
export function transactionProperties(
  options: TransactionOptions,
  dialect: DialectName | undefined,
): TransactionProperties {
  const { retry, ...others } = checkNames(options)
  const { isolation, readOnly, deferrable, settings } = others
  if (isolation !== undefined && !levels.includes(isolation)) {
    throw refused(`isolation is one of ${levels.join(', ')}, not ${printValue(isolation)}`)
  }
  if (deferrable && !(readOnly && isolation === 'serializable')) {
    throw refused("deferrable needs isolation: 'serializable' and readOnly: true")
  }
  if (settings !== undefined && dialect === 'sqlite') {
    throw refused('settings are of PostgreSQL, and SQLite has nothing that would heed them')
  }
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (typeof value !== 'string') throw refused(`the setting ${name} is a text, not ${printValue(value)}`)
  }
  return { ...others, retry: retryOf(retry) }
}

/**
 * A savepoint has the properties of its transaction. `retry` is left to the transaction, because what fails in such a way
 * takes the whole of it along; `outer` is undefined if nothing is known of it.
 */
export function checkNestedOptions(
  options: TransactionOptions,
  outer: TransactionProperties | undefined,
): void {
  checkNames(options)
  for (const name of ['isolation', 'readOnly', 'deferrable'] as const) {
    const asked = options[name]
    if (!asked || asked === outer?.[name]) continue
    throw refused(
      `${name}: ${printValue(asked)} cannot be had inside a transaction that was opened without it`,
    )
  }
  for (const name of ['settings', 'onAfterCommitError'] as const) {
    if (options[name] !== undefined) throw refused(`${name} belongs to the outermost transaction`)
  }
}

function checkNames(options: TransactionOptions): TransactionOptions {
  for (const name of Object.keys(options)) {
    if (!names.includes(name))
      throw refused(`there is no option ${printValue(name)}; there are ${names.join(', ')}`)
  }
  return options
}

function refused(reason: string): InvalidQueryError {
  return new InvalidQueryError(`The options of a transaction: ${reason}.`)
}
