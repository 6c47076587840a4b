/** Parentheses around the whole of it say nothing, and are written anew where they must stand. */
export const withoutParentheses = (expression: string): string => {
  const text = expression.trim()
  return text.startsWith('(') && closing(text) === text.length - 1
    ? withoutParentheses(text.slice(1, -1))
    : text
}

/** An expression as pg_get_expr() writes it, back to what the author may have said. */
export const readExpression = (expression: string): string => withLists(withoutParentheses(expression))

const quotedText = `'(?:[^']|'')*'`
const item = `(?:${quotedText}::[\\w ]+|-?\\d+(?:\\.\\d+)?)`
const items = `(${item}(?:, ${item})+)`
const list = new RegExp(
  `${quotedText}|"(?:[^"]|"")*"|(::text)? (= ANY|<> ALL) \\((?:ARRAY\\[${items}\\](::text\\[\\])?|\\(ARRAY\\[${items}\\]\\)(::text\\[\\]))\\)`,
  'g',
)

const castItem = `${quotedText}::character varying::text`
/** The same once more, as it is kept of what a dump wrote. */
const castItems = new RegExp(
  `(?<=::text (?:= ANY|<> ALL) )\\(ARRAY\\[(${castItem}(?:, ${castItem})*)\\]\\)`,
  'g',
)

/**
 * `state IN ('a', 'b')` again, which the database shows as an array. It must be so of a varchar: the array that is shown for it
 * would be read as another one.
 */
export const withLists = (sql: string): string =>
  sql
    .replace(
      castItems,
      (_, items: string) =>
        `(ARRAY[${items.replaceAll(/('(?:[^']|'')*'::character varying)::text/g, '$1')}]::text[])`,
    )
    .replace(
      list,
      (whole, cast?: string, operator?: string, a?: string, castA?: string, b?: string, castB?: string) => {
        const listed = a ?? b
        if (listed === undefined) return whole
        const isVarchar = (castA ?? castB) !== undefined
        const types = new Set((listed.match(/(?<=')::[\w ]+/g) ?? []).map((type) => type.slice(2)))
        if (types.size > 1 || isVarchar !== (types.has('character varying') && cast !== undefined))
          return whole
        const word = operator === '= ANY' ? 'IN' : 'NOT IN'
        return `${isVarchar ? '' : (cast ?? '')} ${word} (${listed.replace(/(?<=')::[\w ]+/g, '')})`
      },
    )

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
