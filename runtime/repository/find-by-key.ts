import { type Access, firstRow, keepRows, known } from './access.js'
import { addKey, notFound, renderKey } from './key.js'
import { checkOptions } from './refuse.js'
import { renderScope, type Scope, type ScopeOptions, scopeOf } from './scope.js'

const allowed = ['withDeleted', 'onlyDeleted']

export async function findByKey<Row>(
  access: Access<Row>,
  key: unknown,
  options: ScopeOptions | undefined,
  origin: 'findById' | 'getById' = 'findById',
): Promise<Row | undefined> {
  let scope: Scope = 'live'
  if (options !== undefined) {
    checkOptions(access.table, options, allowed, origin)
    scope = scopeOf(access, options)
  }
  const parameters: unknown[] = []
  addKey(access, key, parameters)
  const shape = scope === 'live' ? origin : `${origin} ${scope}`
  const statement = known(access, shape) ?? keepRows(access, shape, origin, 'fixed', render(access, scope))
  return firstRow(access, await access.session.run(statement, parameters))
}

export async function getByKey<Row>(
  access: Access<Row>,
  key: unknown,
  options: ScopeOptions | undefined,
): Promise<Row> {
  const row = await findByKey(access, key, options, 'getById')
  if (row === undefined) throw notFound(access, key)
  return row
}

function render(access: Access, scope: Scope): string {
  const conditions = [renderKey(access, access.sql.placeholders()), renderScope(access, scope)]
  const where = conditions.filter((condition) => condition !== undefined).join(' AND ')
  return `SELECT ${access.projection.list} FROM ${access.table.quoted} WHERE ${where}`
}
