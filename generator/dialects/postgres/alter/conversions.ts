import type { LogicalType, Model } from '../../../model/model.js'
import { textLiteral } from '../literals.js'
import { sqlType } from '../types.js'
import { type ConversionFunction, elementsFunction } from './json-arrays.js'
import { isOtherForm, textOf } from './text-forms.js'

/** How values of one type become values of another. */
export type CastRecipe = {
  /** Undefined: the database's own assignment cast, which refuses texts that are too long. */
  readonly using: string | undefined
  /** True of a value that would not come out whole, so that it can be refused instead of rounded or cut. */
  readonly loses: string | undefined
  /** What both of them call. */
  readonly calls?: ConversionFunction
}

type Kind = LogicalType['kind']

const numbers: readonly Kind[] = ['smallint', 'integer', 'bigint', 'real', 'double', 'decimal']
const texts: readonly Kind[] = ['text', 'varchar', 'char']
/** From the left to the right nothing is lost. */
const widening: readonly Kind[] = ['smallint', 'integer', 'bigint', 'decimal']

/** `column` is quoted already; `from` and `to` are spelled in the names that hold after the renames. */
export const castRecipe = (
  column: string,
  from: LogicalType,
  to: LogicalType,
  after: Model,
  fromText: string,
): CastRecipe => {
  const target = sqlType(to, after)
  if (isForeign(from, to) || isForeign(to, from)) {
    return { using: `NULL::${target}`, loses: `${column} IS NOT NULL` }
  }
  const isText = isTextual(from, fromText)
  if (isText && isTextual(to, target)) return betweenTexts(column, to, target)
  if (numbers.includes(from.kind) && numbers.includes(to.kind)) {
    return {
      using: undefined,
      loses: losesNumber(from, to) ? roundTrip(column, target, fromText) : undefined,
    }
  }
  if (to.kind === 'array' && (isText || from.kind === 'json')) return fromJson(column, from, target)
  return {
    using: usingFor(column, from, to, target, isText),
    loses: losesFor(column, from, to, target, fromText),
  }
}

/** Whether no value of one type can be one of the other; so only rows without a value go from one to the other, and back. */
const isForeign = ({ kind }: LogicalType, other: LogicalType): boolean => {
  if (other.kind === kind || other.kind === 'native') return false
  switch (kind) {
    case 'array':
      return ![...texts, 'json'].includes(other.kind)
    case 'bytes':
      return !texts.includes(other.kind)
    case 'boolean':
      return other.kind === 'real' || other.kind === 'double' || other.kind === 'decimal'
    default:
      return false
  }
}

/** A list is written as in JSON, as in every database. */
const fromJson = (column: string, from: LogicalType, target: string): CastRecipe => {
  const calls = elementsFunction(column, target)
  const json = from.kind === 'json' ? column : `${column}::jsonb`
  const using = `${calls.name}(${json})`
  return { using, loses: `to_jsonb(${using}) <> ${json}`, calls }
}

const isTextual = ({ kind }: LogicalType, text: string): boolean =>
  texts.includes(kind) || (kind === 'enum' && text === 'text')

const betweenTexts = (column: string, to: LogicalType, target: string): CastRecipe => ({
  using: undefined,
  // Blanks at the end would be cut without a word.
  loses: to.kind === 'varchar' || to.kind === 'char' ? roundTrip(column, target, 'text') : undefined,
})

const losesNumber = (from: LogicalType, to: LogicalType): boolean => {
  if (from.kind === 'decimal' && to.kind === 'decimal') return to.scale < from.scale
  if (to.kind === 'decimal') return !widening.includes(from.kind)
  if (from.kind === 'real' && to.kind === 'double') return false
  const [source, target] = [widening.indexOf(from.kind), widening.indexOf(to.kind)]
  if (target >= 0 && source >= 0) return from.kind === 'decimal'
  return !(from.kind === 'smallint' || (from.kind === 'integer' && to.kind === 'double'))
}

const roundTrip = (column: string, target: string, source: string): string =>
  `${column}::${target}::${source} <> ${column}${source === 'text' ? '::text' : ''}`

/** Dates and times are those of UTC, whatever the zone of the session. */
const usingFor = (
  column: string,
  from: LogicalType,
  to: LogicalType,
  target: string,
  isText: boolean,
): string => {
  const key = `${from.kind} ${to.kind}`
  switch (key) {
    case 'date timestamp':
      return `${column}::timestamp AT TIME ZONE 'UTC'`
    case 'timestamp date':
    case 'timestamp time':
      return `(${column} AT TIME ZONE 'UTC')::${target}`
    case 'bigint boolean':
    case 'smallint boolean':
      return `${column} <> 0`
    case 'boolean bigint':
    case 'boolean smallint':
      return `${column}::integer::${target}`
    default:
      return plainCast(column, from, to, target, isText)
  }
}

const plainCast = (
  column: string,
  from: LogicalType,
  to: LogicalType,
  target: string,
  isText: boolean,
): string => {
  // The limit of length is left to the assignment, which refuses what an explicit cast would cut.
  if (texts.includes(to.kind)) return textOf(column, from)
  if (isText && to.kind === 'bytes') return `convert_to(${column}, 'UTF8')`
  if (from.kind === 'array' && to.kind === 'json') return `to_jsonb(${column})`
  const isDirect = isText || from.kind === 'array' || (from.kind === 'integer' && to.kind === 'boolean')
  return isDirect || (from.kind === 'boolean' && to.kind === 'integer') || target === 'text'
    ? `${column}::${target}`
    : `${column}::text::${target}`
}

const losesFor = (
  column: string,
  from: LogicalType,
  to: LogicalType,
  target: string,
  fromText: string,
): string | undefined => {
  const key = `${from.kind} ${to.kind}`
  if (isTextual(from, fromText)) {
    const otherForm = isOtherForm(column, to)
    if (otherForm !== undefined) return otherForm
    if (to.kind === 'decimal') return `${column}::numeric <> ${column}::${target}`
  }
  if (key === 'timestamp date') return `(${column} AT TIME ZONE 'UTC')::date <> ${column} AT TIME ZONE 'UTC'`
  if (key === 'timestamp time') return `${column} IS NOT NULL`
  if (to.kind === 'boolean' && numbers.includes(from.kind)) return `${column} NOT IN (0, 1)`
  if (from.kind === 'array' && to.kind === 'array') {
    return roundTrip(column, target, fromText)
  }
  return undefined
}

/** Values of an enum that go elsewhere, then the cast. */
export const movedValue = (
  column: string,
  moves: readonly { readonly from: string; readonly to: string }[],
  target: string,
): string => {
  if (moves.length === 0) return `${column}::text::${target}`
  const cases = moves.map(({ from, to }) => `WHEN ${textLiteral(from)} THEN ${textLiteral(to)}`)
  return `(CASE ${column}::text ${cases.join(' ')} ELSE ${column}::text END)::${target}`
}

export const movedElements = (
  column: string,
  moves: readonly { readonly from: string; readonly to: string }[],
): string =>
  moves.reduce(
    (array, { from, to }) => `array_replace(${array}, ${textLiteral(from)}, ${textLiteral(to)})`,
    `${column}::text[]`,
  )
