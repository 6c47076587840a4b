import { setTimeout as delay } from 'node:timers/promises'
import { InvalidQueryError } from '../errors.js'
import { printValue } from '../values/print-value.js'
import { isRetryable } from './is-retryable.js'

/** How often a transaction is run, and how long the pauses between are. */
export type RetryOptions = {
  /** How often it is run at most, the first time among them. Default: 5. */
  readonly attempts?: number
  /** The longest first pause in milliseconds; each further one may be twice as long. Default: 20. */
  readonly delay?: number
  /** The longest pause in milliseconds. Default: 1000. */
  readonly maxDelay?: number
  /** Told of each failure after which the transaction is run again, and how often it has been run. */
  readonly onRetry?: (error: unknown, attempt: number) => void
}

export type Retry = Required<Omit<RetryOptions, 'onRetry'>> & Pick<RetryOptions, 'onRetry'>

const defaults = { attempts: 5, delay: 20, maxDelay: 1000 }

const names: readonly string[] = ['attempts', 'delay', 'maxDelay', 'onRetry'] satisfies (keyof RetryOptions)[]

export function retryOf(option: boolean | RetryOptions | undefined): Retry | undefined {
  if (option === undefined || option === false) return undefined
  if (option === true) return defaults
  if (typeof option !== 'object' || option === null) throw refused(option)
  if (Object.keys(option).some((name) => !names.includes(name))) throw refused(option)
  const retry = { ...defaults, ...option }
  if (!(Number.isSafeInteger(retry.attempts) && retry.attempts >= 1)) throw refused(option)
  if (!(retry.delay >= 0 && retry.maxDelay >= 0)) throw refused(option)
  return retry
}

/** Runs it until it succeeds, fails in a way that a further run would not change, or has been run often enough. */
export async function retrying<T>(retry: Retry | undefined, run: () => Promise<T>): Promise<T> {
  if (retry === undefined) return run()
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= retry.attempts || !isRetryable(error)) throw error
      retry.onRetry?.(error, attempt)
    }
    await delay(pause(retry, attempt))
  }
}

/** At random, so that those who were in each other's way are not so again. */
function pause({ delay, maxDelay }: Retry, attempt: number): number {
  return Math.random() * Math.min(maxDelay, delay * 2 ** (attempt - 1))
}

function refused(option: unknown): InvalidQueryError {
  return new InvalidQueryError(
    `The options of a transaction: retry is true, false or { attempts, delay, maxDelay, onRetry } with a whole number of attempts above 0 and pauses in milliseconds, not ${printValue(option)}.`,
  )
}
