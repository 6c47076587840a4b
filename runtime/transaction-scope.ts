import { AsyncLocalStorage } from 'node:async_hooks'

type Scope = { readonly holder: object; readonly around: Scope | undefined; ended: boolean }

const scopes = new AsyncLocalStorage<Scope>()

/** Runs the work of a transaction so that calls made from inside it can be told from others. `holder`: whose connection it has. */
export async function inTransactionScope<T>(holder: object, work: () => Promise<T>): Promise<T> {
  const scope: Scope = { holder, around: scopes.getStore(), ended: false }
  try {
    return await scopes.run(scope, work)
  } finally {
    scope.ended = true
  }
}

/** Whether the code that asks runs inside a transaction that has the holder's connection and is still open. */
export function isInsideTransactionOf(holder: object): boolean {
  for (let scope = scopes.getStore(); scope; scope = scope.around)
    if (scope.holder === holder && !scope.ended) return true
  return false
}
