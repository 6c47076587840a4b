import type { Json } from './codec.js'

const width = 120

/** JSON that people review: what fits on a line stands on one, anything longer has one field or element a line. */
export const layoutJson = (value: Json): string => `${layout(value, '', 0)}\n`

const layout = (value: Json, indent: string, taken: number): string => {
  const line = oneLine(value, width - indent.length - taken)
  if (line !== undefined) return line
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
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

/** undefined as soon as it does not fit, so that a large value is not written out at every depth of it. */
const oneLine = (value: Json, room: number): string | undefined => {
  if (typeof value !== 'object' || value === null) return fitting(JSON.stringify(value), room)
  if (Array.isArray(value)) {
    const items = inOneLine(value, (item: Json, left) => oneLine(item, left), room - 2)
    return items && fitting(`[${items.join(', ')}]`, room)
  }
  const entries = inOneLine(Object.entries(value), entryInLine, room - 4)
  if (entries === undefined) return undefined
  return fitting(entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`, room)
}

const entryInLine = ([key, value]: readonly [string, Json], room: number): string | undefined => {
  const label = `${JSON.stringify(key)}: `
  const line = oneLine(value, room - label.length)
  return line && label + line
}

const inOneLine = <T>(
  items: readonly T[],
  write: (item: T, room: number) => string | undefined,
  room: number,
): readonly string[] | undefined => {
  const written: string[] = []
  let left = room
  for (const item of items) {
    const text = write(item, left)
    if (text === undefined) return undefined
    written.push(text)
    left -= text.length + 2
  }
  return written
}

const fitting = (line: string, room: number): string | undefined => (line.length <= room ? line : undefined)
