import type { Access } from '../access.js'
import { labelsOf, listOf } from '../reading/selection.js'
import { type Column, columnsOf, tableAs } from '../table.js'
import { conditionsOf, orderOf } from './conditions-of.js'
import type { Inclusion } from './include.js'
import { linkTo } from './link-to.js'
import { aliasBetween, throughLabels, throughList } from './through.js'

/** A statement that takes the keys of all rows at once, and returns what belongs to each with the place of its key at the end. */
export function renderInclusion(parent: Access, inclusion: Inclusion): string {
  const { access, columns, relation, selection, through, order, limit, offset } = inclusion
  const { sql } = access
  const next = sql.placeholders()
  const keys = sql.keys(parent.table, columns, next)
  const link = linkTo(access.table, relation, keys.values)
  return sql.each({
    keys,
    list: list(inclusion),
    labels: [...labelsOf(access, selection), ...throughLabels(through)],
    sources: link.sources,
    joins: link.joins,
    rowKey: rowKeyOf(inclusion),
    where: conditionsOf(inclusion, link, next).join(' AND '),
    orderBy: order.map((entry) => sql.order(entry)).join(', '),
    limit,
    offset,
    next,
  })
}

/** A statement for the one key that all rows have. */
export function renderOneKey(parent: Access, inclusion: Inclusion): string {
  const { access, columns, relation, limit, offset } = inclusion
  const { sql } = access
  const next = sql.placeholders()
  const beside = besideKey(inclusion)
  const values = columns.map((column, index) =>
    sql.keyParameter(parent.table, column, beside[index] ?? column, next()),
  )
  const link = linkTo(access.table, relation, values)
  const where = conditionsOf(inclusion, link, next).join(' AND ')
  const page = sql.page(limit, offset, next)
  return `SELECT ${list(inclusion)} FROM ${link.sources.join(' CROSS JOIN ')} WHERE ${where}${orderOf(inclusion)}${page}`
}

const list = ({ access, selection, through }: Inclusion): string =>
  [listOf(access, selection), ...throughList(through, access)].join(', ')

/** The columns that are compared with those of the rows that it starts from. */
function besideKey({ access, relation }: Inclusion): readonly Column[] {
  const { references, through } = relation
  return through === undefined
    ? columnsOf(access.table, references)
    : columnsOf(tableAs(through.table, aliasBetween(access.table)), through.from)
}

/** The rows of a table between lead to each row once for every key; rows that are selected from elsewhere would be so twice. */
function rowKeyOf({ access, relation }: Inclusion): readonly Column[] {
  const { through } = relation
  const table = through === undefined ? access.table : tableAs(through.table, aliasBetween(access.table))
  return table.isSelected || access.table.isSelected ? [] : table.key
}
