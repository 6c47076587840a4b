import { TablewrightError } from '../errors.js'

/**
 * A callback that was to run after a commit has failed, for the reason in `cause`. The transaction stays committed, and what
 * else was to run after it does run, so that nobody is thrown this error: it is reported.
 */
export class AfterCommitError extends TablewrightError {
  override readonly name = 'AfterCommitError'

  constructor(cause: unknown) {
    super(
      `A callback failed after the transaction had been committed: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
}
