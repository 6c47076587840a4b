/** One column of CREATE TABLE as text. */
export type ColumnText = {
  /** Lines of comment above the column; for databases that keep comments nowhere else. */
  readonly above: readonly string[]
  readonly name: string
  readonly type: string
  readonly clauses: readonly string[]
  /** A constraint of the column alone; goes to a line of its own where the line would grow too long. */
  readonly constraint: string | undefined
  /** A comment at the end of the line. */
  readonly behind: string | undefined
}

const lineWidth = 110
const widestName = 32
const widestType = 16

/** Raw SQL of the author in parentheses; a comment at its end cannot swallow the closing one. */
export const parenthesize = (sql: string): string =>
  sql.includes('--') || sql.includes('\n') ? `(\n    ${sql.trim()}\n  )` : `(${sql.trim()})`

/** A function call that needs no parentheses around it, such as `lower(name)`. */
export const isPlainCall = (sql: string): boolean => /^[a-z_][a-z0-9_]*\([^()'"]*\)$/i.test(sql.trim())

/** A list in parentheses on one line, or with one element a line where that would be too long. */
export const parenthesizedList = (elements: readonly string[], taken: number): string => {
  const line = `(${elements.join(', ')})`
  return taken + line.length <= lineWidth ? line : `(\n  ${elements.join(',\n  ')}\n)`
}

/** `head` and `tail` on one line, or the tail on the next where that would be too long. */
export const wrapBefore = (head: string, tail: string, indent: string): string =>
  head.length + 1 + tail.length <= lineWidth ? `${head} ${tail}` : `${head}\n${indent}${tail}`

/** The lines of a body in parentheses: columns with names and types aligned, then constraints. */
export const tableBody = (columns: readonly ColumnText[], constraints: readonly string[]): string => {
  const nameWidth = widthOf(
    columns.map(({ name }) => name),
    widestName,
  )
  const typeWidth = widthOf(
    columns.map(({ type }) => type),
    widestType,
  )
  const last = columns.length + constraints.length - 1
  const lines = [
    ...columns.map((column, position) => columnLines(column, nameWidth, typeWidth, position < last)),
    ...constraints.map((constraint, position) => [
      `  ${constraint}${columns.length + position < last ? ',' : ''}`,
    ]),
  ]
  return `(\n${lines.flat().join('\n')}\n)`
}

const columnLines = (
  column: ColumnText,
  nameWidth: number,
  typeWidth: number,
  comma: boolean,
): readonly string[] => {
  const head =
    `  ${column.name.padEnd(nameWidth)} ${column.type.padEnd(typeWidth)} ${column.clauses.join(' ')}`.trimEnd()
  const text = column.constraint === undefined ? head : wrapBefore(head, column.constraint, '    ')
  const behind = column.behind === undefined ? '' : ` -- ${column.behind}`
  return [...column.above.map((line) => `  ${comment(line)}`), `${text}${comma ? ',' : ''}${behind}`]
}

const widthOf = (texts: readonly string[], widest: number): number =>
  Math.max(0, ...texts.map((text) => text.length).filter((length) => length <= widest))

/** A line of comment in SQL. */
export const comment = (line: string): string => `-- ${line}`.trimEnd()

/** The lines of a text of the author, without characters that could end a line unseen. */
export const commentLines = (text: string | undefined): readonly string[] =>
  text === undefined || text === ''
    ? []
    : text
        .trimEnd()
        .split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is removed.
        .map((line) => line.replace(/[\u0000-\u001f\u007f]/g, ' ').trimEnd())
