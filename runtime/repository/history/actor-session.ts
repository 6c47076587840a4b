import { actorText } from '../../actor.js'
import type { CallLimit } from '../../call-limit.js'
import { DelegatingSession } from '../../delegating-session.js'
import type { RepositoryResult, RepositoryStatement, Session } from '../../session.js'
import { sessionOf } from '../../session-of.js'
import { tellingStatement } from './postgres-actor.js'
import { writesForActor } from './sqlite-actor.js'

const known = new WeakMap<Session, ActorSession>()

/** The session, made to tell the triggers of histories who acts; one that does so already stays as it is. */
export function tellingActor(session: Session): Session {
  if (session.tellsActor) return session
  const telling = known.get(session) ?? new ActorSession(session)
  known.set(session, telling)
  return telling
}

/** Tells them along with each statement that writes, and for that statement alone. */
class ActorSession extends DelegatingSession {
  override get tellsActor(): boolean {
    return true
  }

  override run(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit?: CallLimit,
  ): Promise<RepositoryResult> {
    if (!isWrite(statement)) return this.session.run(statement, parameters, limit)
    const actor = actorText()
    if (this.dialect === 'postgres') return this.#onPostgres(statement, [...parameters, actor], limit)
    if (actor === null) return this.session.run(statement, parameters, limit)
    return this.session.transaction((trx) =>
      writesForActor(sessionOf(trx), statement, parameters, actor, limit),
    )
  }

  async #onPostgres(
    statement: RepositoryStatement,
    parameters: readonly unknown[],
    limit: CallLimit | undefined,
  ): Promise<RepositoryResult> {
    const { telling, isCounted } = tellingStatement(statement, parameters.length)
    const result = await this.session.run(telling, parameters, limit)
    return isCounted ? { rows: [], affected: Number(result.rows[0]?.[0]) } : result
  }
}

/** What may be called like a word of SQL. */
const namesAndTexts = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g

const writes = new WeakMap<RepositoryStatement, boolean>()

function isWrite(statement: RepositoryStatement): boolean {
  const found =
    writes.get(statement) ??
    /^\s*(?:insert|update|delete|with\b.*\b(?:insert|update|delete)\b)/is.test(
      statement.sql.replace(namesAndTexts, ''),
    )
  writes.set(statement, found)
  return found
}
