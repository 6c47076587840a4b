import { printValue } from '../../values/print-value.js'
import type { Access, Shape } from '../access.js'
import { invalid } from '../refuse.js'

/** Reads a number of rows into the shape; false: none is given. */
export function addCount(access: Access, name: 'limit' | 'offset', value: unknown, shape: Shape): boolean {
  if (value === undefined) return false
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw invalid(access.table, `${name} is a whole number from 0, not ${printValue(value)}.`)
  }
  shape.key += ` ${name}`
  shape.parameters.push(value)
  return true
}
