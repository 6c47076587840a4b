import { comparisonSigns } from '../filter/operators.js'
import type { JsonCondition } from '../json/condition.js'
import type { Placeholders } from './dialect-sql.js'
import { distinctJson } from './sqlite-writing.js'

/** The path is one parameter behind the operands: https://sqlite.org/json1.html#path_arguments */
export function addJsonOperands(path: string, operands: readonly unknown[], parameters: unknown[]): void {
  const given = operands.map((operand) => (Array.isArray(operand) ? `[${operand.join(',')}]` : operand))
  parameters.push(...given, path)
}

export function jsonComparison(condition: JsonCondition, next: Placeholders): string {
  const { column, operator, operand, negated } = condition
  switch (operand) {
    case 'presence':
      return `(${column.quoted} -> ${next()}) IS ${negated ? 'NOT ' : ''}NULL`
    case 'json':
      return within(column.quoted, jsonOperation(operator, next), next)
    case 'number':
      return within(column.quoted, ofType(['integer', 'real'], compared(scalar, operator, next)), next)
    case 'text':
      return within(column.quoted, ofType(['text'], textOperation(operator, next)), next)
    default:
      return operand satisfies never
  }
}

/** What stands at the path, as JSON, and as a value of SQL. */
const json = 'j.v'
const scalar = `(${json} ->> '$')`

const within = (column: string, condition: string, next: Placeholders): string =>
  `(SELECT ${condition} FROM (SELECT ${column} -> ${next()} AS v) AS j)`

/** Without ELSE what is of another type gives NULL, as what is not there does. */
const ofType = (types: readonly string[], condition: string): string =>
  `CASE WHEN json_type(${json}) IN (${types.map((type) => `'${type}'`).join(', ')}) THEN ${condition} END`

function jsonOperation(operator: JsonCondition['operator'], next: Placeholders): string {
  if (operator === 'eq' || operator === 'ne') return sameJson(json, operator === 'ne', next())
  const kind = (type: string) => `CASE ${type} WHEN 'real' THEN 'integer' ELSE ${type} END`
  const found =
    `EXISTS (SELECT 1 FROM json_each(${next()}) AS g ` +
    `WHERE ${kind('g.type')} = ${kind(`json_type(${json})`)} AND g.atom IS ${scalar})`
  return `CASE WHEN ${json} IS NOT NULL THEN ${operator === 'notIn' ? 'NOT ' : ''}${found} END`
}

function textOperation(operator: JsonCondition['operator'], next: Placeholders): string {
  switch (operator) {
    case 'ilike':
      return `${scalar} LIKE ${next()} ESCAPE '\\'`
    case 'contains':
      return `instr(${scalar}, ${next()}) > 0`
    case 'like':
    case 'startsWith':
    case 'endsWith':
      return `${scalar} GLOB ${next()}`
    default:
      return compared(scalar, operator, next)
  }
}

function compared(value: string, operator: JsonCondition['operator'], next: Placeholders): string {
  if (operator === 'between') return `${value} BETWEEN ${next()} AND ${next()}`
  return `${value} ${comparisonSigns[operator as keyof typeof comparisonSigns]} ${next()}`
}

/** NULL gives NULL. */
export function sameJson(name: string, negated: boolean, placeholder: string): string {
  return `CASE WHEN ${name} IS NULL THEN NULL ELSE ${negated ? '' : 'NOT '}${distinctJson(name, placeholder)} END`
}
