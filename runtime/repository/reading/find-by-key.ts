import { type Access, firstRow, keep, keepRows, known, shape } from '../access.js'
import { varietyOf } from '../filter/filter.js'
import { addKey, notFound, renderKey } from '../key.js'
import { type LimitOptions, limited, limitOptions } from '../limits/limit.js'
import { lockOption, parseLock, type RowLock, renderLock } from '../locking/lock.js'
import { lockDatabase } from '../locking/lock-database.js'
import { checkOptions } from '../refuse.js'
import { neededFor, parseInclude } from '../relations/include.js'
import { loadIncluded } from '../relations/load.js'
import { readTree } from '../relations/tree/read-tree.js'
import { treeOf } from '../relations/tree/tree.js'
import { renderScope, type Scope, type ScopeOptions, scopeOf } from '../scope.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { labelsOf, listOf, parseSelect, rowsOf, type Selection, takeHidden } from './selection.js'

const allowed = ['select', 'include', 'withDeleted', 'onlyDeleted', ...limitOptions, lockOption]

/** Options as they come in: nothing in them is trusted yet. */
type KeyOptions = ScopeOptions &
  LimitOptions & { readonly select?: unknown; readonly include?: unknown; readonly lock?: unknown }

export async function findByKey<Found>(
  given: Access,
  key: unknown,
  options: KeyOptions | undefined,
  origin: 'findById' | 'getById' = 'findById',
): Promise<Found | undefined> {
  if (options === undefined) return findPlain(given, key, origin)
  checkOptions(given.table, options, allowed, origin)
  const access = limited(given, options, origin)
  const scope = scopeOf(access, options)
  const asked = shape(scope === 'live' ? origin : `${origin} ${scope}`)
  const inclusions = parseInclude(access, options.include)
  const selection = parseSelect(access, options.select, neededFor(inclusions), asked)
  const lock = parseLock(access, options.lock, asked)
  addKey(access, key, asked.parameters)
  const variety = varietyOf(options)
  const tree = treeOf(access, inclusions, lock)
  if (tree) {
    const render = (list: string, next: Placeholders) => renderRow(access, scope, list, next)
    const row = await readTree(access, tree, { shape: asked, origin, variety, selection, render })
    return row as Found | undefined
  }
  await lockDatabase(access, lock)
  const statement =
    known(access, asked.key) ??
    keep(
      access,
      asked.key,
      origin,
      variety,
      render(access, scope, selection, lock),
      labelsOf(access, selection),
    )
  const rows = rowsOf(access, await access.session.run(statement, asked.parameters), selection)
  await loadIncluded(access, rows, inclusions)
  takeHidden(selection, rows)
  return rows[0] as Found | undefined
}

async function findPlain<Found>(access: Access, key: unknown, origin: string): Promise<Found | undefined> {
  const parameters: unknown[] = []
  addKey(access, key, parameters)
  const statement =
    known(access, origin) ??
    keepRows(access, origin, origin, 'fixed', render(access, 'live', undefined, undefined))
  return firstRow(access, await access.session.run(statement, parameters)) as Found | undefined
}

export async function getByKey<Found>(
  access: Access,
  key: unknown,
  options: KeyOptions | undefined,
): Promise<Found> {
  const row = await findByKey<Found>(access, key, options, 'getById')
  if (row === undefined) throw notFound(access, key)
  return row
}

function render(
  access: Access,
  scope: Scope,
  selection: Selection | undefined,
  lock: RowLock | undefined,
): string {
  const row = renderRow(access, scope, listOf(access, selection), access.sql.placeholders())
  return row + renderLock(access, lock)
}

function renderRow(access: Access, scope: Scope, list: string, next: Placeholders): string {
  const conditions = [renderKey(access, next), renderScope(access.table, scope)]
  const where = conditions.filter((condition) => condition !== undefined).join(' AND ')
  return `SELECT ${list} FROM ${access.table.source} WHERE ${where}`
}
