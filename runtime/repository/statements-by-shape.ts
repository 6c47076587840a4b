import { type Bounds, RecentlyUsed } from '../recently-used.js'
import type { RepositoryStatement } from '../session.js'

const usual: Bounds = { entries: 500, characters: 1_000_000 }

/** Statements by the shape of the call that made them. Bounded, because filters that come in from requests can have any number of shapes. */
export class StatementsByShape {
  readonly #statements: RecentlyUsed<RepositoryStatement>

  constructor(bounds: Bounds = usual) {
    this.#statements = new RecentlyUsed(bounds)
  }

  get size(): number {
    return this.#statements.size
  }

  get(shape: string): RepositoryStatement | undefined {
    return this.#statements.get(shape)
  }

  add(shape: string, statement: RepositoryStatement): RepositoryStatement {
    this.#statements.set(shape, statement, shape.length + statement.sql.length)
    return statement
  }
}
