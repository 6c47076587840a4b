import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import type { DatabaseHandle } from '../database-handle.js'
import { InvalidQueryError } from '../errors.js'
import { linkOf } from '../link.js'

/** A transaction, or a savepoint of an ambient one, around the code that asks; from the inside out. */
export type Scope = {
  /** Whose connection it has; `undefined` for {@link outsideTransaction}. */
  readonly holder: object | undefined
  /** What calls take part in that are made through the connection itself. */
  readonly ambient: Kysely<unknown> | undefined
  readonly around: Scope | undefined
  ended: boolean
}

const scopes = new AsyncLocalStorage<Scope | undefined>()

/** Nothing is looked up before the first ambient transaction of the process. */
let anyAmbient = false

/** What stands for the connections of an instance, the same for all that came of it. */
export function holderOf(db: DatabaseHandle): object {
  return linkOf(db)?.driver ?? db.getExecutor().adapter
}

export function currentScope(): Scope | undefined {
  return scopes.getStore()
}

export function inScope<T>(scope: Scope | undefined, work: () => T): T {
  return scopes.run(scope, work)
}

/** Runs the work of a transaction so that calls made from inside it can be told from others. */
export async function inTransactionScope<T>(
  holder: object,
  ambient: Kysely<unknown> | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const scope: Scope = { holder, ambient, around: scopes.getStore(), ended: false }
  if (ambient) anyAmbient = true
  try {
    return await scopes.run(scope, work)
  } finally {
    scope.ended = true
  }
}

/**
 * Runs `work` as if no ambient transaction were around it: what is to outlive the transaction, or to be kept though it may be
 * undone. On SQLite, which has one connection, the second has to wait until the transaction has ended.
 *
 * ```ts
 * outsideTransaction(() => void refreshCaches(repos))
 * ```
 */
export function outsideTransaction<T>(work: () => T): T {
  return scopes.run({ holder: undefined, ambient: undefined, around: scopes.getStore(), ended: false }, work)
}

/** Whether the code that asks runs inside a transaction that has the holder's connection and is still open. */
export function isInsideTransactionOf(holder: object): boolean {
  for (let scope = scopes.getStore(); scope; scope = scope.around)
    if (scope.holder === holder && !scope.ended) return true
  return false
}

/**
 * The ambient transaction that the code which asks runs in. What outlives a savepoint goes on in the transaction around it; what
 * outlives the transaction is refused, because it was written to be part of it.
 */
export function ambientTransactionOf(holder: object): Kysely<unknown> | undefined {
  if (!anyAmbient) return undefined
  let hasEnded = false
  for (let scope = scopes.getStore(); scope?.holder; scope = scope.around) {
    if (scope.holder !== holder || scope.ambient === undefined) continue
    if (!scope.ended) return scope.ambient
    hasEnded = true
  }
  if (!hasEnded) return undefined
  throw new InvalidQueryError(
    'This call was started inside an ambient transaction that has ended meanwhile. Wait for every call inside it, or start what is to outlive it by outsideTransaction(…).',
  )
}
