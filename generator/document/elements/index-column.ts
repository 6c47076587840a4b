import type { IndexElement, NullsOrder } from '../document.js'

type ColumnElement = Extract<IndexElement, { readonly kind: 'column' }>
type Parsed = { readonly element: ColumnElement } | { readonly problem: string; readonly hint: string }

/**
 * `name [collate X] [operator_class] [asc|desc] [nulls first|last]`. Names with spaces or dots are double-quoted inside
 * the text, as in SQL.
 */
export const parseIndexColumn = (text: string): Parsed => {
  const words = text.match(/"(?:[^"]|"")*"|[^\s"(]+(?:\([^)]*\))?|\S/g) ?? []
  const column = words.shift() ?? ''
  if (/[()]/.test(column) && !column.startsWith('"')) {
    return {
      problem: 'is an expression, not a column',
      hint: `Among the columns of a list it is written { sql: ${JSON.stringify(text)} }`,
    }
  }
  if (unquote(column) === '') return { problem: 'has no column name', hint: grammar }
  const collate = keyword(words, 'collate') ? words.shift() : undefined
  const operatorClass = isOperatorClass(words[0]) ? words.shift() : undefined
  const direction = keyword(words, 'desc') ? 'desc' : keyword(words, 'asc') ? 'asc' : undefined
  const nulls = keyword(words, 'nulls') ? takeNulls(words) : undefined
  if (nulls === 'unknown' || words.length > 0)
    return { problem: `cannot be read from \`${words[0] ?? 'nulls'}\` on`, hint: grammar }
  return {
    element: {
      kind: 'column',
      column: unquote(column),
      descending: direction === 'desc',
      nulls,
      collate: collate && unquote(collate),
      operatorClass: operatorClass && unquote(operatorClass),
    },
  }
}

const grammar =
  'Write `name [collate X] [operator_class] [asc|desc] [nulls first|last]`, with names that hold spaces in double quotes'

const unquote = (word: string): string =>
  word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word

const keyword = (words: string[], expected: string): boolean => {
  if (words[0]?.toLowerCase() !== expected) return false
  words.shift()
  return true
}

const isOperatorClass = (word: string | undefined): boolean =>
  word !== undefined && !['asc', 'desc', 'nulls', 'collate', ','].includes(word.toLowerCase())

const takeNulls = (words: string[]): NullsOrder | 'unknown' => {
  if (keyword(words, 'first')) return 'first'
  return keyword(words, 'last') ? 'last' : 'unknown'
}
