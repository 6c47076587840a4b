import { quote } from '../../quote.js'
import { type Access, accessTo, allRows, keep, known } from '../access.js'
import { renderScope } from '../scope.js'
import type { Column } from '../table.js'

type Which = {
  readonly nullsDistinct?: boolean
  /** SQL of a condition on the table. */
  readonly predicate?: string | undefined
  readonly scope?: 'live' | 'deleted'
}

/** The live row that has these values in these columns, for each list of values; undefined where there is none. */
export async function rowsByKey<Row>(
  access: Access<Row>,
  columns: readonly Column[],
  keys: readonly (readonly unknown[])[],
  origin: string,
  { nullsDistinct = true, predicate, scope = 'live' }: Which = {},
): Promise<(Row | undefined)[]> {
  const { definition, session, sql, table } = access
  const kept = accessTo(definition, session, '$kept')
  const render = () => {
    const next = sql.placeholders()
    const given = sql.keys(table, columns, next)
    const conditions = [
      sameKey(columns, '$kept', given.values, nullsDistinct),
      renderScope(kept.table, scope),
    ]
    return sql.each({
      keys: given,
      list: kept.projection.list,
      labels: kept.projection.labels,
      // In parentheses of its own, where its names mean columns of the table alone.
      sources: [
        predicate === undefined
          ? kept.table.source
          : `(SELECT * FROM ${table.quoted} WHERE ${predicate}) AS "$kept"`,
      ],
      joins: [],
      rowKey: [],
      where: conditions.filter((condition) => condition !== undefined).join(' AND '),
      orderBy: '',
      limit: false,
      offset: false,
      next,
    })
  }
  const key = `byKey ${scope} ${nullsDistinct ? '' : 'nulls '}${predicate ?? ''} ${columns.map(({ index }) => index).join(' ')}`
  const labels = [...kept.projection.labels, '$place']
  const statement = known(kept, key) ?? keep(kept, key, origin, 'columns', render(), labels)
  const result = await session.run(statement, sql.manyParameters(columns, keys, session.write))
  const found = new Array<Row | undefined>(keys.length).fill(undefined)
  const rows = allRows(kept, result)
  result.rows.forEach((values, i) => {
    found[Number(values[labels.length - 1])] = rows[i]
  })
  return found
}

/** The condition that a table called so has these values; NULL is no value unless NULLs are not distinct. */
export function sameKey(
  columns: readonly Column[],
  alias: string,
  values: readonly string[],
  nullsDistinct = true,
): string {
  const equals = nullsDistinct ? '=' : 'IS NOT DISTINCT FROM'
  return columns.map(({ name }, i) => `${quote(alias)}.${quote(name)} ${equals} ${values[i]}`).join(' AND ')
}
