import type { Literal, LogicalType, Model } from '../../model/model.js'
import { literalIn, numberLiteral } from '../literals.js'
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

const unescaped = new Map([...namedEscapes].map(([character, escaped]) => [escaped, character]))

const escapeControl = (character: string): string =>
  namedEscapes.get(character) ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`

/** The text that is written so; undefined: in a way of which this knows nothing. */
export const textOf = (sql: string): string | undefined => {
  const [, escaped, inside] = /^(E?)'((?:[^'\\]|''|\\.)*)'$/is.exec(sql) ?? []
  if (inside === undefined || (escaped === '' && inside.includes('\\'))) return undefined
  return inside
    .replaceAll("''", "'")
    .replace(/\\(?:x([0-9a-f]{1,2})|(.))/gis, (written: string, code: string | undefined, letter: string) =>
      code === undefined
        ? (unescaped.get(written) ?? letter)
        : String.fromCharCode(Number.parseInt(code, 16)),
    )
}

/** A literal in its canonical form as SQL of the type. */
export const literal = (value: Literal, type: LogicalType, model: Model): string =>
  literalIn(
    {
      text: textLiteral,
      boolean: String,
      decimal: numberLiteral,
      json: (text) => `${textLiteral(text)}::jsonb`,
      bytes: (base64) => `${textLiteral(bytesText(base64))}::bytea`,
      array: (list, array) => `${textLiteral(arrayText(list, array.element))}::${sqlType(array, model)}`,
    },
    value,
    type,
  )

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
