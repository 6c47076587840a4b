import { JsonNull } from './json.js'
import { refuse } from './refuse.js'
import type { Place } from './writer.js'

/** The text of a JSON column. What JSON would lose silently (NaN, undefined, functions, NUL, half surrogate pairs) is refused. */
export function jsonText(value: unknown, place: Place): string {
  const text = stringify(value, place)
  if (text === undefined) refuse(place, value, 'a JSON value')
  // Escapes and nulls are rare, so that a second walk over the value is made only where one of them may be a loss.
  if (/\\u(?:0000|d[89a-f])|null/i.test(text)) inspect(value, place)
  return text
}

function stringify(value: unknown, place: Place): string | undefined {
  try {
    return JSON.stringify(value)
  } catch (error) {
    refuse(
      place,
      value,
      `a JSON value (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`,
    )
  }
}

function inspect(value: unknown, place: Place): void {
  if (value === null || value === JsonNull) return
  if (typeof value === 'string') inspectText(value, place)
  else if (typeof value === 'number') inspectNumber(value, place)
  else if (Array.isArray(value)) for (const item of value) inspectItem(item, place)
  else if (typeof value === 'object') inspectObject(value, place)
}

function inspectObject(value: object, place: Place): void {
  if (hasToJson(value)) {
    inspect(value.toJSON(), place)
    return
  }
  for (const [key, item] of Object.entries(value)) {
    inspectText(key, place)
    inspect(item, place)
  }
}

function inspectItem(item: unknown, place: Place): void {
  if (item === undefined || typeof item === 'function' || typeof item === 'symbol') {
    refuse(place, item, 'JSON values in the array; JSON has no undefined')
  }
  inspect(item, place)
}

function inspectNumber(value: number, place: Place): void {
  if (!Number.isFinite(value)) refuse(place, value, 'finite numbers in JSON')
}

function inspectText(value: string, place: Place): void {
  if (/[\0\p{Surrogate}]/u.test(value))
    refuse(place, value, 'text without NUL characters and half surrogate pairs')
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}
