import { type Access, keep, known, shape } from './access.js'
import { type FilterOptions, parseFilter, renderFilter, varietyOf } from './filter.js'
import { checkOptions } from './refuse.js'
import { scopeOf } from './scope.js'

const allowed = ['where', 'withDeleted', 'onlyDeleted']

export async function countRows(access: Access, options: FilterOptions): Promise<number> {
  return Number(await oneValue(access, options, 'count', (rows) => `SELECT count(*) AS "count"${rows}`))
}

export async function rowExists(access: Access, options: FilterOptions): Promise<boolean> {
  const found = await oneValue(
    access,
    options,
    'exists',
    (rows) => `SELECT EXISTS(SELECT 1${rows}) AS "exists"`,
  )
  return Number(found) === 1
}

async function oneValue(
  access: Access,
  options: FilterOptions,
  origin: 'count' | 'exists',
  select: (rows: string) => string,
): Promise<unknown> {
  const { table, sql, session } = access
  checkOptions(table, options, allowed, origin)
  const asked = shape(origin)
  const filter = parseFilter(access, options.where, scopeOf(access, options), asked)
  const render = () => select(` FROM ${table.quoted}${renderFilter(access, filter, sql.placeholders())}`)
  const statement =
    known(access, asked.key) ?? keep(access, asked.key, origin, varietyOf(options), render(), [origin])
  const { rows } = await session.run(statement, asked.parameters)
  return rows[0]?.[0]
}
