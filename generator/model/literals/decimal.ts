import type { LiteralResult, WrittenLiteral } from './result.js'

const number = /^([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d{1,4}))?$/

/** Padded to the scale, every digit kept. In quotes or without. */
export const decimalLiteral = (written: WrittenLiteral, precision: number, scale: number): LiteralResult => {
  const digits = parseDigits(written)
  if (digits === undefined) return { problem: 'a decimal number is expected', hint: 'Such as 0 or "12.50"' }
  const fraction = digits.fraction.replace(/0+$/, '')
  if (fraction.length > scale) {
    return {
      problem: `it has ${fraction.length} digits after the point, the type has ${scale}`,
      hint: 'Round it, or give the type a larger scale',
    }
  }
  if (digits.whole.length > precision - scale) {
    return {
      problem: `it has ${digits.whole.length} digits before the point, the type has ${precision - scale}`,
      hint: 'Give the type a larger precision',
    }
  }
  const text = `${digits.whole || '0'}${scale > 0 ? `.${fraction.padEnd(scale, '0')}` : ''}`
  const zero = digits.whole === '' && fraction === ''
  return { value: digits.negative && !zero ? `-${text}` : text }
}

type Digits = { readonly negative: boolean; readonly whole: string; readonly fraction: string }

const parseDigits = ({ value, source }: WrittenLiteral): Digits | undefined => {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const text = typeof value === 'string' ? value.trim() : decimalText(value, source)
  const [, sign, whole = '', fraction = '', exponent = '0'] = number.exec(text) ?? []
  if (sign === undefined || whole + fraction === '') return undefined
  return shift(sign === '-', whole, fraction, Number(exponent))
}

/** Hexadecimal and octal numbers of YAML are whole, so their value says it all. */
const decimalText = (value: number | bigint, source: string | undefined): string =>
  source !== undefined && number.test(source) ? source : String(value)

const shift = (negative: boolean, whole: string, fraction: string, by: number): Digits => {
  const digits = whole + fraction
  const point = whole.length + by
  const padded = point < 0 ? '0'.repeat(-point) + digits : digits.padEnd(point, '0')
  const at = Math.max(point, 0)
  return { negative, whole: padded.slice(0, at).replace(/^0+/, ''), fraction: padded.slice(at) }
}
