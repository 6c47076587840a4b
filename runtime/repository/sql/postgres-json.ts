import { comparisonSigns } from '../filter/operators.js'
import type { JsonCondition } from '../json/condition.js'
import type { Placeholders } from './dialect-sql.js'

/** The path is one parameter, so that a key can say nothing but its name, and no step enters what it is not for (`strict`). */
export function addJsonOperands(path: string, operands: readonly unknown[], parameters: unknown[]): void {
  parameters.push(`strict ${path}`, ...operands)
}

/** `->` would take a text, a number or a boolean for an array of one: https://www.postgresql.org/docs/current/functions-json.html */
export function jsonComparison(condition: JsonCondition, next: Placeholders): string {
  const { column, operator, operand, negated } = condition
  const value = `jsonb_path_query_first(${column.quoted}, ${next()}::jsonpath, '{}', true)`
  switch (operand) {
    case 'presence':
      return `${value} IS ${negated ? 'NOT ' : ''}NULL`
    case 'json':
      return jsonOperation(value, operator, next)
    case 'number':
      return ofType(
        'number',
        value,
        compared(value, operator, () => `${next()}::jsonb`),
      )
    case 'text':
      return ofType('string', value, textOperation(`(${value} #>> '{}')`, operator, next))
    default:
      return operand satisfies never
  }
}

/** Without ELSE what is of another type gives NULL, as what is not there does. */
const ofType = (type: string, value: string, condition: string): string =>
  `CASE jsonb_typeof(${value}) WHEN '${type}' THEN ${condition} END`

function jsonOperation(value: string, operator: JsonCondition['operator'], next: Placeholders): string {
  switch (operator) {
    case 'in':
      return `${value} = ANY(${next()}::jsonb[])`
    case 'notIn':
      return `${value} <> ALL(${next()}::jsonb[])`
    default:
      return `${value} ${operator === 'ne' ? '<>' : '='} ${next()}::jsonb`
  }
}

function textOperation(text: string, operator: JsonCondition['operator'], next: Placeholders): string {
  switch (operator) {
    case 'ilike':
      return `${text} ILIKE ${next()}`
    case 'like':
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return `${text} LIKE ${next()}`
    default:
      return compared(`${text} COLLATE "C"`, operator, () => `${next()}::text`)
  }
}

function compared(value: string, operator: JsonCondition['operator'], operand: () => string): string {
  if (operator === 'between') return `${value} BETWEEN ${operand()} AND ${operand()}`
  return `${value} ${comparisonSigns[operator as keyof typeof comparisonSigns]} ${operand()}`
}
