import { JsonNull } from './json.js'
import { refuse } from './refuse.js'
import type { Place } from './writer.js'

/** A value inside a JSON value that JSON cannot keep, and what should stand in its place. */
type Flaw = {
  readonly path: readonly (string | number)[]
  readonly value: unknown
  readonly expected: string
}

/**
 * The text of a JSON column. What JSON would lose or change silently is refused: dates, maps, bytes and other objects of classes
 * that do not say by `toJSON` what they are, functions, numbers that are not finite, NUL, half surrogate pairs. Properties that
 * are undefined are left out.
 */
export function jsonText(value: unknown, place: Place): string {
  let text: string | undefined
  try {
    text = JSON.stringify(value)
  } catch (error) {
    // A bigint or a circle, which is found by remembering the way down.
    report(inspect(value, 0, new Set()), place)
    refuse(place, value, `a JSON value (${String(error).split('\n')[0]})`)
  }
  report(inspect(value, 0, undefined), place)
  return text ?? refuse(place, value, 'a JSON value')
}

function report(flaw: Flaw | undefined, place: Place): void {
  if (flaw === undefined) return
  refuse(place, flaw.value, flaw.expected, flaw.path)
}

/** SQLite takes no more: https://sqlite.org/json1.html */
const deepest = 1000

/** `above`: the objects on the way down, where a circle is looked for. */
function inspect(value: unknown, depth: number, above: Set<object> | undefined): Flaw | undefined {
  switch (typeof value) {
    case 'boolean':
      return undefined
    case 'string':
      return inspectText(value)
    case 'number':
      return Number.isFinite(value) ? undefined : flaw(value, 'finite numbers in JSON')
    case 'object':
      return value === null || value === JsonNull ? undefined : inspectObject(value, depth + 1, above)
    default:
      return flaw(value, 'a JSON value')
  }
}

function inspectObject(value: object, depth: number, above: Set<object> | undefined): Flaw | undefined {
  if (above?.has(value)) return flaw(value, 'a JSON value, which cannot contain itself')
  if (depth > deepest) return flaw(value, `JSON that is at most ${deepest} levels deep`)
  above?.add(value)
  const found = Array.isArray(value) ? inspectItems(value, depth, above) : inspectOther(value, depth, above)
  above?.delete(value)
  return found
}

function inspectItems(
  items: readonly unknown[],
  depth: number,
  above: Set<object> | undefined,
): Flaw | undefined {
  for (let index = 0; index < items.length; index++) {
    const found = inspect(items[index], depth, above)
    if (found !== undefined) return inside(found, index)
  }
  return undefined
}

function inspectOther(value: object, depth: number, above: Set<object> | undefined): Flaw | undefined {
  if (value instanceof Date)
    return flaw(value, 'a JSON value; write the text of a date, such as toISOString()')
  if (ArrayBuffer.isView(value)) return flaw(value, 'a JSON value; write bytes as a text, such as base64')
  if (hasToJson(value)) return inspect(value.toJSON(), depth, above)
  if (!isPlain(value))
    return flaw(value, 'a JSON value: plain objects, arrays, texts, numbers, booleans, null')
  for (const key of Object.keys(value)) {
    const item = (value as { readonly [key: string]: unknown })[key]
    if (item === undefined) continue
    const found = inspectText(key) ?? inspect(item, depth, above)
    if (found !== undefined) return inside(found, key)
  }
  return undefined
}

function inspectText(value: string): Flaw | undefined {
  if (!/[\0\p{Surrogate}]/u.test(value)) return undefined
  return flaw(value, 'text without NUL characters and half surrogate pairs')
}

function flaw(value: unknown, expected: string): Flaw {
  return { path: [], value, expected }
}

function inside(found: Flaw, step: string | number): Flaw {
  return { ...found, path: [step, ...found.path] }
}

/** An object literal, also one of another realm, such as a worker's or a test's. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === null || prototype === Object.prototype) return true
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'hasOwnProperty')
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return 'toJSON' in value && typeof value.toJSON === 'function'
}
