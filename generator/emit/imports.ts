import { braces, bracketed } from './layout.js'
import { stringLiteral } from './literal.js'

/** One imported name; `as` where it is called otherwise here. */
export type Import = {
  readonly from: string
  readonly name: string
  readonly as?: string
  /** Used as a value, not only as a type. */
  readonly value?: boolean
}

/** Import lines: packages first, each module once, names sorted, repeated ones merged. */
export function renderImports(imports: readonly Import[]): string {
  const modules = new Map<string, Import[]>()
  for (const entry of imports) {
    const known = modules.get(entry.from)
    if (known) known.push(entry)
    else modules.set(entry.from, [entry])
  }
  return [...modules.keys()]
    .sort(byNearness)
    .map((from) => importLine(from, modules.get(from) ?? []))
    .join('\n')
}

function importLine(from: string, entries: readonly Import[]): string {
  const typeOnly = entries.every((entry) => !entry.value)
  const names = new Map<string, boolean>()
  for (const { name, as, value } of entries) {
    const text = as === undefined || as === name ? name : `${name} as ${as}`
    names.set(text, (names.get(text) ?? false) || value === true)
  }
  const items = [...names]
    .sort(([a], [b]) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b))
    .map(([text, value]) => (typeOnly || value ? text : `type ${text}`))
  const start = typeOnly ? 'import type ' : 'import '
  const end = ` from ${stringLiteral(from)}`
  return start + bracketed(braces, items, { column: start.length, after: end.length }) + end
}

/** Packages, then files further up, then files beside this one. */
const byNearness = (a: string, b: string): number => distance(a) - distance(b) || compare(a, b)

const distance = (from: string): number => (from.startsWith('../') ? 1 : from.startsWith('.') ? 2 : 0)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
