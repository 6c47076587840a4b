import { sessionOf } from '../../session-of.js'
import { type Access, accessTo, allRows, firstRow, keep, keepRows, known } from '../access.js'
import { addKey, keyValues, notFound, renderKey } from '../key.js'
import { lockDatabase } from '../locking/lock-database.js'
import { findByKey } from '../reading/find-by-key.js'
import { labelsOf, listOf, rowsOf } from '../reading/selection.js'
import { keyTextOfRow } from '../writing/row-keys.js'
import { addTouch } from '../writing/touch.js'
import { childLinks, quotedList } from './child-link.js'
import { type Gone, goneAlong, neededOf } from './gone-along.js'
import { takeOutLeftBehind } from './left-behind.js'
import type { Values } from './parent-keys.js'
import { parentLinks } from './parent-link.js'
import { restoreKeyless } from './restore-keyless.js'
import { renderUnmark } from './unmark.js'

/** Brings back a row with what went along with it, all or nothing. */
export async function restoreByKey<R>(access: Access<R>, key: unknown): Promise<R> {
  const { table } = access
  const stands = childLinks(table).length === 0 && parentLinks(table).length === 0
  const restored = stands
    ? await restoreRow(access, key)
    : (await restoreRows(access, [keyValues(access, key)]))[0]
  if (restored === undefined) throw await missedDeleted(access, key)
  return restored
}

/** Brings back those rows that are deleted, with what went along with them: a statement for each table and level. */
export async function restoreRows<R>(
  access: Access<R>,
  keys: readonly (readonly unknown[])[],
): Promise<readonly R[]> {
  if (keys.length === 0) return []
  return access.session.transaction(async (trx) => {
    const within = accessTo(access.definition, sessionOf(trx))
    await lockDatabase(within, { mode: 'update', busy: 'wait' })
    const roots = await holdDeleted(within, keys)
    if (roots.length === 0) return []
    const gone = await goneAlong(within, roots)
    const asked = new Set(roots)
    await takeOutLeftBehind(gone, (_, row) => asked.has(row))
    const own = gone.get(within.table) as Gone
    const restored = askedAmong(within, roots, await unmarkRows(within, own))
    for (const each of gone.values()) if (each !== own) await unmarkRows(each.access, each)
    await restoreKeyless(gone)
    return restored
  })
}

/** Rows of the same table may have come back along with them. */
function askedAmong<R>(access: Access<R>, roots: readonly Values[], restored: readonly R[]): readonly R[] {
  const { key } = access.table
  const asked = new Set(roots.map((row) => keyTextOfRow(access, key, row)))
  return restored.filter((row) => asked.has(keyTextOfRow(access, key, row)))
}

async function holdDeleted(
  access: Access,
  keys: readonly (readonly unknown[])[],
): Promise<readonly Values[]> {
  const { table, sql, session } = access
  const selection = neededOf(table)
  const render = () => {
    const given = sql.keys(table, table.key, sql.placeholders())
    return (
      `SELECT ${listOf(access, selection)} FROM ${table.quoted} WHERE ${table.deletedAt?.quoted} IS NOT NULL ` +
      `AND ${quotedList(table.key)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})` +
      sql.rowLock(table, { mode: 'update', busy: 'wait' })
    )
  }
  const statement =
    known(access, 'restore hold') ??
    keep(access, 'restore hold', 'restore', 'fixed', render(), labelsOf(access, selection))
  const result = await session.run(statement, sql.manyParameters(table.key, keys, session.write))
  return rowsOf(access, result, selection) as readonly Values[]
}

async function unmarkRows<R>(access: Access<R>, { rows }: Gone): Promise<readonly R[]> {
  if (rows.size === 0) return []
  const { table, sql, session, projection } = access
  const parameters: unknown[] = []
  addTouch(access, 'restore', parameters)
  const keys = [...rows.values()].map((row) => table.key.map(({ property }) => row[property]))
  parameters.push(...sql.manyParameters(table.key, keys, session.write))
  const render = () => {
    const next = sql.placeholders()
    const named = () => {
      const given = sql.keys(table, table.key, next)
      return `${quotedList(table.key)} IN (SELECT ${given.values.join(', ')} FROM ${given.from})`
    }
    return `${renderUnmark(access, next, named)} RETURNING ${projection.list}`
  }
  const statement =
    known(access, 'restore keys') ?? keepRows(access, 'restore keys', 'restore', 'fixed', render())
  return allRows(access, await session.run(statement, parameters))
}

async function restoreRow<R>(access: Access<R>, key: unknown): Promise<R | undefined> {
  const { table, sql, projection } = access
  const parameters: unknown[] = []
  addTouch(access, 'restore', parameters)
  addKey(access, key, parameters)
  const render = () => {
    const next = sql.placeholders()
    const row = () => `${renderKey(access, next)} AND ${table.deletedAt?.quoted} IS NOT NULL`
    return `${renderUnmark(access, next, row)} RETURNING ${projection.list}`
  }
  const statement = known(access, 'restore') ?? keepRows(access, 'restore', 'restore', 'fixed', render())
  return firstRow(access, await access.session.run(statement, parameters))
}

async function missedDeleted(access: Access, key: unknown): Promise<Error> {
  const live = await findByKey(access, key, undefined)
  return notFound(access, key, live === undefined ? 'has no row' : 'has no deleted row')
}
