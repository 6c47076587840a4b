import { parseArrayLiteral } from './array-literal.js'
import { withNullable } from './nullable.js'
import { readValue } from './read-value.js'
import type { Reader, ScalarReader } from './reader.js'
import { byteaBytes, readJsonText, scalarReader } from './scalar-reader.js'
import { columnType } from './types.js'
import { unreadable } from './unreadable.js'

const bytes = (value: unknown): Uint8Array =>
  typeof value === 'string' ? byteaBytes(value) : scalarReader.bytes(value)

const parsed: ScalarReader = { ...scalarReader, bytes, json: (value) => value as never, array }
const texts: ScalarReader = { ...scalarReader, bytes, json: readJsonText, array }

/** Values that our PostgreSQL driver has parsed by their type; all that is left are its few common forms. */
export const postgresReader: Reader = withNullable(parsed)

/** Values from another PostgreSQL driver, for which some columns are selected as text. */
export const foreignPostgresReader: Reader = withNullable(texts)

function array<T>(value: unknown, element: string): T[] {
  if (Array.isArray(value)) return value as T[]
  if (typeof value !== 'string') return unreadable(value, `an array of ${element}`)
  const type = columnType(element)
  return parseArrayLiteral(value, (text) => readValue(texts, type, text)) as T[]
}
