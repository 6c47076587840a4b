import type { CallLimit } from '../../call-limit.js'
import { DelegatingSession } from '../../delegating-session.js'
import type { RepositoryResult, RepositoryStatement, Session } from '../../session.js'

/** A session for one call, all of whose statements have the limit of the call. */
export class LimitedSession extends DelegatingSession {
  readonly #limit: CallLimit

  constructor(session: Session, limit: CallLimit) {
    super(session)
    this.#limit = limit
  }

  override run(statement: RepositoryStatement, parameters: readonly unknown[]): Promise<RepositoryResult> {
    return this.session.run(statement, parameters, this.#limit)
  }
}
