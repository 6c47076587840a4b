import type { Access } from '../access.js'
import type { DialectSql, Placeholders } from '../sql/dialect-sql.js'
import type { Column, Table } from '../table.js'
import { quotedList } from './child-link.js'
import type { ParentLink } from './parent-link.js'

/** Values by property, as a row or what is given of one has them. */
export type Values = { readonly [property: string]: unknown }

/** The values of columns in rows, each combination once, by a text that stands for it; one with a NULL in it refers to nothing. */
export function distinctKeys(
  { session }: Access,
  columns: readonly Column[],
  rows: readonly Values[],
): ReadonlyMap<string, readonly unknown[]> {
  const keys = new Map<string, readonly unknown[]>()
  for (const row of rows) {
    const key = columns.map(({ property }) => row[property])
    if (key.some((value) => value === null || value === undefined)) continue
    const texts = columns.map(({ type, place }, i) => session.write.encodeText(type, key[i], place))
    keys.set(JSON.stringify(texts), key)
  }
  return keys
}

export const keyParameters = (
  { sql, session }: Access,
  link: ParentLink,
  keys: ReadonlyMap<string, readonly unknown[]>,
): unknown[] => sql.manyParameters(link.columns, [...keys.values()], session.write)

/** How many of the keys name a deleted row; counting reads all of them, so that each is held. */
export function renderDeletedCount(
  sql: DialectSql,
  child: Table,
  link: ParentLink,
  next: Placeholders,
): string {
  const { parent, references, columns } = link
  const keys = sql.keys(child, columns, next)
  const deletedAt = parent.deletedAt?.quoted
  const named = `${quotedList(references)} IN (SELECT ${keys.values.join(', ')} FROM ${keys.from})`
  const held = `SELECT ${deletedAt} AS "at" FROM ${parent.source} WHERE ${named}${holding(sql, parent)}`
  return `SELECT count("held"."at") AS "count" FROM (${held}) AS "held"`
}

/** What a foreign key does to the row that it names, in addition to which the row is read as it is then. */
export const holding = (sql: DialectSql, parent: Table): string =>
  sql.rowLock(parent, { mode: 'key share', busy: 'wait' })
