import { currentActor } from '../actor.js'
import { ActorRequiredError } from '../errors.js'
import type { Access } from './access.js'
import type { Column } from './table.js'

/** The value of an audit column: who acts, or null where that need not be known. `origin` is a method, or one of another table. */
export function actorFor({ table }: Access, column: Column, origin: string): unknown {
  const actor = currentActor()
  if (actor !== undefined && actor !== null) return actor
  if (!table.actorRequired) return null
  const call = origin.includes('.') ? `${origin}, which goes on to ${table.name},` : `${table.name}.${origin}`
  throw new ActorRequiredError(`${call} needs to know who acts: call it inside withActor(actor, ...).`, {
    table: table.name,
    columns: [column.name],
  })
}

/** The same as a parameter. */
export function actorParameter(access: Access, column: Column, origin: string): unknown {
  const actor = actorFor(access, column, origin)
  return actor === null ? null : access.session.write.encode(column.type, actor, column.place)
}
