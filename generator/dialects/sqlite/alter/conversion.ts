import type { LogicalType, Model } from '../../../model/model.js'
import { cast, sqlType } from '../types.js'
import { conditionFor } from '../value-checks.js'
import { floatText, toDecimal } from './decimal-conversion.js'
import { impossible, isNumber, isStoredNumber, lossless, type TypeConversion } from './type-conversion.js'

type Kind = LogicalType['kind']

const texts: readonly Kind[] = ['text', 'varchar', 'char']
const integers: readonly Kind[] = ['smallint', 'integer', 'bigint']
const floats: readonly Kind[] = ['real', 'double']
/** Kept as text that says all there is. */
const asText: readonly Kind[] = [...texts, 'date', 'time', 'timestamp', 'uuid', 'json', 'array', 'enum']

/** The plain conversion, for which the author says nothing. */
export const conversion = (
  from: LogicalType,
  to: LogicalType,
  value: string,
  model: Model,
): TypeConversion => {
  switch (to.kind) {
    case 'text':
      return toText(from, value)
    case 'varchar':
    case 'char':
      return shortened(toText(from, value), from, to.length)
    case 'smallint':
    case 'integer':
    case 'bigint':
      return toInteger(from, to.kind, value, model)
    case 'real':
    case 'double':
      return toFloat(from, value)
    case 'decimal':
      return toDecimal(from, to, value) ?? impossible(value)
    case 'boolean':
      return toBoolean(from, value)
    case 'date':
      return from.kind === 'timestamp'
        ? { sql: `substr(${value}, 1, 10)`, fits: `substr(${value}, 11) = 'T00:00:00.000Z'` }
        : sameText(from, to, value, model)
    case 'timestamp':
      if (from.kind === 'date') return lossless(`${value} || 'T00:00:00.000Z'`)
      return from.kind === 'native' ? instantOf(value) : sameText(from, to, value, model)
    case 'time':
    case 'enum':
      return sameText(from, to, value, model)
    case 'uuid':
      return toUuid(from, value)
    case 'json':
      return toJson(from, value, model)
    case 'array':
      return toArray(from, to, value, model)
    case 'bytes':
      return from.kind === 'bytes' || sqlType(from) === 'BLOB' ? lossless(value) : impossible(value)
    case 'native':
      return thereAndBack(from, to, value)
    default:
      return to satisfies never
  }
}

const isOneOf = ({ kind }: LogicalType, kinds: readonly Kind[]): boolean => kinds.includes(kind)

/** As text of its own kind; `15` digits are what the database writes of a number, and 17 are what it keeps. */
const toText = (from: LogicalType, value: string): TypeConversion => {
  if (isOneOf(from, asText)) return lossless(value)
  if (isOneOf(from, integers)) return lossless(`CAST(${value} AS TEXT)`)
  if (from.kind === 'boolean') return lossless(`CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`)
  if (isOneOf(from, floats)) {
    const short = `CAST(${value} AS TEXT)`
    return {
      ...lossless(
        `CASE WHEN CAST(${short} AS REAL) = ${value} THEN ${short} WHEN ${value} IS NOT NULL THEN format('%!.17g', ${value}) END`,
      ),
      genuine: isStoredNumber(value),
    }
  }
  if (from.kind === 'decimal') {
    return sqlType(from) === 'TEXT'
      ? lossless(value)
      : {
          ...lossless(`CASE WHEN ${value} IS NOT NULL THEN format('%.${from.scale}f', ${value}) END`),
          genuine: isStoredNumber(value),
        }
  }
  return from.kind === 'native' ? thereAndBack(from, { kind: 'text' }, value) : impossible(value)
}

const shortened = (plain: TypeConversion, from: LogicalType, length: number): TypeConversion =>
  (from.kind === 'varchar' || from.kind === 'char') && from.length <= length
    ? plain
    : {
        ...plain,
        fits: [plain.fits, `length(${plain.sql}) <= ${length}`]
          .filter((each) => each !== undefined)
          .join(' AND '),
      }

const toInteger = (from: LogicalType, to: Kind, value: string, model: Model): TypeConversion => {
  const sql = isOneOf(from, [...integers, 'boolean']) ? value : `CAST(${value} AS INTEGER)`
  const within = to === 'bigint' ? undefined : conditionFor({ kind: to } as LogicalType, sql, model)
  const both = (fits: string): TypeConversion => ({
    sql,
    fits: within === undefined ? fits : `${fits} AND ${within}`,
  })
  if (from.kind === 'boolean') return lossless(sql)
  if (isOneOf(from, integers)) {
    return integers.indexOf(from.kind) <= integers.indexOf(to) ? lossless(sql) : { sql, fits: within }
  }
  if (isOneOf(from, floats)) return both(`${sql} = ${value}`)
  if (isOneOf(from, [...texts, 'json', 'native'])) return both(`CAST(${sql} AS TEXT) = ${value}`)
  if (from.kind !== 'decimal') return impossible(value)
  return both(
    sqlType(from) === 'TEXT'
      ? `CAST(${sql} AS TEXT) = CASE WHEN instr(${value}, '.') THEN rtrim(rtrim(${value}, '0'), '.') ELSE ${value} END`
      : `${sql} = ${value}`,
  )
}

