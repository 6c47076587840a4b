import { readValue } from '../../values/read-value.js'
import { type Access, keep, known, type Shape, shape } from '../access.js'
import { type FilterOptions, parseFilter, renderFilter } from '../filter/filter.js'
import { type LimitOptions, limited, limitOptions } from '../limits/limit.js'
import { addCount } from '../reading/page.js'
import { checkOptions } from '../refuse.js'
import { scopeOf } from '../scope.js'
import type { Column } from '../table.js'
import { figureOf } from './figure.js'
import { type GroupOrder, parseGroupOrder } from './group-order.js'
import { isGroupable, type Measure, measureWords, parseColumns, parseMeasures } from './measure.js'
import { type Figures, renderGroups } from './render-groups.js'

/** Options as they come in: nothing in them is trusted yet. */
export type Options = FilterOptions & LimitOptions & { readonly [name: string]: unknown }

const ofAll = ['where', 'withDeleted', 'onlyDeleted', 'count', ...measureWords, ...limitOptions]
const ofGroups = [...ofAll, 'by', 'orderBy', 'limit', 'offset']

/** One result over all rows that match. */
export async function aggregateRows<Result>(given: Access, options: Options): Promise<Result> {
  checkOptions(given.table, options, ofAll, 'aggregate')
  const access = limited(given, options, 'aggregate')
  const [result] = await run(access, options, 'aggregate', [])
  return result as Result
}

/** One result for each group of rows that are equal in some columns. */
export async function groupRows<Result>(given: Access, options: Options): Promise<Result[]> {
  checkOptions(given.table, options, ofGroups, 'groupBy')
  const access = limited(given, options, 'groupBy')
  const by = parseColumns(access, 'by', options.by, isGroupable, 'equality')
  return (await run(access, options, 'groupBy', by)) as Result[]
}

async function run(
  access: Access,
  options: Options,
  origin: 'aggregate' | 'groupBy',
  by: readonly Column[],
): Promise<object[]> {
  const asked = shape(`${origin} ${by.map(({ index }) => index).join(' ')}`)
  const measures = parseMeasures(access, options, asked)
  const figures = namedFigures(access, measures, by.length)
  const filter = parseFilter(access, options.where, scopeOf(access, options), asked)
  const order = parseGroupOrder(access, options.orderBy, by, measures, asked)
  const [limit, offset] = addPage(access, options, asked)
  const render = () => {
    const next = access.sql.placeholders()
    const rows = ` FROM ${access.table.source}${renderFilter(access, filter, next)}`
    return renderGroups(access, {
      by,
      figures,
      rows,
      order: orderTexts(access, by, figures, order),
      limit,
      offset,
      next,
    })
  }
  const labels = [...by.keys(), ...figures.flatMap(({ names }) => names).keys()].map((_, i) => `v${i}`)
  const statement = known(access, asked.key) ?? keep(access, asked.key, origin, 'filter', render(), labels)
  const { rows } = await access.session.run(statement, asked.parameters)
  return rows.map((row) => resultOf(access, row, by, measures, figures))
}

function addPage(access: Access, options: Options, asked: Shape): readonly [boolean, boolean] {
  const offset = addCount(access, 'offset', options.offset, asked)
  return [addCount(access, 'limit', options.limit, asked), offset]
}

/** What the expressions of each figure are called around the groups: `v` and their place behind the columns of the group. */
function namedFigures(access: Access, measures: readonly Measure[], start: number): Figures {
  let place = start
  return measures.map((measure) => {
    const figure = figureOf(measure, access)
    return { figure, names: figure.expressions.map(() => `g.v${place++}`) }
  })
}

function orderTexts(
  { sql }: Access,
  by: readonly Column[],
  figures: Figures,
  order: readonly GroupOrder[],
): readonly string[] {
  return order.map(({ measure, column, direction, nulls }) => {
    if (column)
      return sql.order({ column: { ...column, qualified: `g.v${by.indexOf(column)}` }, direction, nulls })
    const { figure, names } = figures[measure] as Figures[number]
    return figure.order(names, direction, nulls)
  })
}

function resultOf(
  { session }: Access,
  row: readonly unknown[],
  by: readonly Column[],
  measures: readonly Measure[],
  figures: Figures,
): object {
  const result: { [name: string]: unknown } = {}
  if (by.length > 0)
    result.by = Object.fromEntries(
      by.map(({ property, parsed }, i) => {
        const value = row[i] ?? null
        return [property, value === null ? null : readValue(session.read, parsed, value)]
      }),
    )
  let place = by.length
  for (const [index, measure] of measures.entries()) {
    const { figure, names } = figures[index] as Figures[number]
    const value = figure.read(
      row.slice(place, place + names.length).map((each) => each ?? null),
      session.read,
    )
    place += names.length
    if (measure.word === 'count') result.count = value
    else {
      const values = (result[measure.word] ?? {}) as { [property: string]: unknown }
      values[measure.column.property] = value
      result[measure.word] = values
    }
  }
  return result
}
