import type { LogicalType } from '../../../model/model.js'
import { sqlType } from '../types.js'
import { isNumber, lossless, type TypeConversion } from './type-conversion.js'

type Decimal = Extract<LogicalType, { readonly kind: 'decimal' }>

/** Undefined: there is no such conversion. Decimals of many digits are texts, and the others are numbers. */
export const toDecimal = (from: LogicalType, to: Decimal, value: string): TypeConversion | undefined => {
  const written = sqlType(to) === 'TEXT'
  switch (from.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
      return {
        sql: written ? withFraction(value, to.scale) : value,
        fits: wholeDigits[from.kind] <= to.precision - to.scale ? undefined : isSmall(value, to),
      }
    case 'real':
    case 'double':
      return {
        sql: written ? formatted(value, to.scale) : value,
        fits: `round(${value}, ${to.scale}) = ${value} AND ${isSmall(value, to)}`,
      }
    case 'decimal':
      return fromDecimal(from, to, value)
    case 'text':
    case 'varchar':
    case 'char':
      return {
        sql: written ? value : `CAST(${value} AS NUMERIC)`,
        fits: `${isNumber(value)} AND ${value} NOT GLOB '*[eE]*' AND ${hasDigits(value, to)}`,
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
    return {
      sql: toTextual ? value : `CAST(${value} AS NUMERIC)`,
      fits: narrower || !toTextual ? hasDigits(value, to) : undefined,
    }
  }
  const sql = toTextual ? formatted(value, to.scale) : value
  return narrower
    ? { sql, fits: `round(${value}, ${to.scale}) = ${value} AND ${isSmall(value, to)}` }
    : lossless(sql)
}

const withFraction = (value: string, scale: number): string =>
  scale === 0 ? `CAST(${value} AS TEXT)` : `${value} || '.${'0'.repeat(scale)}'`

const formatted = (value: string, scale: number): string =>
  `CASE WHEN ${value} IS NOT NULL THEN format('%.${scale}f', ${value}) END`

const isSmall = (value: string, { precision, scale }: Decimal): string =>
  `abs(${value}) < 1e${precision - scale}`

/** No more digits before and after the point than the type has; zeros at the end are no digits. */
const hasDigits = (value: string, { precision, scale }: Decimal): string => {
  const point = `instr(${value} || '.', '.')`
  return `length(rtrim(substr(${value}, ${point} + 1), '0')) <= ${scale} AND length(ltrim(substr(${value}, 1, ${point} - 1), '-0')) <= ${precision - scale}`
}
