import { isScalar, type Pair, type ParsedNode } from 'yaml'

type Entry = Pair<ParsedNode, ParsedNode | null>

/**
 * In braces a comma ends a value, so `{ type: decimal(5,2) }` is a map with the keys `type` and `2)`. The text as it was meant,
 * and how many entries it takes, if the entry at `index` begins such a value.
 */
export const splitValue = (
  entries: readonly Entry[],
  index: number,
): { readonly text: string; readonly entries: number } | undefined => {
  const start = plainText(entries[index]?.value)
  if (start === undefined) return undefined
  const parts = [start]
  let open = openIn(start)
  while (open > 0) {
    const part = keyWithoutValue(entries[index + parts.length])
    if (part === undefined) return undefined
    parts.push(part)
    open += openIn(part)
  }
  return parts.length === 1 ? undefined : { text: parts.join(', '), entries: parts.length }
}

const plainText = (node: ParsedNode | null | undefined): string | undefined =>
  isScalar(node) && node.type === 'PLAIN' ? (node.source ?? '') : undefined

const keyWithoutValue = (entry: Entry | undefined): string | undefined =>
  entry && (entry.value === null || plainText(entry.value) === '') ? plainText(entry.key) : undefined

/** How many more parentheses open than close. */
const openIn = (text: string): number => text.split('(').length - text.split(')').length
