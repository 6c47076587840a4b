import { type Access, keep, known } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import { encoded } from '../writing/given-columns.js'
import { quotedList } from './child-link.js'
import { refersToDeleted } from './deleted-parent.js'
import { holding } from './parent-keys.js'
import type { ParentLink } from './parent-link.js'

/** A change of many rows, as far as it links them: the columns given, and the filter of the rows with its parameters. */
export type BulkChange = {
  readonly links: readonly ParentLink[]
  readonly columns: readonly Column[]
  readonly changes: unknown
  readonly filter: {
    readonly render: (next: Placeholders) => string
    readonly parameters: readonly unknown[]
  }
}

/** Adds the parameters of {@link renderBulkRelinks}. */
export function addBulkRelinks(access: Access, change: BulkChange, parameters: unknown[]): void {
  for (const link of change.links) parameters.push(...linkParameters(access, link, change))
}

/** The condition under which the rows may be changed: all of them, or none. */
export const renderBulkRelinks = (access: Access, change: BulkChange, next: Placeholders): string =>
  change.links.map((link) => `(${renderDeleted(access, link, change, next)}) = 0`).join(' AND ')

/** Throws if a change changed no row because of what the rows would refer to. */
export async function refuseRelinks(access: Access, change: BulkChange, shape: string): Promise<void> {
  for (const link of change.links) {
    const key = `relinks ${link.name} ${shape}`
    const render = () => renderDeleted(access, link, change, access.sql.placeholders())
    const statement = known(access, key) ?? keep(access, key, 'updateMany', 'filter', render(), ['count'])
    const { rows } = await access.session.run(statement, linkParameters(access, link, change))
    if (Number(rows[0]?.[0]) > 0) throw refersToDeleted(access, link, 'updateMany')
  }
}

/** The part of the key that is not given stays what it is in each row, of which there must be one. */
function renderDeleted(
  { sql, table }: Access,
  { parent, columns, references }: ParentLink,
  change: BulkChange,
  next: Placeholders,
): string {
  const isGiven = (_: unknown, i: number): boolean => change.columns.includes(columns[i] as Column)
  const given = references.filter(isGiven).map(({ quoted }) => `${quoted} = ${next()}`)
  const rest = references.filter((reference, i) => !isGiven(reference, i))
  const kept = columns.filter((column, i) => !isGiven(column, i)).map(({ quoted }) => quoted)
  const rows = `FROM ${table.quoted}${change.filter.render(next)}`
  const touched =
    rest.length === 0
      ? `EXISTS (SELECT 1 ${rows})`
      : `${quotedList(rest)} IN (SELECT ${kept.join(', ')} ${rows})`
  const held =
    `SELECT ${parent.deletedAt?.quoted} AS "at" FROM ${parent.source} ` +
    `WHERE ${[...given, touched].join(' AND ')}${holding(sql, parent)}`
  return `SELECT count("held"."at") AS "count" FROM (${held}) AS "held"`
}

const linkParameters = (access: Access, link: ParentLink, change: BulkChange): unknown[] => [
  ...link.columns
    .filter((column) => change.columns.includes(column))
    .map((column) => encoded(access, column, change.changes)),
  ...change.filter.parameters,
]
