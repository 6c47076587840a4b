/** A word, sign or literal with its place in the text, and in how many parentheses it stands. */
export type Token = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly depth: number
}

/** https://www.postgresql.org/docs/current/sql-syntax-lexical.html */
const pattern =
  /[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$).*?\1|--[^\n]*|\/\*|[()[\],]|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\s+|./suy

/** Comments and blanks are left out, of however many statements. */
export const tokensIn = (sql: string): readonly Token[] => lexed(sql).filter(({ text }) => !isComment(text))

/** Undefined for a text with comments, of more statements than one, or without its closing quotes and parentheses. */
export const tokensOf = (sql: string): readonly Token[] | undefined => {
  const tokens = lexed(sql)
  if (tokens.some(({ text, depth }) => depth < 0 || isComment(text) || /^[;'"]$/.test(text))) return undefined
  const open = tokens.filter(({ text }) => opening.has(text)).length
  return open === tokens.filter(({ text }) => closing.has(text)).length ? tokens : undefined
}

const opening = new Set(['(', '['])
const closing = new Set([')', ']'])

const isComment = (text: string): boolean => text.startsWith('--') || text.startsWith('/*')

const lexed = (sql: string): readonly Token[] => {
  const tokens: Token[] = []
  let depth = 0
  for (let start = 0; start < sql.length; ) {
    pattern.lastIndex = start
    const found = pattern.exec(sql)?.[0] ?? ''
    const end = found === '/*' ? endOfComment(sql, start) : start + found.length
    const text = sql.slice(start, end)
    if (closing.has(text)) depth--
    if (text.trim() !== '') tokens.push({ text, start, end, depth })
    if (opening.has(text)) depth++
    start = end
  }
  return tokens
}

/** Comments stand in each other. */
const endOfComment = (sql: string, start: number): number => {
  let depth = 0
  for (const { 0: mark, index } of sql.slice(start).matchAll(/\/\*|\*\//g)) {
    depth += mark === '/*' ? 1 : -1
    if (depth === 0) return start + index + mark.length
  }
  return sql.length
}

/** The texts between commas that stand in no parentheses. */
export const listOf = (sql: string): readonly string[] | undefined => {
  const tokens = tokensOf(sql)
  if (tokens === undefined) return undefined
  const commas = tokens.filter(({ text, depth }) => depth === 0 && text === ',')
  const starts = [0, ...commas.map(({ end }) => end)]
  const ends = [...commas.map(({ start }) => start), sql.length]
  return starts.map((start, index) => sql.slice(start, ends[index]).trim())
}
