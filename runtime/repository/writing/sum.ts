import { roundDecimal } from '../../values/decimal.js'
import type { Column } from '../table.js'

/** What a number column holds after an amount was added, as the column declares it; NULL stays NULL. */
export function sum({ parsed }: Column, kept: unknown, amount: unknown): unknown {
  if (kept === null) return null
  switch (parsed.kind) {
    case 'decimal':
      return decimalSum(String(kept), String(amount), parsed.scale)
    case 'bigint':
      return BigInt(kept as bigint) + BigInt(amount as bigint)
    default:
      return Number(kept) + Number(amount)
  }
}

/** Exact, whatever the number of digits. */
function decimalSum(one: string, other: string, scale: number): string {
  const total = scaled(one, scale) + scaled(other, scale)
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const text = scale === 0 ? whole : `${whole}.${digits.slice(digits.length - scale)}`
  return total < 0n ? `-${text}` : text
}

/** In units of the last digit. */
const scaled = (text: string, scale: number): bigint =>
  BigInt((roundDecimal(text, scale) ?? text).replace('.', ''))
