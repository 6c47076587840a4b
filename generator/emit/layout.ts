/** Generated TypeScript is laid out as the usual formatters would at this width, so that none has to run. */
export const lineWidth = 100

/**
 * A bracketed list: in one line where it fits, else one item a line with a trailing comma. `column` is where the list starts
 * in its line, `after` how many characters follow it there, and `indent` the indentation of that line.
 */
export function bracketed(
  [open, close]: readonly [string, string],
  items: readonly string[],
  { column, after = 0, indent = '' }: { column: number; after?: number; indent?: string },
): string {
  if (items.length === 0) return open.trimEnd() + close.trimStart()
  const line = `${open}${items.join(', ')}${close}`
  if (column + line.length + after <= lineWidth && !line.includes('\n')) return line
  return [open.trimEnd(), ...items.map((item) => `${indent}  ${item},`), indent + close.trimStart()].join(
    '\n',
  )
}

export const braces = ['{ ', ' }'] as const
export const brackets = ['[', ']'] as const
export const parentheses = ['(', ')'] as const
export const angles = ['<', '>'] as const

/** `export type X = 'a' | 'b'`, one member a line where it does not fit. */
export function unionType(declaration: string, members: readonly string[]): string {
  const line = `${declaration} = ${members.join(' | ')}`
  return line.length <= lineWidth
    ? line
    : [`${declaration} =`, ...members.map((member) => `  | ${member}`)].join('\n')
}
