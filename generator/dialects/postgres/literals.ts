import type { Literal, LogicalType, Model } from '../../model/model.js'
import { sqlType } from './types.js'

/**
 * A text as SQL. The form with E is the same whatever `standard_conforming_strings` says, and keeps control characters from
 * breaking the line: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE
 */
export const textLiteral = (value: string): string => {
  if (value.includes('\0')) throw new Error('A text with a NUL character cannot be written as SQL')
  const quoted = value.replaceAll("'", "''")
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  if (!/[\\\u0001-\u001f\u007f]/.test(value)) return `'${quoted}'`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
  const escaped = quoted.replaceAll('\\', '\\\\').replace(/[\u0001-\u001f\u007f]/g, escapeControl)
  return `E'${escaped}'`
}

const namedEscapes = new Map([
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

const escapeControl = (character: string): string =>
  namedEscapes.get(character) ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`

/** A literal in its canonical form as SQL of the type. */
export const literal = (value: Literal, type: LogicalType, model: Model): string => {
  if (value === null) return type.kind === 'json' ? `'null'::jsonb` : 'NULL'
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'enum':
      return textLiteral(String(value))
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'decimal':
      return numberLiteral(value)
    case 'boolean':
      return value === true ? 'true' : 'false'
    case 'json':
      return `${textLiteral(JSON.stringify(value))}::jsonb`
    case 'bytes':
      return `${textLiteral(bytesText(String(value)))}::bytea`
    case 'array':
      return `${textLiteral(arrayText(value, type.element))}::${sqlType(type, model)}`
    case 'native':
      return nativeLiteral(value)
    default:
      return type satisfies never
  }
}

const numberLiteral = (value: Literal): string => {
  const text = String(value)
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text)) throw new Error(`${text} is not a number of SQL`)
  return text
}

const nativeLiteral = (value: Exclude<Literal, null>): string => {
  if (typeof value === 'number') return numberLiteral(value)
  if (typeof value === 'boolean') return String(value)
  return textLiteral(typeof value === 'string' ? value : JSON.stringify(value))
}

const bytesText = (base64: string): string => `\\x${Buffer.from(base64, 'base64').toString('hex')}`

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const arrayText = (value: Literal, element: LogicalType): string => {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is not a list`)
  return `{${value.map((item: Literal) => elementText(item, element)).join(',')}}`
}

const elementText = (value: Literal, type: LogicalType): string => {
  if (type.kind === 'json') return quoteElement(JSON.stringify(value))
  if (value === null) return 'NULL'
  if (type.kind === 'bytes') return quoteElement(bytesText(String(value)))
  return typeof value === 'string' ? quoteElement(value) : String(value)
}

const quoteElement = (text: string): string =>
  /^[\w.+-]+$/.test(text) && !/^null$/i.test(text)
    ? text
    : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
