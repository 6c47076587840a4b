import type { DatabaseHandle } from '../database-handle.js'
import { InvalidQueryError } from '../errors.js'
import { linkOf } from '../link.js'

/** How long a statement waits on an instance that `connect()` did not make, in milliseconds. */
const DEFAULT_TIMEOUT = 30_000

/** What runs on one transaction one after the other: savepoints, which cannot overlap, and statements that came meanwhile. */
export class StatementQueue {
  readonly #db: DatabaseHandle
  #last: Promise<unknown> = Promise.resolve()
  #length = 0

  constructor(db: DatabaseHandle) {
    this.#db = db
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  add<T>(work: () => Promise<T>): Promise<T> {
    this.#length++
    const turn = this.#last.then(work)
    this.#last = turn.then(this.#left, this.#left)
    return turn
  }

  /** The same, but gives up: what is waited for may wait for whoever waits. */
  wait<T>(work: () => Promise<T>): Promise<T> {
    const timeout = linkOf(this.#db)?.timeout ?? DEFAULT_TIMEOUT
    return new Promise<T>((resolve, reject) => {
      let isLate = false
      const timer = setTimeout(() => {
        isLate = true
        reject(late(timeout))
      }, timeout)
      const inTime = async (): Promise<void> => {
        clearTimeout(timer)
        if (!isLate) await work().then(resolve, reject)
      }
      void this.add(inTime)
    })
  }

  readonly #left = (): void => {
    this.#length--
  }
}

function late(timeout: number): InvalidQueryError {
  return new InvalidQueryError(
    `This call waited ${timeout / 1000} s for a nested transaction that runs beside it and would have taken it along if it were undone. ` +
      'Wait for the nested one first, or use its own repositories in what belongs to it.',
  )
}
