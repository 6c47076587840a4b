import { type Access, accessTo, keep, known } from '../access.js'
import { labelsOf, listOf, rowsOf, type Selection } from '../reading/selection.js'
import type { Table } from '../table.js'
import { type ChildLink, childLinks, quotedList } from './child-link.js'
import { distinctKeys, type Values } from './parent-keys.js'

type Level = { readonly access: Access; readonly rows: readonly Values[] }
type Doomed = { readonly access: Access; readonly keys: Map<string, readonly unknown[]> }

/**
 * Removes rows for good, and before them the deleted rows below that went along with them, or would have: a statement for each
 * table and level to find them, and one for each table to remove them, so that rows may refer to each other within a table. Returns how
 * many rows of the first table are gone.
 */
export async function purgeTree(root: Access, rows: readonly Values[]): Promise<number> {
  if (rows.length === 0) return 0
  const doomed = new Map<Table, Doomed>([
    [root.table, { access: root, keys: new Map(distinctKeys(root, root.table.key, rows)) }],
  ])
  const open: Level[] = [{ access: root, rows }]
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const link of cascading(parent.access.table)) {
      const child = accessTo(link.definition.table, root.session)
      const fresh = addFresh(doomed, child, await deletedBelow(child, link, parent.rows))
      if (fresh.length > 0) open.push({ access: child, rows: fresh })
    }
  }
  for (const table of childrenFirst(root.table, doomed)) await removeKeys(doomed.get(table) as Doomed)
  // What a foreign key took along SQLite does not count.
  return doomed.get(root.table)?.keys.size ?? 0
}

const cascading = (table: Table): readonly ChildLink[] =>
  childLinks(table).filter(({ definition }) => definition.onDelete === 'cascade')

/** Those that were not found before: rows may refer to each other in a circle. */
function addFresh(doomed: Map<Table, Doomed>, child: Access, rows: readonly Values[]): readonly Values[] {
  const known = doomed.get(child.table) ?? { access: child, keys: new Map() }
  doomed.set(child.table, known)
  return rows.filter((row) => {
    for (const [text, key] of distinctKeys(child, child.table.key, [row])) {
      if (known.keys.has(text)) return false
      known.keys.set(text, key)
    }
    return true
  })
}

/** Each table behind those that refer to it, as far as they do not refer to each other. */
function childrenFirst(root: Table, doomed: ReadonlyMap<Table, Doomed>): readonly Table[] {
  const seen = new Set<Table>()
  const ordered: Table[] = []
  const visit = (table: Table): void => {
    if (seen.has(table)) return
    seen.add(table)
    for (const { child } of cascading(table)) if (doomed.has(child)) visit(child)
    ordered.push(table)
  }
  visit(root)
  return ordered
}

/** Held, so that nobody restores them meanwhile. What has no key has nothing below, and goes at once. */
async function deletedBelow(
  child: Access,
  link: ChildLink,
  parents: readonly Values[],
): Promise<readonly Values[]> {
  const { table, sql, session } = child
  const keys = parents
    .map((parent) => link.references.map(({ property }) => parent[property]))
    .filter((key) => !key.includes(null))
  if (keys.length === 0 || !table.deletedAt) return []
  const selection = neededOf(table)
  const hasKey = table.key.length > 0
  const render = () => {
    const given = sql.keys(table, link.columns, sql.placeholders())
    const rows =
      `FROM ${table.quoted} WHERE ${table.deletedAt?.quoted} IS NOT NULL AND ${quotedList(link.columns)} IN ` +
      `(SELECT ${given.values.join(', ')} FROM ${given.from})`
    if (!hasKey) return `DELETE ${rows}`
    return `SELECT ${listOf(child, selection)} ${rows}${sql.rowLock(table, { mode: 'update', busy: 'wait' })}`
  }
  const key = `purge ${link.key}`
  const labels = hasKey ? labelsOf(child, selection) : []
  const statement = known(child, key) ?? keep(child, key, 'purge', 'fixed', render(), labels)
  const result = await session.run(statement, sql.manyParameters(link.columns, keys, session.write))
  return hasKey ? (rowsOf(child, result, selection) as readonly Values[]) : []
}

/** What rows to be purged are known by, and what refers to them. */
export const neededOf = (table: Table): Selection => ({
  columns: [...new Set([...table.key, ...cascading(table).flatMap(({ references }) => references)])],
  hidden: [],
})

async function removeKeys({ access, keys }: Doomed): Promise<void> {
  if (keys.size === 0) return
  const { table, sql, session } = access
  const render = () => {
    const given = sql.keys(table, table.key, sql.placeholders())
    return `DELETE FROM ${table.quoted} WHERE ${quotedList(table.key)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})`
  }
  const statement = known(access, 'purge keys') ?? keep(access, 'purge keys', 'purge', 'fixed', render())
  const parameters = sql.manyParameters(table.key, [...keys.values()], session.write)
  await session.run(statement, parameters)
}
