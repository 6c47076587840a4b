import { withoutParentheses } from './read-expression.js'

const textForm = /^E?'(?:[^'\\]|''|\\[\s\S])*'/
const castForm =
  /^(?:::(?:"[^"]*"|[a-z_][\w ]*?)(?:\(\d+(?:,\s*-?\d+)?\))?(?: with(?:out)? time zone)?(?:\[\])*)+$/i

/** The constant within `'a'::text` or `('-1'::integer)::numeric`; undefined if it is none. */
export const withoutCasts = (expression: string): string | undefined => {
  const inner = withoutParentheses(expression)
  const text = textForm.exec(inner)?.[0] ?? /^(?:true|false|-?\d[\d.]*(?:e[-+]?\d+)?)\b/i.exec(inner)?.[0]
  if (text !== undefined) return text === inner || castForm.test(inner.slice(text.length)) ? text : undefined
  if (/^ARRAY\[\]::/.test(inner)) return `'{}'`
  const [, within, cast] = /^\((.*)\)((?:::.*)?)$/s.exec(inner) ?? []
  return within !== undefined && within !== inner && castForm.test(cast ?? '')
    ? withoutCasts(within)
    : undefined
}

/** The value of a quoted constant: https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-ESCAPE */
export const readText = (constant: string): string | undefined => {
  const [, escaped, inside] = /^(E?)'([\s\S]*)'$/.exec(constant) ?? []
  if (inside === undefined) return undefined
  const text = inside.replaceAll("''", "'")
  return escaped === '' ? text : text.replaceAll('\\\\', '\\')
}

/** A flat array in its text form; undefined if it is nested. https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
export const readArrayText = (text: string): readonly (string | null)[] | undefined => {
  if (!/^\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\}$/s.test(text)) return undefined
  const items = text.slice(1, -1).match(/"(?:[^"\\]|\\.)*"|[^,]+/gs) ?? []
  return items.map((item) => {
    if (item.startsWith('"')) return item.slice(1, -1).replace(/\\(.)/gs, '$1')
    return item === 'NULL' ? null : item
  })
}
