import { AsyncLocalStorage } from 'node:async_hooks'
import { InvalidQueryError } from './errors.js'
import { printValue } from './values/print-value.js'

const actors = new AsyncLocalStorage<unknown>()

/**
 * Runs `work` in the name of an actor: every row that repositories write inside it, however deep and across `await`, gets the
 * actor in its audit columns. The value has the type of those columns: `string` unless the schema says otherwise. `undefined` and
 * `null` are nobody.
 *
 * ```ts
 * await withActor(user.id, () => repos.campaigns.create({ name: 'Spring' }))
 * ```
 */
export function withActor<T>(actor: unknown, work: () => T): T {
  if (!isActor(actor)) {
    throw new InvalidQueryError(
      `withActor takes a text that is neither empty nor has NUL in it, a number or a bigint, not ${printValue(actor)}.`,
    )
  }
  return actors.run(actor, work)
}

/** What every database can keep and tell from nobody, whatever the type of the columns; those refuse what does not fit them. */
function isActor(actor: unknown): boolean {
  if (typeof actor === 'string') return actor !== '' && !actor.includes('\0')
  if (typeof actor === 'number') return Number.isFinite(actor)
  return typeof actor === 'bigint' || actor === undefined || actor === null
}

/** How histories write the actor down, whatever its type: as a text. */
export function actorText(): string | null {
  const actor = actors.getStore()
  if (actor === undefined || actor === null) return null
  return String(actor)
}

/** The actor of the innermost {@link withActor} around this call; `undefined` outside of any. */
export function currentActor(): unknown {
  return actors.getStore()
}
