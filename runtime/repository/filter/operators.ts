import type { Column } from '../table.js'

/** Operators of a filter by what they need of a type; the order is that of error messages. */
const equality = ['eq', 'ne', 'isNull'] as const
const lists = [...equality, 'in', 'notIn'] as const
const comparisons = [...lists, 'gt', 'gte', 'lt', 'lte', 'between'] as const
const texts = [...comparisons, 'like', 'ilike', 'contains', 'startsWith', 'endsWith'] as const

export const operatorNames = texts
export type OperatorName = (typeof texts)[number]
export type TextOperator = 'like' | 'ilike' | 'contains' | 'startsWith' | 'endsWith'
export type Comparison = 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'

/** What stands in a statement; `isNull` and comparisons with null are a node of their own. */
export type ComparisonOperator = Exclude<OperatorName, 'isNull'>

export const comparisonSigns: { readonly [operator in Comparison]: string } = {
  eq: '=',
  ne: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
}

export function operatorsOf(column: Column): readonly OperatorName[] {
  switch (column.parsed.kind) {
    case 'json':
    case 'array':
      return equality
    case 'boolean':
    case 'bytes':
      return lists
    case 'text':
    case 'char':
    case 'uuid':
    case 'native':
      return texts
    default:
      return comparisons
  }
}
