import type { Access } from '../access.js'
import type { Placeholders } from '../sql/dialect-sql.js'
import type { Column } from '../table.js'
import type { Figure } from './figure.js'

/** Figures with what their expressions are called around the groups. */
export type Figures = readonly { readonly figure: Figure; readonly names: readonly string[] }[]

type Parts = {
  readonly by: readonly Column[]
  readonly figures: Figures
  /** FROM and WHERE with a space before. */
  readonly rows: string
  readonly order: readonly string[]
  readonly limit: boolean
  readonly offset: boolean
  readonly next: Placeholders
}

/** Groups stand in a select of their own, so that the order around it, and casts, can name what they hold. */
export function renderGroups(
  { sql, session }: Access,
  { by, figures, rows, order, limit, offset, next }: Parts,
): string {
  const expressions = [
    ...by.map(({ quoted }) => quoted),
    ...figures.flatMap(({ figure }) => figure.expressions),
  ]
  const inner = expressions.map((expression, i) => `${expression} AS v${i}`).join(', ')
  const groups = by.length === 0 ? '' : ` GROUP BY ${by.map(({ quoted }) => quoted).join(', ')}`
  const shown = [
    ...by.map(({ type }, i) => session.selectExpression(`g.v${i}`, type)),
    ...figures.flatMap(({ figure, names }) => figure.shown(names)),
  ]
  const outer = shown.map((expression, i) => `${expression} AS v${i}`).join(', ')
  const orderBy = order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`
  return `SELECT ${outer} FROM (SELECT ${inner}${rows}${groups}) AS g${orderBy}${sql.page(limit, offset, next)}`
}
