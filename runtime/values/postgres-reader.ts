import { parseArrayLiteral } from './array-literal.js'
import { withNullable } from './nullable.js'
import { readValue } from './read-value.js'
import type { Reader, ScalarReader } from './reader.js'
import { byteaBytes, readJsonText, scalarReader } from './scalar-reader.js'
import { type ColumnType, columnType } from './types.js'
import { unreadable } from './unreadable.js'

const bytes = (value: unknown): Uint8Array =>
  typeof value === 'string' ? byteaBytes(value) : scalarReader.bytes(value)

const parsed: ScalarReader = { ...scalarReader, bytes, json: (value) => value as never, array }
const texts: ScalarReader = { ...scalarReader, bytes, json: readJsonText, array }

/** Values that our PostgreSQL driver has parsed by their type; all that is left are its few common forms. */
export const postgresReader: Reader = withNullable(parsed)

/** Values as the texts that PostgreSQL writes of them: all of what belongs to a row, and some columns from other drivers. */
export const postgresTextReader: Reader = withNullable(texts)

function array<T>(value: unknown, element: string): T[] {
  if (Array.isArray(value)) return value as T[]
  if (typeof value !== 'string') return unreadable(value, `an array of ${element}`)
  const type = columnType(element)
  return parseArrayLiteral(value, (text) => readElement(type, text)) as T[]
}

/** Outside of arrays the server takes off what char(n) is filled with when it writes a text. */
function readElement(type: ColumnType, text: string): unknown {
  return readValue(texts, type, type.kind === 'char' ? text.replace(/ +$/, '') : text)
}
