import { canonicalLiteral } from '../../../model/literals/literal.js'
import type { DefaultValue, Literal, LogicalType } from '../../../model/model.js'
import { name as dialect } from '../versions.js'
import { withoutParentheses } from './read-expression.js'
import { readArrayText, readText, withoutCasts } from './read-literal.js'

/** A default as pg_get_expr() writes it, back to what the author may have said. */
export const readDefault = (expression: string, type: LogicalType): DefaultValue =>
  readCall(expression, type) ??
  readLiteral(expression, type) ?? { kind: 'sql', sql: withoutParentheses(expression) }

const readCall = (expression: string, { kind }: LogicalType): DefaultValue | undefined => {
  if (nowOf[kind]?.includes(expression)) return { kind: 'now' }
  const uuid =
    kind === 'uuid' ? 'gen_random_uuid()' : kind === 'text' ? '(gen_random_uuid())::text' : undefined
  return expression === uuid ? { kind: 'uuid' } : undefined
}

const nowOf: { readonly [kind in LogicalType['kind']]?: readonly string[] } = {
  timestamp: ['now()'],
  date: [`((now() AT TIME ZONE 'UTC'::text))::date`, `(now() AT TIME ZONE 'UTC'::text)::date`],
  time: [
    `((now() AT TIME ZONE 'UTC'::text))::time without time zone`,
    `(now() AT TIME ZONE 'UTC'::text)::time without time zone`,
  ],
}

const readLiteral = (expression: string, type: LogicalType): DefaultValue | undefined => {
  const bare = withoutCasts(expression)
  if (bare === undefined) return undefined
  const value = written(bare, type)
  // JSON's own null has no word, and bits are not a text that becomes bits.
  if (value === undefined || value === null || /^'[01]*'::"bit"$/.test(expression) !== isBits(type))
    return undefined
  if (isOfEnum(type)) return { kind: 'literal', value: value as Literal }
  const result = canonicalLiteral(type, { value, source: undefined }, new Map())
  return 'problem' in result ? undefined : { kind: 'literal', value: result.value }
}

const isBits = (type: LogicalType): boolean =>
  type.kind === 'native' && /^bit\(\d+\)$/.test(type.sql[dialect] ?? '')

/** Whose values are known only to the model. */
const isOfEnum = ({ kind, ...type }: LogicalType): boolean =>
  kind === 'enum' || (kind === 'array' && 'element' in type && type.element.kind === 'enum')

type Written = Parameters<typeof canonicalLiteral>[1]['value']

/** The value as YAML would spell it. */
const written = (bare: string, type: LogicalType): Written | undefined => {
  if (bare === 'true' || bare === 'false') return bare === 'true'
  const text = readText(bare)
  if (text === undefined) return readNumber(bare, type)
  switch (type.kind) {
    case 'json':
      return parsedJson(text)
    case 'array':
      return readArrayText(text)?.map((item) => (item === null ? null : ofElement(item, type.element)))
    case 'bytes':
      return text.startsWith('\\x') ? Buffer.from(text.slice(2), 'hex').toString('base64') : undefined
    case 'timestamp':
      return text.replace(/\+00$/, 'Z')
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return Number.isFinite(Number(text)) ? Number(text) : undefined
    case 'bigint':
      return /^-?\d+$/.test(text) ? BigInt(text) : undefined
    default:
      return text
  }
}

/** An item of an array, whose text has no type of its own. */
const ofElement = (item: string, element: LogicalType): Written => {
  if (element.kind === 'boolean') return item === 't' || item === 'true'
  return written(`'${item.replaceAll("'", "''")}'`, element) ?? item
}

const readNumber = (bare: string, { kind }: LogicalType): Written | undefined => {
  if (!/^-?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(bare)) return undefined
  if (kind === 'bigint') return /^-?\d+$/.test(bare) ? BigInt(bare) : undefined
  if (kind === 'decimal') return bare
  // A type of the database's own may show the digits that it was given.
  return kind === 'native' && String(Number(bare)) !== bare ? undefined : Number(bare)
}

/** Numbers keep their digits there, which they would not here: `2.50`. */
const parsedJson = (text: string): Written | undefined => {
  const numbers = text.replace(/"(?:[^"\\]|\\.)*"/g, '').match(/-?\d[\d.eE+-]*/g) ?? []
  if (numbers.some((number) => String(Number(number)) !== number)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
