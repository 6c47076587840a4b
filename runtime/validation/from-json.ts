import { parseInstant } from '../values/temporal.js'
import type { ColumnType } from '../values/types.js'

const withZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d(:?\d\d)?)$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The value of a text where JSON has nothing better; any other value, and any other text, as it is. */
export function fromJson(kind: ColumnType['kind'], value: unknown): unknown {
  if (typeof value !== 'string') return value
  switch (kind) {
    case 'timestamp':
      return withZone.test(value) ? (parseInstant(value) ?? value) : value
    case 'bigint':
      return /^-?\d{1,19}$/.test(value) ? BigInt(value) : value
    case 'bytes':
      return base64.test(value) ? bytesOf(value) : value
    default:
      return value
  }
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
