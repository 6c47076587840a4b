/** A piece of SQL that means something; white space and comments are none. */
export type Token = {
  readonly kind: 'word' | 'name' | 'literal' | 'sign'
  /** Canonical: a quoted name that needs no quotes has lost them, and a blob is in lower case. */
  readonly text: string
  /** Where it begins and ends in the SQL, in UTF-16 units. */
  readonly at: number
  readonly end: number
}

const patterns: readonly (readonly [kind: Token['kind'] | 'space', pattern: RegExp])[] = [
  ['space', /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y],
  ['literal', /[xX]?'(?:[^']|'')*'/y],
  ['name', /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y],
  ['literal', /0[xX][\da-fA-F]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_\u0080-\uffff][\p{L}\p{N}_$\u0080-\uffff]*/uy],
  ['sign', /\|\||->>|->|<<|>>|<=|>=|<>|==|!=|[\s\S]/y],
]

/** Cuts SQL as SQLite remembers it into tokens: https://www.sqlite.org/lang.html */
export const tokenize = (sql: string): readonly Token[] => {
  const tokens: Token[] = []
  for (let at = 0; at < sql.length; ) {
    const { kind, text } = tokenAt(sql, at)
    const end = at + text.length
    if (kind !== 'space') tokens.push({ kind, text: canonicalOf(kind, text), at, end })
    at = end
  }
  return tokens
}

const canonicalOf = (kind: Token['kind'], text: string): string => {
  if (kind === 'name') return bareName(text)
  return /^[xX]'/.test(text) ? `X${text.slice(1).toLowerCase()}` : text
}

const tokenAt = (
  sql: string,
  at: number,
): { readonly kind: Token['kind'] | 'space'; readonly text: string } => {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at
    const text = pattern.exec(sql)?.[0]
    if (text !== undefined && text !== '') return { kind, text }
  }
  throw new Error(`No token at ${at} of ${sql}`)
}

/** In these words the quotes make a column of what else is a value: https://www.sqlite.org/lang_expr.html */
const values = /^(?:null|true|false|current_(?:date|time|timestamp))$/i

/** ALTER TABLE … RENAME writes every name in quotes, so quotes alone are no difference. */
export const bareName = (text: string): string => {
  const name = unquoted(text)
  return /^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name) && !values.test(name)
    ? name
    : `"${name.replaceAll('"', '""')}"`
}

/** A name without its quotes; a text where only a name can stand is one too. https://www.sqlite.org/lang_keywords.html */
export const unquoted = (text: string): string => {
  const [quote = ''] = text
  if (!/["'`[]/.test(quote)) return text
  const inside = text.slice(1, -1)
  return quote === '[' ? inside : inside.replaceAll(quote + quote, quote)
}

/** White space and comments are not significant, so one text stands for all that differ in them alone. */
export const canonicalText = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ')
