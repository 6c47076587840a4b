import type { TransactionProperties } from './transaction-options.js'
import type { Scope } from './transaction-scope.js'

/** A transaction that was opened here; its savepoints share it. */
export class OpenedTransaction {
  readonly properties: TransactionProperties
  readonly holder: object
  readonly isAmbient: boolean
  /** What is around it. */
  readonly scope: Scope | undefined
  /** Set when its work has settled, before it is committed or rolled back: a statement sent meanwhile would run after it. */
  hasEnded = false
  readonly #running = new Set<Promise<unknown>>()

  constructor(
    properties: TransactionProperties,
    holder: object,
    isAmbient: boolean,
    scope: Scope | undefined,
  ) {
    this.properties = properties
    this.holder = holder
    this.isAmbient = isAmbient
    this.scope = scope
  }

  /** Runs a statement that the end of the transaction must not overtake: it would be on its own afterwards. */
  run<T>(execute: () => Promise<T>): Promise<T> {
    const running = execute()
    this.#running.add(running)
    const left = (): boolean => this.#running.delete(running)
    running.then(left, left)
    return running
  }

  /** Lets nothing more begin, and waits for what runs. */
  async end(): Promise<void> {
    this.hasEnded = true
    await Promise.allSettled(this.#running)
  }
}
