import type { Access } from '../access.js'
import type { WholeRows } from '../relations/types.js'
import type { RepositoryTypes } from '../types.js'
import { Past, pastAccess } from './past.js'
import type { PastOptions, PastTypes } from './types.js'

/** `asOf(instant)` gives a reader of that instant, `asOf(key, instant, options)` reads one row. */
export function readAsOf<T extends RepositoryTypes>(
  access: Access<T['row']>,
  call: readonly unknown[],
): unknown {
  if (call.length === 1) return new Past<T>(pastAccess(access, call[0]))
  const [key, instant, options] = call
  return findAsOf<T>(access, key, instant, options as object | undefined)
}

async function findAsOf<T extends RepositoryTypes>(
  access: Access<T['row']>,
  key: T['key'],
  instant: unknown,
  options: object | undefined,
): Promise<T['row'] | undefined> {
  return new Past<T>(pastAccess(access, instant)).findById<WholeRows>(
    key,
    options as PastOptions<PastTypes<T>>,
  )
}
