import type { Access } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import { rowsByKey, sameKey } from '../writing/rows-by-key.js'
import { quotedList } from './child-link.js'
import { refuseDeletedParent } from './deleted-parent.js'
import { addLiveParentsOfMany, renderLiveParentsOfMany } from './live-parents.js'
import { holding, type Values } from './parent-keys.js'
import { linksOfChange, linksOfNew, type ParentLink } from './parent-link.js'

/** Changes of rows by their keys, all of the same columns. */
type Changes = readonly { readonly keyValues: readonly unknown[]; readonly changes: Values }[]

/** Of the key of such a link a part is given, and the other stays what it is in each row. */
const linksInPart = ({ table }: Access, given: readonly Column[]): readonly ParentLink[] => {
  const whole = linksOfNew(table, given)
  return linksOfChange(table, given).filter((link) => !whole.includes(link))
}

const partOf = ({ columns }: ParentLink, given: readonly Column[]): readonly Column[] =>
  columns.filter((column) => given.includes(column))

/** Adds the parameters of {@link renderRelinksOfMany}. */
export function addRelinksOfMany(
  access: Access,
  given: readonly Column[],
  rows: Changes,
  parameters: unknown[],
): void {
  const { table, sql, session } = access
  addLiveParentsOfMany(
    access,
    linksOfNew(table, given),
    rows.map(({ changes }) => changes),
    parameters,
  )
  for (const link of linksInPart(access, given)) {
    const part = partOf(link, given)
    const values = rows.map(({ keyValues, changes }) => [
      ...keyValues,
      ...part.map(({ property }) => changes[property]),
    ])
    parameters.push(...sql.manyParameters([...table.key, ...part], values, session.write))
  }
}

/** The conditions under which rows may be changed, each in its own way: all of them, or none. */
export function renderRelinksOfMany(
  access: Access,
  given: readonly Column[],
  next: Placeholders,
): readonly string[] {
  const whole = linksOfNew(access.table, given)
  return [
    ...(whole.length > 0 ? [renderLiveParentsOfMany(access, whole, next)] : []),
    ...linksInPart(access, given).map((link) => `(${renderDeletedInPart(access, link, given, next)}) = 0`),
  ]
}

function renderDeletedInPart(
  { sql, table }: Access,
  link: ParentLink,
  given: readonly Column[],
  next: Placeholders,
): string {
  const { parent, references, columns } = link
  const part = partOf(link, given)
  const { from, values } = sql.keys(table, [...table.key, ...part], next)
  const named = columns.map((column) => {
    const place = part.indexOf(column)
    return place < 0 ? `"$row".${column.quoted}` : values[table.key.length + place]
  })
  const rows = `${from} CROSS JOIN ${table.quoted} AS "$row" WHERE ${sameKey(table.key, '$row', values)}`
  const held =
    `SELECT ${parent.deletedAt?.quoted} AS "at" FROM ${parent.source} ` +
    `WHERE ${quotedList(references)} IN (SELECT ${named.join(', ')} FROM ${rows})${holding(sql, parent)}`
  return `SELECT count("held"."at") AS "count" FROM (${held}) AS "held"`
}

/** Throws if no row was changed because of what one of them would refer to. */
export async function refuseRelinksOfMany(
  access: Access,
  given: readonly Column[],
  rows: Changes,
  origin: string,
): Promise<void> {
  const links = linksOfChange(access.table, given)
  if (links.length === 0) return
  const keys = rows.map(({ keyValues }) => keyValues)
  const found = (await rowsByKey(access, access.table.key, keys, origin)) as (Values | undefined)[]
  const changed = rows.flatMap(({ changes }, i) => (found[i] ? [{ ...found[i], ...changes }] : []))
  await refuseDeletedParent(access, links, changed, origin)
}
