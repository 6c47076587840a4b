import type { RepositoryStatement } from '../session.js'

/**
 * Statements by the shape of the call that made them. Bounded, because filters that come in from requests can have any
 * number of shapes; the oldest goes first.
 */
export class StatementCache {
  private readonly statements = new Map<string, RepositoryStatement>()
  private readonly limit: number

  constructor(limit = 500) {
    this.limit = limit
  }

  get size(): number {
    return this.statements.size
  }

  get(shape: string): RepositoryStatement | undefined {
    return this.statements.get(shape)
  }

  add(shape: string, statement: RepositoryStatement): RepositoryStatement {
    if (this.statements.size >= this.limit) {
      const oldest = this.statements.keys().next()
      if (!oldest.done) this.statements.delete(oldest.value)
    }
    this.statements.set(shape, statement)
    return statement
  }
}
