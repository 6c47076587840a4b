/** Parentheses around the whole of it say nothing, and are written anew where they must stand. */
export const withoutParentheses = (expression: string): string => {
  const text = expression.trim()
  return text.startsWith('(') && closing(text) === text.length - 1
    ? withoutParentheses(text.slice(1, -1))
    : text
}

/** Where the first parenthesis is closed, past texts and quoted names. */
const closing = (text: string): number => {
  let depth = 0
  for (const { 0: part, index } of text.matchAll(
    /E'(?:[^'\\]|''|\\[\s\S])*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|[()]/g,
  )) {
    if (part === '(') depth++
    if (part === ')' && --depth === 0) return index
  }
  return -1
}

/** The values of a check that holds a column of texts to a list; undefined if the check says anything else. */
export const checkedValues = (expression: string, column: string): readonly string[] | undefined => {
  const text = withoutParentheses(expression)
  const name = /^[a-z_][a-z0-9_$]*$/.test(column) ? column : `"${column.replaceAll('"', '""')}"`
  const forms = [`${name} = ANY (ARRAY[`, `${name} <@ ARRAY[`, `${name} = `]
  const form = forms.find((head) => text.startsWith(head))
  if (form === undefined) return undefined
  const rest = text.slice(form.length).replace(/\]\)?$/, '')
  const items = rest.match(/'(?:[^']|'')*'::text/g) ?? []
  if (items.length === 0 || items.join(', ') !== rest) return undefined
  return items.map((item) => item.slice(1, -'::text'.length - 1).replaceAll("''", "'"))
}
