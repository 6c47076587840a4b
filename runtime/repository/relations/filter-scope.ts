import type { Access } from '../access.js'
import { isPlainObject } from '../refuse.js'
import { type Scope, scopeOf } from '../scope.js'

/** Which rows a filter on a relation counts, and the filter without the options that say so. */
export type ScopedFilter = { readonly scope: Scope; readonly where: unknown }

/** A column of the other table that is called like an option is the column, where its filter may stand. */
export function takeScope(
  related: Access,
  where: unknown,
  isColumn: (name: string) => boolean,
): ScopedFilter {
  const isGiven = (name: string): boolean =>
    isPlainObject(where) && where[name] !== undefined && !isColumn(name)
  if (!isPlainObject(where) || !(isGiven('withDeleted') || isGiven('onlyDeleted')))
    return { scope: 'live', where }
  const options = Object.entries(where).filter(
    ([name]) => (name === 'withDeleted' || name === 'onlyDeleted') && !isColumn(name),
  )
  const rest = Object.entries(where).filter(([name]) => !options.some(([option]) => option === name))
  return { scope: scopeOf(related, Object.fromEntries(options)), where: Object.fromEntries(rest) }
}
