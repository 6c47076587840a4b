import type { LogicalType } from '../../../model/model.js'
import { exactDigits, sqlType } from '../types.js'
import { isNumber, isStoredNumber, lossless, type TypeConversion } from './type-conversion.js'

type Decimal = Extract<LogicalType, { readonly kind: 'decimal' }>

/** Undefined: there is no such conversion. Decimals of many digits are texts, and the others are numbers. */
export const toDecimal = (from: LogicalType, to: Decimal, value: string): TypeConversion | undefined => {
  const asText = sqlType(to) === 'TEXT'
  switch (from.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return {
        sql: asText ? withFraction(value, to.scale) : value,
        fits: wholeDigits[from.kind] <= to.precision - to.scale ? undefined : isSmall(value, to),
      }
    case 'real':
    case 'double':
      return asText
        ? fromFloat(to, value)
        : { sql: value, fits: `round(${value}, ${to.scale}) = ${value} AND ${isSmall(value, to)}` }
    case 'native': {
      const { sql, fits } = toDecimal({ kind: 'double' }, to, value) ?? lossless(value)
      return { sql, fits: `${isStoredNumber(value)} AND ${fits}` }
    }
    case 'decimal':
      return fromDecimal(from, to, value)
    case 'text':
    case 'varchar':
    case 'char':
      return {
        sql: asText ? value : `CAST(${value} AS NUMERIC)`,
        fits: `${isPlainNumber(value)} AND ${hasDigits(value, to)}`,
      }
    default:
      return undefined
  }
}

const wholeDigits = { smallint: 5, integer: 10, bigint: 19 } as const

const fromDecimal = (from: Decimal, to: Decimal, value: string): TypeConversion => {
  const narrower = from.scale > to.scale || from.precision - from.scale > to.precision - to.scale
  const [fromText, toTextual] = [sqlType(from) === 'TEXT', sqlType(to) === 'TEXT']
  if (fromText) {
    const fits = narrower || !toTextual ? hasDigits(value, to) : undefined
    if (toTextual) return { sql: value, fits }
    return { sql: `CAST(${value} AS NUMERIC)`, fits, genuine: isPlainNumber(value) }
  }
  const sql = toTextual ? written(value, from.scale, to.scale) : value
  if (narrower) return { sql, fits: `round(${value}, ${to.scale}) = ${value} AND ${isSmall(value, to)}` }
  return toTextual ? { ...lossless(sql), genuine: isStoredNumber(value) } : lossless(sql)
}

/** Digits that can be counted. */
const isPlainNumber = (value: string): string => `${isNumber(value)} AND ${value} NOT GLOB '*[eE]*'`

const withFraction = (value: string, scale: number): string =>
  scale === 0 ? `CAST(${value} AS TEXT)` : `${value} || '.${'0'.repeat(scale)}'`

/**
 * A number has the digits of its own type and no more: those that the database would write behind them are the leftovers of binary
 * fractions, so that zeros are set in their place.
 */
const written = (value: string, from: number, to: number): string =>
  `CASE WHEN ${value} IS NOT NULL THEN format('%.${Math.min(from, to)}f', ${value})${zeros(from, to)} END`

const zeros = (from: number, to: number): string => {
  if (from >= to) return ''
  return ` || '${from === 0 ? '.' : ''}${'0'.repeat(to - from)}'`
}

/** What a decimal of that scale says in as many digits as a binary fraction has exactly. */
export const floatText = (value: string, scale: number): string => {
  if (scale === 0) return `format('%.0f', ${value})`
  const whole = `length(CAST(abs(${value}) AS INTEGER))`
  const digits = `max(1, min(${scale}, ${exactDigits} - ${whole}))`
  return `format('%.*f', ${digits}, ${value}) || substr('${'0'.repeat(scale)}', ${digits} + 1)`
}

/** Nobody knows how many digits of a binary fraction are meant: as many as are exact, if they lead back to the same number. */
const fromFloat = (to: Decimal, value: string): TypeConversion => {
  const text = floatText(value, to.scale)
  return {
    sql: `CASE WHEN ${value} IS NOT NULL THEN ${text} END`,
    fits: `CAST(${text} AS REAL) = ${value} AND ${isSmall(value, to)}`,
  }
}

const isSmall = (value: string, { precision, scale }: Decimal): string =>
  `abs(${value}) < 1e${precision - scale}`

/** No more digits before and after the point than the type has; zeros at the end are no digits. */
const hasDigits = (value: string, { precision, scale }: Decimal): string => {
  const point = `instr(${value} || '.', '.')`
  return `length(rtrim(substr(${value}, ${point} + 1), '0')) <= ${scale} AND length(ltrim(substr(${value}, 1, ${point} - 1), '-0')) <= ${precision - scale}`
}
