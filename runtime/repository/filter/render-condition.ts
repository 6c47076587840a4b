import { linkTo } from '../relations/link-to.js'
import { renderScope } from '../scope.js'
import type { DialectSql, Placeholders } from '../sql/dialect-sql.js'
import type { Condition, RelatedCondition } from './condition.js'

/** The SQL of a filter; a filter without parts holds for every row. */
export function renderCondition(condition: Condition, sql: DialectSql, next: Placeholders): string {
  switch (condition.kind) {
    case 'comparison':
      return sql.comparison(condition.column, condition.operator, next)
    case 'null':
      return `${condition.column.quoted} IS ${condition.negated ? 'NOT ' : ''}NULL`
    case 'json':
      return sql.jsonComparison(condition, next)
    case 'not':
      return `NOT (${renderCondition(condition.part, sql, next)})`
    case 'related':
      return renderRelated(condition, sql, next)
    case 'and':
    case 'or': {
      if (condition.parts.length === 0) return condition.kind === 'and' ? '1 = 1' : '1 = 0'
      const parts = condition.parts.map((part) => renderCondition(part, sql, next))
      return parts.length === 1
        ? (parts[0] as string)
        : `(${joined(parts, ` ${condition.kind.toUpperCase()} `)})`
    }
    default:
      return condition satisfies never
  }
}

/** Rows outside of the scope do not count. */
function renderRelated(
  { word, relation, columns, table, scope, part }: RelatedCondition,
  sql: DialectSql,
  next: Placeholders,
): string {
  const { sources, conditions } = linkTo(
    table,
    relation,
    columns.map(({ qualified }) => qualified),
  )
  const filter = holdsAlways(part) ? undefined : renderCondition(part, sql, next)
  const wanted = word === 'every' ? `(${filter ?? '1 = 1'}) IS NOT TRUE` : filter
  const where = [...conditions, renderScope(table, scope), wanted].filter((each) => each !== undefined)
  const exists = `EXISTS (SELECT 1 FROM ${sources.join(' CROSS JOIN ')} WHERE ${where.join(' AND ')})`
  return word === 'some' ? exists : `NOT ${exists}`
}

/** True of a filter that every row passes, so that no WHERE is needed. */
export function holdsAlways(condition: Condition): boolean {
  return condition.kind === 'and' && condition.parts.every(holdsAlways)
}

/** Halves long lists, because SQLite limits the depth of an expression: https://sqlite.org/limits.html#max_expr_depth */
function joined(parts: readonly string[], word: string): string {
  if (parts.length <= 100) return parts.join(word)
  const middle = parts.length >> 1
  return `(${joined(parts.slice(0, middle), word)})${word}(${joined(parts.slice(middle), word)})`
}
