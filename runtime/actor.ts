import { AsyncLocalStorage } from 'node:async_hooks'

const actors = new AsyncLocalStorage<unknown>()

/**
 * Runs `work` in the name of an actor: every row that repositories write inside it, however deep and across `await`, gets the
 * actor in its audit columns. The value has the type of those columns: `string` unless the schema says otherwise.
 *
 * ```ts
 * await withActor(user.id, () => repos.campaigns.create({ name: 'Spring' }))
 * ```
 */
export function withActor<T>(actor: unknown, work: () => T): T {
  return actors.run(actor, work)
}

/** How histories write the actor down, whatever its type: as a text. */
export function actorText(): string | null {
  const actor = actors.getStore()
  if (actor === undefined || actor === null) return null
  return typeof actor === 'object' ? JSON.stringify(actor) : String(actor)
}

/** The actor of the innermost {@link withActor} around this call; `undefined` outside of any. */
export function currentActor(): unknown {
  return actors.getStore()
}
