import { JsonNull } from './json.js'
import { withNullable } from './nullable.js'
import { readValue } from './read-value.js'
import type { Reader, ScalarReader } from './reader.js'
import { readJsonText, scalarReader } from './scalar-reader.js'
import { type ColumnType, columnType } from './types.js'
import { unreadable } from './unreadable.js'

const scalars: ScalarReader = {
  ...scalarReader,
  json: readJsonText,
  array,
  native: <T>(value: unknown) => plainValue(value) as T,
}

/** Values as SQLite keeps them, from our driver and from any other. */
export const sqliteReader: Reader = withNullable(scalars)

/** A value that no schema describes: integers are numbers while they are exact. */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  }
  return value instanceof Uint8Array ? scalarReader.bytes(value) : value
}

function array<T>(value: unknown, element: string): T[] {
  const elements = typeof value === 'string' ? readJsonText<unknown>(value) : value
  if (!Array.isArray(elements)) return unreadable(value, `an array of ${element}`)
  if (elements === value) return elements as T[]
  const type = columnType(element)
  return elements.map((item: unknown) => readElement(type, item)) as T[]
}

function readElement(type: ColumnType, item: unknown): unknown {
  if (type.kind === 'json') return item === null ? JsonNull : item
  if (item === null) return null
  if (type.kind === 'bytes' && typeof item === 'string') return new Uint8Array(Buffer.from(item, 'base64'))
  return readValue(scalars, type, item)
}
