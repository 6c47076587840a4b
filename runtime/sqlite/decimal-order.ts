import type { Database } from 'better-sqlite3'
import { columnType, NUMERIC_DIGITS } from '../values/types.js'

/** Names of SQL functions that {@link defineDecimalOrder} defines. */
export const decimalOrder = {
  /** True of a decimal that is kept as text, whose order as text is not that of numbers. */
  applies(type: string): boolean {
    const column = columnType(type)
    return column.kind === 'decimal' && column.precision > NUMERIC_DIGITS
  },
  /** A text for a decimal; such texts stand in the order of the numbers. */
  keyFunction: 'tablewright_decimal_key',
  /** The decimal that such a text is for. */
  valueFunction: 'tablewright_decimal_of_key',
} as const

/** https://www.sqlite.org/appfunc.html */
export function defineDecimalOrder(database: Database): void {
  database.function(decimalOrder.keyFunction, { deterministic: true }, (value) => decimalKey(value))
  database.function(decimalOrder.valueFunction, { deterministic: true }, (key) => decimalOfKey(key))
}

/** Sign, number of digits before the point, digits; what is below zero has the complement of every digit, and an end above all. */
function decimalKey(value: unknown): unknown {
  const match = /^(-?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(String(value))
  if (value === null || !match) return value
  const [, sign, whole = '', fraction = ''] = match
  const magnitude = `${String(whole.length).padStart(4, '0')}${whole}${fraction}`
  return sign === '-' && magnitude !== '0000' ? `0${complement(magnitude)}:` : `1${magnitude}`
}

function decimalOfKey(key: unknown): unknown {
  if (typeof key !== 'string' || !/^[01]\d{4}/.test(key)) return key
  const negative = key.startsWith('0')
  const magnitude = negative ? complement(key.slice(1, -1)) : key.slice(1)
  const end = 4 + Number(magnitude.slice(0, 4))
  const fraction = magnitude.slice(end)
  return `${negative ? '-' : ''}${magnitude.slice(4, end) || '0'}${fraction && `.${fraction}`}`
}

function complement(digits: string): string {
  return digits.replaceAll(/\d/g, (digit) => String(9 - Number(digit)))
}
