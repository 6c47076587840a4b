import { sessionOf } from '../session-of.js'
import { type Access, accessTo, allRows, firstRow, keepRows, known } from './access.js'
import { type ChildLink, childLinks } from './child-link.js'
import { findByKey } from './find-by-key.js'
import { addKey, notFound, renderKey } from './key.js'
import type { Placeholders } from './sql/dialect-sql.js'
import { addTouch, renderTouch } from './touch.js'

type Row = { readonly [property: string]: unknown }

export async function restoreByKey<R>(access: Access<R>, key: unknown): Promise<R> {
  const { definition, session } = access
  const row = await findByKey(access, key, { withDeleted: true })
  if (row === undefined) throw notFound(access, key)
  const deletion = (row as Row)[access.table.deletionId?.property ?? '']
  const isDeleted = (row as Row)[access.table.deletedAt?.property ?? ''] !== null
  if (!isDeleted) throw notFound(access, key, 'has no deleted row')
  if (childLinks(access.table).length === 0) return restoreRow(access, key)
  return session.transaction(async (trx) => {
    const within = accessTo(definition, sessionOf(trx))
    const restored = await restoreRow(within, key)
    if (deletion !== null) await restoreChildren(within, restored as Row, deletion)
    return restored
  })
}

async function restoreRow<R>(access: Access<R>, key: unknown): Promise<R> {
  const { table, sql } = access
  const parameters: unknown[] = []
  addTouch(access, 'restore', parameters)
  addKey(access, key, parameters)
  const render = () => {
    const next = sql.placeholders()
    return renderUnmark(
      access,
      next,
      () => `${renderKey(access, next)} AND ${table.deletedAt?.quoted} IS NOT NULL`,
    )
  }
  const statement = known(access, 'restore') ?? keepRows(access, 'restore', 'restore', 'fixed', render())
  const row = firstRow(access, await access.session.run(statement, parameters))
  if (row === undefined) throw notFound(access, key, 'has no deleted row')
  return row
}

/** Rows that were restored, and the table they are of. */
type Restored = { readonly access: Access; readonly rows: readonly Row[] }

/** Follows the foreign keys that cascaded, and restores what the same deletion took. */
async function restoreChildren(root: Access, row: Row, deletion: unknown): Promise<void> {
  const open: Restored[] = [{ access: root, rows: [row] }]
  for (let parent = open.shift(); parent; parent = open.shift()) {
    for (const link of childLinks(parent.access.table)) {
      if (link.definition.onDelete !== 'cascade') continue
      const child = accessTo(link.definition.table, root.session) as Access
      const rows = await restoreLinked(child, link, parent.rows, deletion)
      if (rows.length > 0) open.push({ access: child, rows })
    }
  }
}

async function restoreLinked(
  child: Access,
  link: ChildLink,
  parents: readonly Row[],
  deletion: unknown,
): Promise<Row[]> {
  const tuples = parents
    .map((parent) => link.references.map(({ property }) => parent[property]))
    .filter((tuple) => !tuple.includes(null))
  if (tuples.length === 0) return []
  const [only] = link.columns
  if (link.columns.length === 1 && only) {
    const list = child.sql.list(
      only,
      tuples.map(([value]) => value),
      child.session.write,
    )
    return unmarkChildren(child, link, deletion, [list])
  }
  const rows: Row[] = []
  for (const tuple of tuples) {
    const values = link.columns.map(({ type, place }, i) => child.session.write.encode(type, tuple[i], place))
    rows.push(...(await unmarkChildren(child, link, deletion, values)))
  }
  return rows
}

async function unmarkChildren(
  child: Access,
  link: ChildLink,
  deletion: unknown,
  values: readonly unknown[],
): Promise<Row[]> {
  const { deletionId } = child.table
  if (!deletionId) return []
  const parameters: unknown[] = []
  addTouch(child, 'restore', parameters)
  parameters.push(child.session.write.encode(deletionId.type, deletion, deletionId.place), ...values)
  const render = () => {
    const next = child.sql.placeholders()
    return renderUnmark(
      child,
      next,
      () => `${deletionId.quoted} = ${next()} AND ${renderLinked(child, link, next)}`,
    )
  }
  const key = `restore ${link.key}`
  const statement = known(child, key) ?? keepRows(child, key, 'restore', 'fixed', render())
  return allRows(child, await child.session.run(statement, parameters)) as Row[]
}

/** A single column takes a list, so that a level costs one statement; composite keys take one statement a parent. */
function renderLinked({ sql }: Access, { columns }: ChildLink, next: Placeholders): string {
  const operator = columns.length === 1 ? 'in' : 'eq'
  return columns.map((column) => sql.comparison(column, operator, next)).join(' AND ')
}

function renderUnmark({ table, sql, projection }: Access, next: Placeholders, where: () => string): string {
  const marks = [table.deletedAt, table.deletionId, table.deletedBy].filter((column) => column !== undefined)
  const unmarked = marks.map(({ quoted }) => `${quoted} = NULL`)
  const changes = [...unmarked, ...renderTouch(table, sql, next)].join(', ')
  return `UPDATE ${table.quoted} SET ${changes} WHERE ${where()} RETURNING ${projection.list}`
}
