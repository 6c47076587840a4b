import { braces, bracketed, brackets } from '../layout.js'
import { propertyKey, stringLiteral } from '../literal.js'

/** Data as TypeScript writes it. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data }

/** Where a text stands: the column it begins in, what follows it in its line, and the indentation of that line. */
type Place = { readonly column: number; readonly after: number; readonly indent: string }

/** Data laid out as a formatter would: in one line where it fits, else one part a line. */
export function dataText(data: Data, place: Place): string {
  if (typeof data === 'string') return stringLiteral(data)
  if (typeof data !== 'object') return String(data)
  const line = oneLine(data)
  if (place.column + line.length + place.after <= 100 && !line.includes('\n')) return line
  const inner = `${place.indent}  `
  const parts = isList(data)
    ? data.map((item) => dataText(item, { column: inner.length, after: 1, indent: inner }))
    : Object.entries(data).map(([key, value]) => {
        const start = `${propertyKey(key)}: `
        return start + dataText(value, { column: inner.length + start.length, after: 1, indent: inner })
      })
  return bracketed(isList(data) ? brackets : braces, parts, place)
}

function oneLine(data: Data): string {
  if (typeof data === 'string') return stringLiteral(data)
  if (typeof data !== 'object') return String(data)
  if (isList(data)) return `[${data.map(oneLine).join(', ')}]`
  const parts = Object.entries(data).map(([key, value]) => `${propertyKey(key)}: ${oneLine(value)}`)
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data)
