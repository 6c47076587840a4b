import { NUMERIC_DIGITS } from '../../values/types.js'
import { decimalOperand } from '../filter/decimal-operand.js'
import { type Comparison, comparisonSigns } from '../filter/operators.js'
import type { Column } from '../table.js'
import type { Direction, NullsPlacement } from '../types.js'
import type { Placeholders } from './dialect-sql.js'

/*
 * A decimal kept as text has no leading zeros and always as many digits after the point. Two of them compare as numbers when
 * they are compared first by sign, then by length (the longer is further from zero), then digit by digit.
 */

/** Decimals with more digits than a double holds are kept as text. */
export function isLongDecimal({ parsed }: Column): boolean {
  return parsed.kind === 'decimal' && parsed.precision > NUMERIC_DIGITS
}

/** Adds the parameters in the order in which {@link compareLongDecimal} uses them. */
export function addLongDecimal(
  column: Column,
  operator: Comparison,
  value: unknown,
  parameters: unknown[],
): void {
  const text = decimalOperand(column, value)
  if (operator === 'eq' || operator === 'ne') {
    parameters.push(text)
    return
  }
  const sign = text.startsWith('-') ? -1 : 1
  const scale = column.parsed.kind === 'decimal' ? column.parsed.scale : 0
  const [whole = ''] = text.split('.')
  const length = sign * (whole.length + (scale > 0 ? scale + 1 : 0))
  parameters.push(sign, length, sign, length, sign, text, text)
}

export function compareLongDecimal(name: string, operator: Comparison, next: Placeholders): string {
  const sign = comparisonSigns[operator]
  if (operator === 'eq' || operator === 'ne') return `${name} ${sign} ${next()}`
  const place = `(${signOf(name)}, ${signOf(name)} * length(${name}))`
  const further = `${place} ${sign.slice(0, 1)} (${next()}, ${next()})`
  const level = `${place} = (${next()}, ${next()})`
  const upwards = `CASE WHEN ${next()} > 0 THEN ${name} ${sign} ${next()}`
  // Below zero more digits are less.
  const downwards = `ELSE ${name} ${comparisonSigns[mirrored[operator]]} ${next()} END`
  return `(${further} OR (${level} AND ${upwards} ${downwards}))`
}

const mirrored: { readonly [operator in Exclude<Comparison, 'eq' | 'ne'>]: Comparison } = {
  gt: 'lt',
  gte: 'lte',
  lt: 'gt',
  lte: 'gte',
}

export function orderLongDecimal(name: string, direction: Direction, nulls: NullsPlacement): string {
  const forward = direction === 'asc' ? '' : ' DESC'
  const backward = direction === 'asc' ? ' DESC' : ''
  const isPositive = `${signOf(name)} > 0`
  return [
    `${name} IS NULL${nulls === 'first' ? ' DESC' : ''}`,
    `${signOf(name)}${forward}`,
    `${signOf(name)} * length(${name})${forward}`,
    `CASE WHEN ${isPositive} THEN ${name} END${forward}`,
    `CASE WHEN NOT ${isPositive} THEN ${name} END${backward}`,
  ].join(', ')
}

function signOf(name: string): string {
  return `(CASE WHEN ${name} IS NULL THEN NULL WHEN substr(${name}, 1, 1) = '-' THEN -1 ELSE 1 END)`
}