const toFloat = (from: LogicalType, value: string): TypeConversion => {
  const sql = `CAST(${value} AS REAL)`
  if (isOneOf(from, [...floats, 'smallint', 'integer'])) return lossless(value)
  if (from.kind === 'bigint') return { sql, fits: `CAST(${sql} AS INTEGER) = ${value}` }
  if (isOneOf(from, [...texts, 'json'])) return { sql, fits: isNumber(value) }
  if (from.kind === 'native') return thereAndBack(from, { kind: 'double' }, value)
  if (from.kind !== 'decimal') return impossible(value)
  return sqlType(from) === 'TEXT'
    ? { sql, fits: `${floatText(sql, from.scale)} = ${value}` }
    : lossless(value)
}

const truths = "'true', 't', 'yes', 'y', 'on', '1'"
const untruths = "'false', 'f', 'no', 'n', 'off', '0'"

/** A text that the database reads as a time, in UTC unless it says otherwise: https://www.sqlite.org/lang_datefunc.html */
const instantOf = (value: string): TypeConversion => {
  const sql = `strftime('%Y-%m-%dT%H:%M:%fZ', ${value})`
  return { sql, fits: `typeof(${value}) = 'text' AND ${sql} IS NOT NULL` }
}

const toBoolean = (from: LogicalType, value: string): TypeConversion => {
  if (from.kind === 'boolean') return lossless(value)
  if (isOneOf(from, integers)) return { sql: value, fits: `${value} IN (0, 1)` }
  if (from.kind === 'native') {
    return {
      sql: `CASE WHEN typeof(${value}) = 'text' THEN lower(${value}) IN (${truths}) ELSE ${value} END`,
      fits: `${value} IN (0, 1) OR lower(${value}) IN (${truths}, ${untruths})`,
    }
  }
  return isOneOf(from, [...texts, 'json'])
    ? { sql: `lower(${value}) IN (${truths})`, fits: `lower(${value}) IN (${truths}, ${untruths})` }
    : impossible(value)
}

/** Text whose form is the type: it stays as it is, or it does not belong. */
const sameText = (from: LogicalType, to: LogicalType, value: string, model: Model): TypeConversion => {
  const related: readonly Kind[] = [
    ...texts,
    'native',
    to.kind,
    ...(to.kind === 'array' ? (['json'] as const) : []),
  ]
  return isOneOf(from, related) ? { sql: value, fits: conditionFor(to, value, model) } : impossible(value)
}

const toUuid = (from: LogicalType, value: string): TypeConversion => {
  if (from.kind === 'uuid') return lossless(value)
  const digits = `replace(lower(${value}), '-', '')`
  return isOneOf(from, [...texts, 'native'])
    ? {
        sql: `lower(${value})`,
        fits: `${value} LIKE '________-____-____-____-____________' AND length(${digits}) = 32 AND ${digits} NOT GLOB '*[^0-9a-f]*'`,
      }
    : impossible(value)
}

const toJson = (from: LogicalType, value: string, model: Model): TypeConversion => {
  if (from.kind === 'json' || from.kind === 'array') return lossless(value)
  if (from.kind === 'boolean' || isOneOf(from, integers)) return toText(from, value)
  // Infinity is a number here and none in JSON.
  if (isOneOf(from, floats)) {
    return { ...toText(from, value), genuine: `${isStoredNumber(value)} AND abs(${value}) < 9e999` }
  }
  return sameText(from, { kind: 'json' }, value, model)
}

const toArray = (
  from: LogicalType,
  to: Extract<LogicalType, { readonly kind: 'array' }>,
  value: string,
  model: Model,
): TypeConversion => {
  if (from.kind !== 'array') return sameText(from, to, value, model)
  const inner = conversion(from.element, to.element, 'value', model)
  if (inner.sql !== 'value') return impossible(value)
  return {
    sql: value,
    fits:
      inner.fits === undefined
        ? undefined
        : `NOT EXISTS (SELECT 1 FROM json_each(${value}) WHERE (${inner.fits}) IS FALSE)`,
  }
}

/** Of types that only the author knows, all that can be said is whether the value comes back. */
const thereAndBack = (from: LogicalType, to: LogicalType, value: string): TypeConversion => {
  const [old, next] = [sqlType(from), sqlType(to)]
  if (old === next) return lossless(value)
  if (next === '') return lossless(value)
  const sql = cast(value, next)
  // Without a plus the affinity of the cast would reach the old value, too, and 12 would be '0012'.
  return { sql, fits: `${old === '' ? `+${sql}` : cast(sql, old)} IS ${value}` }
}
