import type { LiteralResult, WrittenLiteral } from './result.js'

const bounds = {
  smallint: 32_767,
  integer: 2_147_483_647,
} as const

const maximumBigint = 9_223_372_036_854_775_807n

export const integerLiteral = ({ value }: WrittenLiteral, kind: keyof typeof bounds): LiteralResult => {
  if (typeof value === 'bigint') return outOfRange(kind)
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return {
      problem: 'a whole number is expected',
      hint: typeof value === 'string' ? 'Remove the quotes' : undefined,
    }
  }
  return value >= -bounds[kind] - 1 && value <= bounds[kind]
    ? { value: Object.is(value, -0) ? 0 : value }
    : outOfRange(kind)
}

/** Also in quotes, as the type is spelled in JSON. */
export const bigintLiteral = ({ value, source }: WrittenLiteral): LiteralResult => {
  const integer = wholeNumber(value, source)
  if (integer === undefined) return { problem: 'a whole number is expected' }
  return integer >= -maximumBigint - 1n && integer <= maximumBigint
    ? { value: String(integer) }
    : outOfRange('bigint')
}

const wholeNumber = (value: WrittenLiteral['value'], source: string | undefined): bigint | undefined => {
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return /^[-+]?\d+$/.test(value) ? BigInt(value.replace('+', '')) : undefined
  if (typeof value !== 'number' || !Number.isInteger(value)) return undefined
  if (source !== undefined && /^[-+]?\d+$/.test(source)) return BigInt(source.replace('+', ''))
  return Number.isSafeInteger(value) ? BigInt(value) : undefined
}

const wider = {
  smallint: 'Use integer or bigint',
  integer: 'Use bigint',
  bigint: 'Use decimal for more digits',
} as const

const outOfRange = (kind: keyof typeof wider): LiteralResult => ({
  problem: `it is outside the range of ${kind}`,
  hint: wider[kind],
})
