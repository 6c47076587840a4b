import { holdsAlways, renderCondition } from '../filter/render-condition.js'
import { renderScope } from '../scope.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Inclusion } from './include.js'
import type { Link } from './link-to.js'

/** What rows of an inclusion have to be: linked, of its scope, and what its filters say. */
export function conditionsOf(
  { access, filter, through }: Inclusion,
  link: Link,
  next: Placeholders,
): readonly string[] {
  const filters = [filter.condition, through?.condition].map((condition) =>
    condition && !holdsAlways(condition) ? renderCondition(condition, access.sql, next) : undefined,
  )
  return [...link.conditions, renderScope(access.table, filter.scope), ...filters].filter(
    (part) => part !== undefined,
  )
}

/** The ORDER BY of an inclusion with a space before, or nothing. */
export function orderOf({ access, order }: Inclusion): string {
  return order.length === 0 ? '' : ` ORDER BY ${order.map((entry) => access.sql.order(entry)).join(', ')}`
}
