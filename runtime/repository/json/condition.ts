import { JsonNull } from '../../values/json.js'
import { jsonText } from '../../values/json-text.js'
import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import type { Condition } from '../filter/condition.js'
import { listOf, pairOf, textOf, undefinedValue } from '../filter/operands.js'
import { type OperatorName, operatorNames } from '../filter/operators.js'
import { invalid, isPlainObject } from '../refuse.js'
import { insteadOf } from '../suggest.js'
import type { Column } from '../table.js'
import { parsePath } from './path.js'

/** A comparison with what stands at a path inside a JSON value. What is of another type than the operand is never less or more. */
export type JsonCondition = {
  readonly kind: 'json'
  readonly column: Column
  readonly operator: OperatorName
  /** What the operand is; `presence`: there is none, and only whether something stands there counts. */
  readonly operand: 'json' | 'number' | 'text' | 'presence'
  readonly negated: boolean
}

/** Reads `path` of a filter on a JSON column: filters by the paths they are about, all of which must hold. */
export function parsePaths(access: Access, column: Column, paths: unknown, shape: Shape): Condition[] {
  const { table } = access
  if (!isPlainObject(paths) || Object.keys(paths).length === 0) {
    const example = '{ "theme.name": { eq: "dark" } }'
    throw invalid(
      table,
      `path of "${column.property}" is an object such as ${example}, not ${printValue(paths)}.`,
    )
  }
  return Object.keys(paths).flatMap((path) => {
    const target = { access, column, path, place: parsePath(table, column.property, path), shape }
    return parseValue(target, paths[path])
  })
}

/** What is compared: what stands at the path inside the column. */
type Target = {
  readonly access: Access
  readonly column: Column
  readonly path: string
  /** The path as both databases have it. */
  readonly place: string
  readonly shape: Shape
}

const nameOf = ({ column, path }: Target): string => `${column.property} at ${path}`

function parseValue(target: Target, value: unknown): readonly Condition[] {
  const { table } = target.access
  if (value === undefined) throw undefinedValue(table, nameOf(target))
  if (value === JsonNull || !isPlainObject(value)) return [compare(target, 'eq', value)]
  const operators = Object.keys(value)
  if (operators.length === 0) throw invalid(table, `the filter on "${nameOf(target)}" is empty.`)
  return operators.map((name) => {
    const operator = operatorNames.find((each) => each === name)
    if (operator === undefined)
      throw invalid(table, `"${nameOf(target)}" has no operator "${name}". ${insteadOf(name, operatorNames)}`)
    if (value[name] === undefined) throw undefinedValue(table, `${nameOf(target)}.${name}`)
    return compare(target, operator, value[name])
  })
}

function compare(target: Target, operator: OperatorName, value: unknown): Condition {
  const { table } = target.access
  const named = { property: nameOf(target) }
  switch (operator) {
    case 'isNull':
      if (typeof value === 'boolean') return condition(target, operator, 'presence', [], !value)
      throw invalid(table, `isNull of "${named.property}" is true or false, not ${printValue(value)}.`)
    case 'eq':
    case 'ne':
      if (value === null) return condition(target, 'isNull', 'presence', [], operator === 'ne')
      return condition(target, operator, 'json', [jsonText(value, target.column.place)])
    case 'in':
    case 'notIn':
      return among(target, operator, listOf(table, named, operator, value))
    case 'between': {
      const pair = pairOf(table, named, value)
      const kind = kindOf(target, operator, pair[0])
      if (kindOf(target, operator, pair[1]) !== kind)
        throw invalid(table, `between of "${named.property}" takes two numbers or two texts.`)
      return condition(target, operator, kind, pair)
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return condition(target, operator, kindOf(target, operator, value), [value])
    default: {
      const pattern = target.access.sql.pattern(operator, textOf(table, named, operator, value))
      return condition(target, operator, 'text', [pattern])
    }
  }
}

/** An empty list is known to hold never or always, also of what is not there. */
function among(target: Target, operator: 'in' | 'notIn', values: readonly unknown[]): Condition {
  if (values.length === 0) {
    target.shape.key += `[]${operator};`
    return { kind: operator === 'in' ? 'or' : 'and', parts: [] }
  }
  const wrong = values.find((value) => value !== JsonNull && typeof value === 'object')
  if (wrong !== undefined) {
    const message = `${operator} of "${nameOf(target)}" takes texts, numbers, booleans and JsonNull, not ${printValue(wrong)}.`
    throw invalid(target.access.table, message)
  }
  const texts = values.map((value) => jsonText(value, target.column.place))
  return condition(target, operator, 'json', [texts])
}

function kindOf(target: Target, operator: OperatorName, value: unknown): 'number' | 'text' {
  if (typeof value === 'string') {
    target.access.session.write.encode('text', value, target.column.place)
    return 'text'
  }
  if (typeof value === 'number' && Number.isFinite(value)) return 'number'
  const message = `${operator} of "${nameOf(target)}" takes a number or a text, not ${printValue(value)}.`
  throw invalid(target.access.table, message)
}

function condition(
  { access, column, place, shape }: Target,
  operator: OperatorName,
  operand: JsonCondition['operand'],
  operands: readonly unknown[],
  negated = false,
): JsonCondition {
  shape.key += `${column.index}>${operator} ${operand}${negated ? '!' : ''};`
  access.sql.addJsonOperands(place, operands, shape.parameters)
  return { kind: 'json', column, operator, operand, negated }
}
