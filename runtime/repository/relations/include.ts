import type { StatementVariety } from '../../session.js'
import { printValue } from '../../values/print-value.js'
import { type Access, accessTo, type Shape, shape } from '../access.js'
import { type Filter, parseFilter, varietyOf } from '../filter/filter.js'
import { type OrderEntry, parseOrder } from '../reading/order.js'
import { addCount } from '../reading/page.js'
import { parseSelect, type Selection } from '../reading/selection.js'
import { checkOptions, invalid, isPlainObject } from '../refuse.js'
import { scopeOf } from '../scope.js'
import { liveFirst } from '../soft-delete/live-first.js'
import { type Column, columnsOf } from '../table.js'
import { type Relation, relationNamed } from './relation.js'
import { parseThrough, type Through } from './through.js'

/** What is to be read along a relation, its names checked and its values parameters already. */
export type Inclusion = {
  readonly relation: Relation
  /** Columns of the rows that it starts from. */
  readonly columns: readonly Column[]
  /** The other table, as it is called in the statement. */
  readonly access: Access
  readonly shape: Shape
  readonly variety: StatementVariety
  readonly selection: Selection | undefined
  readonly filter: Filter
  readonly through: Through | undefined
  readonly order: readonly OrderEntry[]
  readonly limit: boolean
  readonly offset: boolean
  readonly nested: readonly Inclusion[]
}

const ofMany = [
  'where',
  'orderBy',
  'limit',
  'offset',
  'select',
  'include',
  'withDeleted',
  'onlyDeleted',
  'through',
]
const ofOne = ['select', 'include', 'withDeleted', 'onlyDeleted']

/** Deeper ones are refused: each level is a statement, and a request must not ask for any number of them. */
const deepest = 10

/** Reads `include` of rows of a table. */
export function parseInclude(access: Access, include: unknown, depth = 0): readonly Inclusion[] {
  if (include === undefined) return []
  const { table } = access
  if (!isPlainObject(include))
    throw invalid(table, `include is an object of relations, not ${printValue(include)}.`)
  if (depth >= deepest) throw invalid(table, `include is nested more than ${deepest} deep.`)
  return Object.entries(include).flatMap(([name, asked]) => {
    const relation = relationNamed(table, name, 'include')
    if (asked === undefined || asked === false) return []
    if (asked !== true && !isPlainObject(asked)) {
      throw invalid(table, `include of "${name}" is true or an object of options, not ${printValue(asked)}.`)
    }
    return [parseInclusion(access, relation, asked === true ? {} : asked, depth)]
  })
}

/** The columns that must be read of a row, so that what it includes is found. */
export const neededFor = (inclusions: readonly Inclusion[]): readonly Column[] =>
  inclusions.flatMap(({ columns }) => columns)

type Options = { readonly [name: string]: unknown }

function parseInclusion(parent: Access, relation: Relation, options: Options, depth: number): Inclusion {
  const { table } = parent
  const access = accessTo(relation.table, parent.session, 'r')
  checkOptions(table, options, relation.many ? ofMany : ofOne, `include of "${relation.name}"`)
  const asked = shape(`${table.name}.${relation.name}`)
  const nested = parseInclude(access, options.include, depth + 1)
  const selection = parseSelect(access, options.select, neededFor(nested), asked)
  const filter = parseFilter(access, options.where, scopeOf(access, options), asked)
  const through = parseThrough(parent, access, relation, options.through, asked)
  const orderBy = relation.many ? options.orderBy : liveFirst(access.table, options).orderBy
  const order = [...(through?.order ?? []), ...parseOrder(access, orderBy, asked)]
  const offset = addCount(access, 'offset', options.offset, asked)
  const limit = addCount(access, 'limit', options.limit, asked)
  const columns = columnsOf(table, relation.columns)
  return {
    relation,
    columns,
    access,
    shape: asked,
    variety: isPlainObject(options.through) ? 'filter' : varietyOf(options),
    selection,
    filter,
    through,
    order,
    limit,
    offset,
    nested,
  }
}
