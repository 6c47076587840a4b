/** A word, a name in quotes, a literal or a sign of an SQL expression. */
export type SqlWord =
  | { readonly kind: 'word' | 'sign' | 'number'; readonly text: string }
  | { readonly kind: 'name' | 'text'; readonly text: string }

const token =
  /\s+|'((?:[^']|'')*)'|"((?:[^"]|"")+)"|(\d+(?:\.\d*)?|\.\d+)(?![\w.])|([\p{L}_][\p{L}\p{N}_$]*)|(<=|>=|<>|!=|[<>=(),-])/uy

/** undefined: something that is not read here, such as a comment, a cast or an operator. */
export function sqlWords(sql: string): readonly SqlWord[] | undefined {
  const words: SqlWord[] = []
  token.lastIndex = 0
  while (token.lastIndex < sql.length) {
    const match = token.exec(sql)
    if (!match) return undefined
    const [, text, name, number, word, sign] = match
    if (text !== undefined) words.push({ kind: 'text', text: text.replaceAll("''", "'") })
    else if (name !== undefined) words.push({ kind: 'name', text: name.replaceAll('""', '"') })
    else if (number !== undefined) words.push({ kind: 'number', text: plainNumber(number) })
    else if (word !== undefined) words.push({ kind: 'word', text: word })
    else if (sign !== undefined) words.push({ kind: 'sign', text: sign === '!=' ? '<>' : sign })
  }
  return words
}

/** `007`, `1.` and `.5` as `7`, `1` and `0.5`. */
const plainNumber = (text: string): string => {
  const [whole = '', fraction = ''] = text.split('.')
  const digits = whole.replace(/^0+(?=\d)/, '') || '0'
  return fraction === '' ? digits : `${digits}.${fraction}`
}
