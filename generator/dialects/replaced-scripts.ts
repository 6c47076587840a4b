import type { Script } from '../model/model.js'
import type { ObjectDialect } from './object-operations.js'

/** A script whose statements turn what `before` made into what `after` makes, with all that stands on it; undefined: there is no way. */
export const alteredScript = (
  { before, after }: { readonly before: Script; readonly after: Script },
  { name, alterScript }: Pick<ObjectDialect, 'name' | 'alterScript'>,
): Script | undefined => {
  const [old, next] = [before, after].map(({ create }) =>
    Object.hasOwn(create, name) ? (create[name] ?? []) : [],
  )
  if (old === undefined || next === undefined || old.length === 0 || next.length === 0) return undefined
  if (old.length === next.length && old.every((sql, index) => sql === next[index]))
    return { ...after, create: { [name]: [] } }
  const statements = alterScript(old, next)
  return statements && { ...after, create: { [name]: statements } }
}
