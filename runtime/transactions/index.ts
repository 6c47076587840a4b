export { AfterCommitError } from './after-commit-error.js'
export type { RetryOptions } from './retry.js'
export type { IsolationLevel, TransactionOptions } from './transaction-options.js'
export { outsideTransaction } from './transaction-scope.js'
