import type { RepositoryStatement } from '../session.js'

/**
 * Statements by the shape of the call that made them. Bounded, because filters that come in from requests can have any
 * number of shapes; the one unused for longest goes first.
 */
export class StatementsByShape {
  readonly #statements = new Map<string, RepositoryStatement>()
  readonly #limit: number

  constructor(limit = 500) {
    this.#limit = limit
  }

  get size(): number {
    return this.#statements.size
  }

  get(shape: string): RepositoryStatement | undefined {
    const known = this.#statements.get(shape)
    // Put at the end again, because a Map keeps the order in which its keys were added.
    if (known !== undefined && this.#statements.delete(shape)) this.#statements.set(shape, known)
    return known
  }

  add(shape: string, statement: RepositoryStatement): RepositoryStatement {
    if (this.#statements.size >= this.#limit) {
      const oldest = this.#statements.keys().next()
      if (!oldest.done) this.#statements.delete(oldest.value)
    }
    this.#statements.set(shape, statement)
    return statement
  }
}
