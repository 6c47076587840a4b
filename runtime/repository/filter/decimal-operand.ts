import { ValueError } from '../../errors.js'
import { readDigits } from '../../values/decimal.js'
import { printValue } from '../../values/print-value.js'
import type { Column } from '../table.js'

/**
 * A decimal to compare with: all its digits, at least as many after the point as the column has. It is not rounded as a
 * value to be kept would be, because `gt: '0.5'` on a column of whole numbers must find 1.
 */
export function decimalOperand(column: Column, value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value
  const given = typeof text === 'string' ? readDigits(text) : undefined
  if (!given) {
    const { table, column: name } = column.place
    throw new ValueError(
      `${table}.${name} is compared with ${printValue(value)}, which is no decimal such as "12.50".`,
      {
        table,
        columns: [name],
      },
    )
  }
  const whole = given.whole.replace(/^0+(?=\d)/, '') || '0'
  const digits = scaled(given.fraction, column.parsed.kind === 'decimal' ? column.parsed.scale : 0)
  const magnitude = digits === '' ? whole : `${whole}.${digits}`
  return given.negative && /[1-9]/.test(magnitude) ? `-${magnitude}` : magnitude
}

/** Digits after the point: zeros added up to the scale, and zeros beyond it taken away. */
function scaled(fraction: string, scale: number): string {
  return fraction.slice(0, scale).padEnd(scale, '0') + fraction.slice(scale).replace(/0+$/, '')
}
