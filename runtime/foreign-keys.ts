import { quote } from './quote.js'
import type { ForeignKeys } from './session.js'

/** What PostgreSQL says of a key that others still refer by: the table that refers, and the columns that it refers to. */
type Referenced = {
  readonly table: string | undefined
  readonly constraint: string | undefined
  readonly columns: readonly string[]
}

/** The columns that refer; none where several keys can be meant. */
export function referringColumns(
  keys: ForeignKeys | undefined,
  { table, constraint, columns }: Referenced,
): readonly string[] {
  const possible = (keys?.pointing ?? []).filter(
    (key) => key.table === table && key.references.join() === columns.join(),
  )
  const named = possible.filter((key) => `${key.table}_${key.columns.join('_')}_fkey` === constraint)
  const [key, ...others] = named.length > 0 ? named : possible
  return key !== undefined && others.length === 0 ? key.columns : []
}

/** The columns of the one foreign key that an INSERT gives values to; none where it gives values to several. */
export function insertedKey(keys: ForeignKeys | undefined, sql: string | undefined): readonly string[] {
  const [, list = ''] = /^\s*insert into \S+ \(([^)]*)\)/i.exec(sql ?? '') ?? []
  const given = (keys?.own ?? []).filter((columns) => columns.some((column) => list.includes(quote(column))))
  return given.length === 1 ? (given[0] ?? []) : []
}
