import { AsyncResource } from 'node:async_hooks'
import { AfterCommitError } from './after-commit-error.js'
import { inScope, type Scope } from './transaction-scope.js'

/** What is to run once a transaction has been committed. Errors come out of the callback's promise. */
export type Callback = () => Promise<void>

/** Runs in the context that asked for it, such as its actor, but no longer inside the transaction, whose scope has ended. */
export function callbackOf(work: () => unknown, around: Scope | undefined): Callback {
  return AsyncResource.bind(() => inScope(around, async () => void (await work())))
}

/** One after the other, in the order in which they were asked for. */
export async function runAfterCommit(
  callbacks: readonly Callback[],
  report: (error: AfterCommitError) => void = warn,
): Promise<void> {
  for (const callback of callbacks) {
    try {
      await callback()
    } catch (cause) {
      tell(report, new AfterCommitError(cause))
    }
  }
}

/** Whoever is told may fail as well, which must not look as if the transaction had. */
function tell(report: (error: AfterCommitError) => void, error: AfterCommitError): void {
  try {
    report(error)
  } catch {
    warn(error)
  }
}

function warn(error: AfterCommitError): void {
  const { cause } = error
  process.emitWarning(error.message, {
    type: error.name,
    detail: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause),
  })
}
