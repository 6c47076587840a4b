import type { EnumEntry } from '../../document/document.js'
import type { Literal, LogicalType } from '../model.js'
import { quoted, suggestion } from '../quoted.js'
import { bytesLiteral } from './bytes.js'
import { dateLiteral, timeLiteral, timestampLiteral } from './date-time.js'
import { decimalLiteral } from './decimal.js'
import { floatLiteral } from './float.js'
import { bigintLiteral, integerLiteral } from './integer.js'
import { jsonLiteral } from './json.js'
import type { LiteralResult, WrittenLiteral } from './result.js'
import { textLiteral } from './text.js'

export const canonicalLiteral = (
  type: LogicalType,
  written: WrittenLiteral,
  enums: ReadonlyMap<string, EnumEntry>,
): LiteralResult => {
  switch (type.kind) {
    case 'text':
      return textLiteral(written, undefined)
    case 'varchar':
    case 'char':
      return textLiteral(written, type.length)
    case 'smallint':
    case 'integer':
      return integerLiteral(written, type.kind)
    case 'bigint':
      return bigintLiteral(written)
    case 'real':
    case 'double':
      return floatLiteral(written, type.kind)
    case 'decimal':
      return decimalLiteral(written, type.precision, type.scale)
    case 'boolean':
      return typeof written.value === 'boolean'
        ? { value: written.value }
        : { problem: 'a boolean is expected', hint: 'Write true or false, without quotes' }
    case 'date':
      return dateLiteral(written)
    case 'time':
      return timeLiteral(written)
    case 'timestamp':
      return timestampLiteral(written)
    case 'uuid':
      return uuidLiteral(written)
    case 'json':
      return jsonLiteral(written.value)
    case 'bytes':
      return bytesLiteral(written)
    case 'array':
      return arrayLiteral(type.element, written, enums)
    case 'enum':
      return enumLiteral(type.name, written, enums)
    case 'native':
      return nativeLiteral(written)
    default:
      return type satisfies never
  }
}

const uuidLiteral = ({ value }: WrittenLiteral): LiteralResult =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
    ? { value: value.toLowerCase() }
    : { problem: 'a UUID is expected', hint: 'Such as 00000000-0000-4000-8000-000000000000' }

const enumLiteral = (
  name: string,
  { value }: WrittenLiteral,
  enums: ReadonlyMap<string, EnumEntry>,
): LiteralResult => {
  const values = enums.get(name)?.values.map((known) => known.value) ?? []
  if (typeof value === 'string' && values.includes(value)) return { value }
  return {
    problem: `it is none of the values of the enum ${quoted(name)}`,
    hint: suggestion(String(value), values),
  }
}

const arrayLiteral = (
  element: LogicalType,
  { value }: WrittenLiteral,
  enums: ReadonlyMap<string, EnumEntry>,
): LiteralResult => {
  if (!Array.isArray(value)) return { problem: 'a list is expected', hint: 'Write [] for an empty one' }
  const values: Literal[] = []
  for (const [index, item] of value.entries()) {
    const result = canonicalLiteral(element, { value: item, source: undefined }, enums)
    if ('problem' in result) return { ...result, problem: `element ${index + 1}: ${result.problem}` }
    values.push(result.value)
  }
  return { value: values }
}

/** What the database makes of it is the author's business, so only what every SQL can write is taken. */
const nativeLiteral = ({ value }: WrittenLiteral): LiteralResult => {
  if (typeof value === 'bigint') return { value: String(value) }
  if (typeof value === 'number' && !Number.isFinite(value)) return { problem: 'a finite number is expected' }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { value }
  return {
    problem: 'the type belongs to the database, so its default must be text, a number or a boolean',
    hint: 'Write { sql: "..." }',
  }
}
