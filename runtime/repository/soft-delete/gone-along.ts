import { type Access, accessTo, keep, known } from '../access.js'
import { labelsOf, listOf, rowsOf, type Selection } from '../reading/selection.js'
import { type Column, columnsOf, type Table } from '../table.js'
import { keyTextOfRow } from '../writing/row-keys.js'
import { type ChildLink, childLinks, quotedList } from './child-link.js'
import type { Values } from './parent-keys.js'
import { parentLinks } from './parent-link.js'

/** Deleted rows of a table that may come back, by the texts of their keys. */
export type Gone = { readonly access: Access; readonly rows: Map<string, Values> }

type Level = { readonly access: Access; readonly rows: readonly Values[] }

/**
 * Rows that are to be restored, and below them, along the foreign keys that cascaded, what the same deletions took: a statement for each
 * table and level. All are held, so that nobody else restores or purges them.
 */
export async function goneAlong(root: Access, rows: readonly Values[]): Promise<ReadonlyMap<Table, Gone>> {
  const gone = new Map<Table, Gone>()
  addFresh(gone, root, rows)
  const open: Level[] = [{ access: root, rows: rows.filter((row) => deletionOf(root, row) !== null) }]
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const link of cascading(parent.access.table)) {
      const child = accessTo(link.definition.table, root.session) as Access
      if (child.table.key.length === 0) continue
      const fresh = addFresh(gone, child, await rowsBelow(parent.access, child, link, parent.rows))
      if (fresh.length > 0) open.push({ access: child, rows: fresh })
    }
  }
  return gone
}

export const cascading = (table: Table): readonly ChildLink[] =>
  childLinks(table).filter(({ definition }) => definition.onDelete === 'cascade')

export const deletionOf = ({ table }: Access, row: Values): unknown =>
  row[table.deletionId?.property ?? ''] ?? null

/** Those that were not found before: rows may refer to each other in a circle. */
function addFresh(gone: Map<Table, Gone>, access: Access, rows: readonly Values[]): readonly Values[] {
  const known = gone.get(access.table) ?? { access, rows: new Map() }
  gone.set(access.table, known)
  return rows.filter((row) => {
    const text = keyTextOfRow(access, access.table.key, row)
    if (known.rows.has(text)) return false
    known.rows.set(text, row)
    return true
  })
}

async function rowsBelow(
  parent: Access,
  child: Access,
  link: ChildLink,
  parents: readonly Values[],
): Promise<readonly Values[]> {
  const { table, sql, session } = child
  const parameters = belowParameters(parent, child, link, parents)
  if (parameters === undefined) return []
  const selection = neededOf(table)
  const render = () =>
    `SELECT ${listOf(child, selection)} FROM ${table.quoted} WHERE ${renderBelow(child, link)}` +
    sql.rowLock(table, { mode: 'update', busy: 'wait' })
  const key = `gone along ${link.key}`
  const statement =
    known(child, key) ?? keep(child, key, 'restore', 'fixed', render(), labelsOf(child, selection))
  return rowsOf(child, await session.run(statement, parameters), selection) as readonly Values[]
}

/** The parameters of {@link renderBelow}; undefined where nothing can be below. */
export function belowParameters(
  parent: Access,
  { table, sql, session }: Access,
  link: ChildLink,
  parents: readonly Values[],
): unknown[] | undefined {
  const { deletionId } = table
  const keys = parents
    .map((row) => [deletionOf(parent, row), ...link.references.map(({ property }) => row[property])])
    .filter((key) => !key.includes(null))
  if (keys.length === 0 || !deletionId) return undefined
  return sql.manyParameters([deletionId, ...link.columns], keys, session.write)
}

/** The condition that rows went along with one of the rows that they refer to. */
export function renderBelow({ table, sql }: Access, link: ChildLink, next = sql.placeholders()): string {
  const columns = [table.deletionId as Column, ...link.columns]
  const given = sql.keys(table, columns, next)
  return `${quotedList(columns)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})`
}

/** What rows are known by, what refers to them, and what they refer to. */
export function neededOf(table: Table): Selection {
  const columns = new Set<Column>(table.key)
  if (table.deletionId) columns.add(table.deletionId)
  for (const { references } of childLinks(table)) for (const column of references) columns.add(column)
  for (const link of parentLinks(table)) for (const column of link.columns) columns.add(column)
  const properties = [...columns].map(({ property }) => property)
  return { columns: columnsOf(table, properties), hidden: [] }
}
