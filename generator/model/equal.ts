type Plain = { readonly [key: string]: unknown }

/** Lists in which the order says nothing, beside all lists of named elements. */
const sets = new Set(['dependsOn', 'dialects'])

/**
 * The part of an element that is the database's state: without `meta` and without what is undefined. Named elements stand in the
 * order of their names, because moving them about in the file changes nothing.
 */
export const stateOf = <T>(element: T): T => stateOfValue(element, undefined) as T

/** Whether two elements are the same to the database. */
export const sameState = (a: unknown, b: unknown): boolean => a === b || same(stateOf(a), stateOf(b))

const stateOfValue = (value: unknown, key: string | undefined): unknown => {
  if (Array.isArray(value)) return stateOfList(value, key)
  return isPlain(value) ? stateOfObject(value) : value
}

const stateOfObject = (value: Plain): Plain => {
  const state: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(value)) {
    if (key === 'meta' || member === undefined) continue
    state[key] = isOpaque(key, value) ? member : stateOfValue(member, key)
  }
  if (value.kind === 'history' && isTexts(state.columns)) return { ...state, columns: sorted(state.columns) }
  // Only a type of its own orders its values; a check asks whether one is among them.
  if (value.native === false && isTexts(state.values)) return { ...state, values: sorted(state.values) }
  return state
}

/** Literals and texts by dialect have keys of the author's, which mean nothing here; order within a literal counts. */
const isOpaque = (key: string, { kind }: Plain): boolean => key === 'value' && kind === 'literal'

const stateOfList = (list: readonly unknown[], key: string | undefined): readonly unknown[] => {
  if (key !== undefined && sets.has(key) && isTexts(list)) return sorted(list)
  const states = list.map((item) => stateOfValue(item, undefined))
  return states.every(isNamed) ? [...states].sort((a, b) => compare(a.name, b.name)) : states
}

const isPlain = (value: unknown): value is Plain => typeof value === 'object' && value !== null

const isNamed = (value: unknown): value is { readonly name: string } =>
  isPlain(value) && typeof value.name === 'string'

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string')

const sorted = (texts: readonly string[]): readonly string[] => [...texts].sort(compare)

/** By code units, the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => same(item, b[index]))
  }
  if (!isPlain(a) || !isPlain(b) || Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
  )
}
