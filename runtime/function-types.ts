import { type ColumnType, columnType, NUMERIC_DIGITS } from './values/types.js'

/**
 * The type of an expression as in a {@link ColumnDefinition}, without nullability; `any` of a parameter and of NULL, which take
 * the type of what they stand beside; `undefined` where it is not known.
 */
export type ExpressionType = string | undefined

const byName: { readonly [name: string]: (types: readonly ExpressionType[]) => ExpressionType } = {
  __proto__: null as never,
  abs: ([type]) => type,
  char_length: () => 'integer',
  coalesce: unified,
  count: () => 'bigint',
  cume_dist: () => 'double',
  dense_rank: () => 'bigint',
  first_value: ([type]) => type,
  greatest: unified,
  group_concat: () => 'text',
  ifnull: unified,
  iif: ([, ...results]) => unified(results),
  lag: ([type, , otherwise = 'any']) => unified([type, otherwise]),
  last_value: ([type]) => type,
  lead: ([type, , otherwise = 'any']) => unified([type, otherwise]),
  least: unified,
  length: () => 'integer',
  lower: () => 'text',
  ltrim: () => 'text',
  max: unified,
  min: unified,
  nth_value: ([type]) => type,
  ntile: () => 'integer',
  nullif: ([type]) => type,
  percent_rank: () => 'double',
  rank: () => 'bigint',
  replace: () => 'text',
  row_number: () => 'bigint',
  rtrim: () => 'text',
  string_agg: () => 'text',
  substr: () => 'text',
  sum: ([type]) => sum(type),
  avg: ([type]) => (type === 'real' || type === 'double' ? 'double' : undefined),
  trim: () => 'text',
  upper: () => 'text',
}

/** Functions that return one of their arguments. */
export const choosingFunctions: ReadonlySet<string> = new Set(['coalesce', 'greatest', 'ifnull', 'least'])

/** The type of what an SQL function returns for arguments of these types. */
export function functionType(name: string, types: readonly ExpressionType[]): ExpressionType {
  return byName[name.toLowerCase()]?.(types)
}

/** The one type of results that may come from several expressions, such as the branches of CASE. */
export function unified(types: readonly ExpressionType[]): ExpressionType {
  return types.reduce(pairType, 'any')
}

/** The type of `+ - * / %` between two types. */
export function arithmeticType(
  operator: string,
  left: ExpressionType,
  right: ExpressionType,
): ExpressionType {
  if (left === undefined || right === undefined) return undefined
  const [one, other] = [numeric(left), numeric(right)]
  if (one?.kind !== 'decimal' && other?.kind !== 'decimal') return numericPair(left, right)
  if (isFloat(left) || isFloat(right)) return 'double'
  const [scale, otherScale] = [shortScale(left), shortScale(right)]
  if (scale === undefined || otherScale === undefined) return undefined
  if (operator === '*') return decimalOf(scale + otherScale)
  return '+-%'.includes(operator) ? decimalOf(Math.max(scale, otherScale)) : undefined
}

/** A decimal that SQLite computes, a number with so many digits after the point. */
export function decimalOf(scale: number): ExpressionType {
  return scale <= NUMERIC_DIGITS ? `decimal(${NUMERIC_DIGITS},${scale})` : undefined
}

/** The type that CAST names, if it is one that both databases cast to. */
export function castType(sqlType: string): ExpressionType {
  const name = sqlType.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const [, digits] = /^(?:numeric|decimal) ?(\(\d+ ?, ?\d+\))$/.exec(name) ?? []
  return digits === undefined ? castTypes[name] : `decimal${digits.replaceAll(' ', '')}`
}

const castTypes: { readonly [name: string]: string } = {
  __proto__: null as never,
  bigint: 'bigint',
  'double precision': 'double',
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  integer: 'integer',
  real: 'real',
  smallint: 'smallint',
  text: 'text',
}

const integers = ['smallint', 'integer', 'bigint']

function pairType(left: ExpressionType, right: ExpressionType): ExpressionType {
  if (left === 'any') return right
  if (right === 'any' || left === right) return left
  if (left === undefined || right === undefined) return undefined
  if (isText(left) && isText(right)) return 'text'
  if (isFloat(left) || isFloat(right)) return numericPair(left, right)
  const [scale, otherScale] = [shortScale(left), shortScale(right)]
  if (scale === undefined || otherScale === undefined) return undefined
  return integers.includes(left) && integers.includes(right)
    ? numericPair(left, right)
    : decimalOf(Math.max(scale, otherScale))
}

function numericPair(left: string, right: string): ExpressionType {
  if (left === 'any' || right === 'any') {
    const known = left === 'any' ? right : left
    return numeric(known) === undefined ? undefined : known
  }
  if (numeric(left) === undefined || numeric(right) === undefined) return undefined
  if (isFloat(left) || isFloat(right)) return 'double'
  return integers[Math.max(integers.indexOf(left), integers.indexOf(right))]
}

/** As PostgreSQL: of bigint the sum is a decimal. https://www.postgresql.org/docs/current/functions-aggregate.html */
function sum(type: ExpressionType): ExpressionType {
  if (type === 'smallint' || type === 'integer') return 'bigint'
  if (type === 'bigint') return decimalOf(0)
  if (type === undefined || type === 'any') return undefined
  if (isFloat(type)) return type
  const scale = shortScale(type)
  return scale === undefined ? undefined : decimalOf(scale)
}

/** Digits after the point of a number that is exact in SQLite; longer decimals are texts there, which it computes roughly. */
function shortScale(type: string): number | undefined {
  const parsed = numeric(type)
  if (parsed?.kind !== 'decimal') return parsed === undefined || isFloat(type) ? undefined : 0
  return parsed.precision > NUMERIC_DIGITS ? undefined : parsed.scale
}

function numeric(type: string): ColumnType | undefined {
  if (type === 'any') return undefined
  const parsed = columnType(type)
  return parsed.kind === 'decimal' || isFloat(type) || integers.includes(type) ? parsed : undefined
}

function isFloat(type: string): boolean {
  return type === 'real' || type === 'double'
}

function isText(type: string): boolean {
  const { kind } = columnType(type)
  return kind === 'text' || kind === 'char'
}
