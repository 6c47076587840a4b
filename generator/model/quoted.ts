import { nearest } from '../diagnostics/nearest.js'

/** A name as messages show it; control characters become visible. */
export const quoted = (name: string): string => `\`${name.replaceAll(/\p{Cc}/gu, visible)}\``

const visible = (control: string): string => {
  const escaped = JSON.stringify(control).slice(1, -1)
  return escaped === control ? `\\u00${control.charCodeAt(0).toString(16)}` : escaped
}

export const quotedList = (names: readonly string[]): string => names.map(quoted).join(', ')

/** A hint for a name that does not exist: the nearest one, or all of them if they are few. */
export const suggestion = (name: string, candidates: Iterable<string>): string | undefined => {
  const known = [...candidates]
  const near = nearest(name, known)
  if (near !== undefined) return `Did you mean ${quoted(near)}?`
  if (known.length === 0 || known.length > 8) return undefined
  return `There ${known.length === 1 ? 'is' : 'are'} ${quotedList(known)}`
}
