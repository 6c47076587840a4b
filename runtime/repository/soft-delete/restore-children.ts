import { type Access, accessTo, keep, known } from '../access.js'
import { labelsOf, listOf, rowsOf, type Selection } from '../reading/selection.js'
import type { Column, Table } from '../table.js'
import { addTouch } from '../writing/touch.js'
import { type ChildLink, childLinks, quotedList } from './child-link.js'
import { deletionParameter } from './mark.js'
import type { Values } from './parent-keys.js'
import { parentLinks } from './parent-link.js'
import { renderUnmark } from './unmark.js'

/** Rows of a level, with what the next one and the check of parents need of them. */
type Level = { readonly access: Access; readonly rows: readonly Values[] }

/**
 * Follows the foreign keys that cascaded, and restores what the same deletion took: a statement for each table and level. Returns
 * all rows that were restored, the first among them.
 */
export async function restoreChildren(
  root: Access,
  row: Values,
  deletion: unknown,
): Promise<ReadonlyMap<Access, readonly Values[]>> {
  const reached = new Map<Table, { access: Access; rows: Values[] }>([
    [root.table, { access: root, rows: [row] }],
  ])
  const open: Level[] = [{ access: root, rows: [row] }]
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const link of childLinks(parent.access.table)) {
      if (link.definition.onDelete !== 'cascade') continue
      const child = accessTo(link.definition.table, root.session)
      const rows = await restoreLinked(child, link, parent.rows, deletion)
      if (rows.length === 0) continue
      open.push({ access: child, rows })
      const known = reached.get(child.table)
      if (known) known.rows = [...known.rows, ...rows]
      else reached.set(child.table, { access: child, rows: [...rows] })
    }
  }
  return new Map([...reached.values()].map(({ access, rows }) => [access, rows]))
}

async function restoreLinked(
  child: Access,
  link: ChildLink,
  parents: readonly Values[],
  deletion: unknown,
): Promise<readonly Values[]> {
  const { table, sql, session } = child
  const keys = parents
    .map((parent) => link.references.map(({ property }) => parent[property]))
    .filter((key) => !key.includes(null))
  if (keys.length === 0 || !table.deletionId) return []
  const parameters: unknown[] = []
  addTouch(child, 'restore', parameters)
  parameters.push(
    deletionParameter(child, deletion),
    ...sql.manyParameters(link.columns, keys, session.write),
  )
  const selection = neededOf(table, link)
  const render = () => {
    const next = sql.placeholders()
    const rows = () => {
      const deleted = `${table.deletionId?.quoted} = ${next()}`
      const given = sql.keys(table, link.columns, next)
      return `${deleted} AND ${quotedList(link.columns)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})`
    }
    return `${renderUnmark(child, next, rows)} RETURNING ${listOf(child, selection)}`
  }
  const key = `restore ${link.key}`
  const statement =
    known(child, key) ?? keep(child, key, 'restore', 'fixed', render(), labelsOf(child, selection))
  return rowsOf(child, await session.run(statement, parameters), selection) as readonly Values[]
}

/** What refers to the row, and what the row refers to. */
function neededOf(table: Table, link: ChildLink): Selection {
  const columns = new Set<Column>(link.columns)
  for (const { references } of childLinks(table)) for (const column of references) columns.add(column)
  for (const parent of parentLinks(table)) for (const column of parent.columns) columns.add(column)
  return { columns: [...columns], hidden: [] }
}
