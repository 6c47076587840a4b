import type { Access } from '../access.js'
import { holdsAlways, renderCondition } from '../filter/render-condition.js'
import { labelsOf, listOf } from '../reading/selection.js'
import { renderScope } from '../scope.js'
import type { Inclusion } from './include.js'
import { linkTo } from './link-to.js'
import { throughLabels, throughList } from './through.js'

/** A statement that takes the keys of all rows at once, and returns what belongs to each with the place of its key at the end. */
export function renderInclusion(parent: Access, inclusion: Inclusion): string {
  const { access, columns, relation, selection, filter, through, order, limit, offset } = inclusion
  const { sql } = access
  const next = sql.placeholders()
  const keys = sql.keys(parent.table, columns, next)
  const link = linkTo(access.table, relation, keys.values)
  const conditions = [
    ...link.conditions,
    renderScope(access.table, filter.scope),
    ...[filter.condition, through?.condition].map((condition) =>
      condition && !holdsAlways(condition) ? renderCondition(condition, sql, next) : undefined,
    ),
  ]
  return sql.each({
    keys,
    list: [listOf(access, selection), ...throughList(through, access)].join(', '),
    labels: [...labelsOf(access, selection), ...throughLabels(through)],
    sources: link.sources,
    where: conditions.filter((part) => part !== undefined).join(' AND '),
    orderBy: order.map((entry) => sql.order(entry)).join(', '),
    limit,
    offset,
    next,
  })
}
