/** A word, sign or literal with its place in the text, and in how many parentheses it stands. */
export type Token = {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly depth: number
}

const pattern =
  /[eE]'(?:[^'\\]|''|\\.)*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$.*?\$\1\$|--|\/\*|[()[\],]|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*|\s+|./gsu

/** Undefined for a text with comments, of more statements than one, or without its closing parentheses. */
export const tokensOf = (sql: string): readonly Token[] | undefined => {
  const tokens: Token[] = []
  let depth = 0
  for (const { 0: text, index: start } of sql.matchAll(pattern)) {
    if (text === '--' || text === '/*' || text === ';') return undefined
    if (text === ')' || text === ']') depth--
    if (depth < 0) return undefined
    if (text.trim() !== '') tokens.push({ text, start, end: start + text.length, depth })
    if (text === '(' || text === '[') depth++
  }
  return depth === 0 ? tokens : undefined
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

const name = '(?:"(?:[^"]|"")+"|[\\p{L}_][\\p{L}\\p{N}_$]*)'

/** For regular expressions with the flag `u`: a name, and one that may have its schema before it. */
export const sqlName = `(${name})`
export const sqlPath = `(${name}(?:\\.${name})?)`

/** The same for all ways to write a name. */
export const bareName = (path: string): string =>
  path
    .replace(/"(?:[^"]|"")+"|[^".]+/gu, (part) =>
      part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.toLowerCase(),
    )
    .replace(/^public\./, '')
