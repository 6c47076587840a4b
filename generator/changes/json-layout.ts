import type { Json } from './codec.js'

const width = 120

/** JSON that people review: what fits on a line stands on one, anything longer has one field or element a line. */
export const layoutJson = (value: Json): string => `${layout(value, '', 0)}\n`

const layout = (value: Json, indent: string, taken: number): string => {
  const line = oneLine(value)
  if (indent.length + taken + line.length <= width || typeof value !== 'object' || value === null) return line
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    return enclose(
      '[',
      value.map((item: Json) => layout(item, deeper, 1)),
      ']',
      indent,
    )
  }
  const entries = Object.entries(value).map(([key, item]) => {
    const label = `${JSON.stringify(key)}: `
    return label + layout(item, deeper, label.length + 1)
  })
  return enclose('{', entries, '}', indent)
}

const enclose = (open: string, items: readonly string[], close: string, indent: string): string =>
  `${open}\n${items.map((item) => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`

const oneLine = (value: Json): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}
