import type { StatementVariety } from '../../session.js'
import type { Access, Shape } from '../access.js'
import { renderScope, type Scope, type ScopeOptions } from '../scope.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import { type Condition, parseWhere } from './condition.js'
import { holdsAlways, renderCondition } from './render-condition.js'

/** Options of a read that filters. */
export type FilterOptions = ScopeOptions & { readonly where?: unknown }

/** The rows a statement is about: a filter within a scope. */
export type Filter = { readonly condition: Condition | undefined; readonly scope: Scope }

/** Reads a filter into the shape; without `where` every row of the scope is meant. */
export function parseFilter(access: Access, where: unknown, scope: Scope, shape: Shape): Filter {
  if (scope !== 'live') shape.key += ` ${scope}`
  return { condition: where === undefined ? undefined : parseWhere(access, where, shape), scope }
}

/** What the text of a read with these options depends on. */
export function varietyOf(
  options: FilterOptions & { readonly orderBy?: unknown; readonly select?: unknown },
): StatementVariety {
  if (options.where !== undefined || options.orderBy !== undefined) return 'filter'
  return options.select === undefined ? 'fixed' : 'columns'
}

/** The WHERE of a filter with a space before, or nothing. */
export function renderFilter(access: Access, { condition, scope }: Filter, next: Placeholders): string {
  const parts = [renderScope(access.table, scope)]
  if (condition && !holdsAlways(condition)) parts.push(renderCondition(condition, access.sql, next))
  const needed = parts.filter((part) => part !== undefined)
  return needed.length === 0 ? '' : ` WHERE ${needed.join(' AND ')}`
}
