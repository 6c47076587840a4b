import { type Canonical, canonical } from './canonical.js'
import { jsonText } from './json-text.js'
import { parameterOf } from './parameter.js'
import { refuse } from './refuse.js'
import { columnType } from './types.js'
import type { Place, Writer } from './writer.js'

/** What SQLite keeps (https://www.sqlite.org/datatype3.html) and its drivers bind. */
export type SqliteValue = string | number | bigint | Uint8Array | null

/** Values as SQLite keeps them: texts, integers, floats and blobs. */
export const sqliteWriter: Writer = {
  encode,
  encodeList(type, values, place) {
    return `[${values.map((value) => listElement(encode(type, value, place))).join(',')}]`
  },
  encodeText(type, value, place) {
    const encoded = encode(type, value, place)
    if (encoded instanceof Uint8Array) return hex(encoded)
    return typeof encoded === 'bigint' ? encoded.toString() : encoded
  },
}

/** A parameter of a query whose column is not known: what is not SQLite's own becomes text or an integer. */
export function sqliteParameter(value: unknown, place: Place): SqliteValue {
  if (Array.isArray(value)) {
    const elements = Array.from(value, (item: unknown) =>
      jsonElement(item instanceof Date ? parameterOf(item, place) : item),
    )
    return jsonText(elements, place)
  }
  const parameter = parameterOf(value, place)
  return typeof parameter === 'boolean' ? Number(parameter) : (parameter as SqliteValue)
}

function encode(type: string, value: unknown, place: Place): SqliteValue {
  if (value === null) return null
  if (value === undefined) refuse(place, value, 'a value, or null')
  const column = columnType(type)
  if (column.kind === 'native') return sqliteParameter(value, place)
  const checked = canonical(column, value, place)
  if (typeof checked === 'boolean') return Number(checked)
  if (typeof checked !== 'object' || checked instanceof Uint8Array) return checked
  return column.kind === 'array' ? arrayText(column.element, checked) : null
}

/** Arrays are JSON texts in which nothing loses digits: bigint and decimal are strings, bytes are base64. */
function arrayText(element: string, values: readonly Canonical[]): string {
  if (columnType(element).kind === 'json') return `[${values.join(',')}]`
  return JSON.stringify(values.map(jsonElement))
}

function jsonElement(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value
}

function listElement(encoded: SqliteValue): string {
  if (typeof encoded === 'bigint') return encoded.toString()
  return JSON.stringify(encoded instanceof Uint8Array ? hex(encoded) : encoded)
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
