import { type Access, keep, known, shape } from '../access.js'
import { type FilterOptions, parseFilter, renderFilter, varietyOf } from '../filter/filter.js'
import { type LimitOptions, limited, limitOptions } from '../limits/limit.js'
import { checkOptions } from '../refuse.js'
import { scopeOf } from '../scope.js'

const allowed = ['where', 'withDeleted', 'onlyDeleted', ...limitOptions]

type CountOptions = FilterOptions & LimitOptions

export async function countRows(access: Access, options: CountOptions): Promise<number> {
  return Number(await oneValue(access, options, 'count', (rows) => `SELECT count(*) AS "count"${rows}`))
}

export async function rowExists(access: Access, options: CountOptions): Promise<boolean> {
  const found = await oneValue(
    access,
    options,
    'exists',
    (rows) => `SELECT EXISTS(SELECT 1${rows}) AS "exists"`,
  )
  return Number(found) === 1
}

async function oneValue(
  given: Access,
  options: CountOptions,
  origin: 'count' | 'exists',
  select: (rows: string) => string,
): Promise<unknown> {
  checkOptions(given.table, options, allowed, origin)
  const access = limited(given, options, origin)
  const { table, sql, session } = access
  const asked = shape(origin)
  const filter = parseFilter(access, options.where, scopeOf(access, options), asked)
  const render = () => select(` FROM ${table.source}${renderFilter(access, filter, sql.placeholders())}`)
  const statement =
    known(access, asked.key) ?? keep(access, asked.key, origin, varietyOf(options), render(), [origin])
  const { rows } = await session.run(statement, asked.parameters)
  return rows[0]?.[0]
}
