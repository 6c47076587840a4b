import { AbortedError, TimeoutError } from './errors.js'
import { onAbort } from './on-abort.js'

/** setTimeout takes no longer time than this. */
const longest = 2 ** 31 - 1

/** What may end a call before it is done: a signal, or a time. */
export class CallLimit {
  readonly #origin: string
  readonly #signal: AbortSignal | undefined
  readonly #seconds: number | undefined
  #deadline: number
  #begun = false

  constructor(origin: string, signal: AbortSignal | undefined, seconds: number | undefined) {
    this.#origin = origin
    this.#signal = signal
    this.#seconds = seconds
    this.#deadline = deadlineIn(seconds)
  }

  /** Counts the time from now. */
  restart(): void {
    this.#deadline = deadlineIn(this.#seconds)
  }

  /** Why the call must end now, if it must. */
  reason(): Error | undefined {
    if (this.#signal?.aborted) return this.#aborted(this.#signal.reason)
    return performance.now() < this.#deadline ? undefined : this.#late()
  }

  /** Throws if the call must end now, else its statement runs, and ends in the driver's way. */
  begin(): void {
    this.check()
    this.#begun = true
  }

  /** What comes of a statement; while it waits for its turn the call may end, and the statement will not begin. */
  async unlessBegun<T>(running: Promise<T>): Promise<T> {
    this.#begun = false
    try {
      return await this.race(running)
    } catch (error) {
      if (this.#begun) return running
      throw error
    }
  }

  /** Throws if the call must end now. */
  check(): void {
    const reason = this.reason()
    if (reason) throw reason
  }

  /** Calls `end` once when the call must end; what it returns stops that. */
  watch(end: (reason: Error) => void): () => void {
    const signal = this.#signal
    const left = Math.min(this.#deadline - performance.now(), longest)
    const timer =
      this.#seconds === undefined ? undefined : setTimeout(() => end(this.#late()), Math.max(0, left))
    const stop = signal && onAbort(signal, () => end(this.#aborted(signal.reason)))
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }

  /** What comes of the work, unless the call must end first; what comes then goes to `discard`. */
  race<T>(work: Promise<T>, discard: (late: T) => void = () => {}): Promise<T> {
    return new Promise((resolve, reject) => {
      let isSettled = false
      const settle = (how: () => void): void => {
        if (isSettled) return
        isSettled = true
        stop()
        how()
      }
      const stop = this.watch((reason) => settle(() => reject(reason)))
      const early = this.reason()
      if (early) settle(() => reject(early))
      work.then(
        (result) => (isSettled ? discard(result) : settle(() => resolve(result))),
        (error: unknown) => settle(() => reject(error)),
      )
    })
  }

  /** `AbortSignal.timeout()` says so in its reason. */
  #aborted(reason: unknown): Error {
    if (reason instanceof Error && reason.name === 'TimeoutError') {
      return new TimeoutError(`${this.#origin} took longer than its signal allows.`, { cause: reason })
    }
    return new AbortedError(`${this.#origin} was aborted by its signal.`, { cause: reason })
  }

  #late(): Error {
    return new TimeoutError(`${this.#origin} took longer than its timeout of ${this.#seconds} s.`)
  }
}

const deadlineIn = (seconds: number | undefined): number =>
  seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000
