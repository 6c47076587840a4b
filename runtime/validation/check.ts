import { codePoints } from '../values/code-points.js'
import { type Comparable, compare, exact } from './compare.js'
import type { CheckRule, Comparison, Condition, Operand } from './rules.js'

/** Of a value that is not in the input, so that nothing can be said. */
export const unknown: unique symbol = Symbol('unknown')

/** The values of a row as conditions see them. */
export type Values = (property: string) => Comparable | null | typeof unknown

/** True, false, or neither: a comparison with NULL or with something that is not known. */
type Truth = boolean | undefined

/** Whether a check is certain to refuse the row; one that is neither true nor false lets it pass, as in SQL. */
export const isBroken = ({ holds }: CheckRule, values: Values): boolean => truthOf(holds, values) === false

function truthOf(condition: Condition, values: Values): Truth {
  switch (condition[0]) {
    case 'and':
      return all(condition.slice(1) as Condition[], values)
    case 'or':
      return not(all(condition.slice(1) as Condition[], values, not))
    case 'not':
      return not(truthOf(condition[1], values))
    case 'null': {
      const value = operandValue(condition[1], values)
      return value === unknown ? undefined : value === null
    }
    case 'true': {
      const value = operandValue(condition[1], values)
      return typeof value === 'boolean' ? value : undefined
    }
    case 'in':
      return isOneOf(operandValue(condition[1], values), condition.slice(2) as Operand[], values)
    case 'like':
      return isLike(operandValue(condition[1], values), condition[2])
    default:
      return compared(condition[0], operandValue(condition[1], values), operandValue(condition[2], values))
  }
}

/** AND; with every part turned round and the result too, it is OR. */
function all(parts: readonly Condition[], values: Values, turn = (truth: Truth): Truth => truth): Truth {
  let result: Truth = true
  for (const part of parts) {
    const truth = turn(truthOf(part, values))
    if (truth === false) return false
    if (truth === undefined) result = undefined
  }
  return result
}

const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth)

type Value = ReturnType<Values>

const isMissing = (value: Value): value is null | typeof unknown => value === null || value === unknown

function isOneOf(value: Value, list: readonly Operand[], values: Values): Truth {
  const found = list.map((item) => compared('=', value, operandValue(item, values)))
  if (found.includes(true)) return true
  return found.includes(undefined) ? undefined : false
}

function compared(operator: Comparison, left: Value, right: Value): Truth {
  if (isMissing(left) || isMissing(right)) return undefined
  const order = compare(left, right)
  switch (operator) {
    case '=':
      return order === 0
    case '<>':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
    default:
      return operator satisfies never
  }
}

const patterns = new Map<string, RegExp>()

function isLike(value: Value, pattern: string): Truth {
  if (typeof value !== 'string') return undefined
  const known = patterns.get(pattern) ?? patternOf(pattern)
  patterns.set(pattern, known)
  return known.test(value)
}

const patternOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
      .replaceAll('%', '.*')
      .replaceAll('_', '.')}$`,
    'su',
  )

function operandValue(operand: Operand, values: Values): Value {
  if ('column' in operand) return values(operand.column)
  if ('number' in operand) return exact(operand.number)
  if ('text' in operand) return operand.text
  if ('boolean' in operand) return operand.boolean
  if ('length' in operand) return lengthOf(operandValue(operand.length, values))
  const text = operandValue(operand.trim, values)
  return typeof text === 'string' ? text.replace(/^ +| +$/g, '') : text
}

function lengthOf(value: Value): Value {
  if (typeof value === 'string') return exact(String(codePoints(value)))
  return value instanceof Uint8Array ? exact(String(value.length)) : value
}
