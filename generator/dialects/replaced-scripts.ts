import type { Script } from '../model/model.js'

/** A function or procedure that is replaced under the same head keeps all that depends on it; a view may not change its columns so. */
export const replacesItself = (
  { before, after }: { readonly before: Script; readonly after: Script },
  dialect: string,
): boolean => {
  const [old, next] = [before.create[dialect] ?? [], after.create[dialect] ?? []]
  return (
    old.length === next.length &&
    next.length > 0 &&
    next.every(
      (sql, index) =>
        /^\s*CREATE\s+OR\s+REPLACE\s+(?:FUNCTION|PROCEDURE)\s/i.test(sql) &&
        headOf(sql) === headOf(old[index] ?? ''),
    )
  )
}

const headOf = (sql: string): string => sql.split(/\bAS\b/i, 1)[0]?.trim() ?? ''
