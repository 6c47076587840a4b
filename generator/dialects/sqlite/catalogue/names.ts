import { readTokens } from './token-reader.js'
import { bareName, type Token, tokenize } from './tokenize.js'

/** What is declared, by canonical names; they are found whatever their case, as the database finds them. */
export type Names = {
  /** As it is declared; a name that is not declared is left alone. */
  readonly table: (name: string) => string
  readonly column: (table: string, name: string) => string
  readonly hasColumn: (table: string) => (name: string) => boolean
  /** The primary key, which REFERENCES means where it names no columns. */
  readonly keyOf: (table: string) => readonly string[]
}

type Declared = {
  readonly name: string
  readonly columns: ReadonlyMap<string, string>
  readonly key: readonly string[]
}

/** A table is read when it is first asked for. */
export const namesOf = (
  rows: readonly { readonly type: string; readonly name: string; readonly sql: string | null }[],
): Names => {
  const texts = new Map(
    rows.flatMap(({ type, name, sql }) =>
      type === 'table' && sql !== null
        ? [[folded(bareName(name)), { name: bareName(name), sql }] as const]
        : [],
    ),
  )
  const read = new Map<string, Declared>()
  const declared = (table: string): Declared | undefined => {
    const key = folded(table)
    const text = texts.get(key)
    if (text !== undefined && !read.has(key)) read.set(key, readNames(text.name, text.sql))
    return read.get(key)
  }
  return {
    table: (name) => texts.get(folded(name))?.name ?? name,
    column: (table, name) => declared(table)?.columns.get(folded(name)) ?? name,
    hasColumn: (table) => (name) => declared(table)?.columns.has(folded(name)) === true,
    keyOf: (table) => declared(table)?.key ?? [],
  }
}

const folded = (name: string): string => name.toLowerCase()

const readNames = (name: string, sql: string): Declared => {
  const reader = readTokens(tokenize(sql))
  reader.take('CREATE')
  const columns = new Map<string, string>()
  let key: readonly string[] = []
  if (!reader.take('TABLE')) return { name, columns, key }
  reader.next()
  for (const part of reader.list()) {
    const isColumn = !readTokens(part).sees('CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN')
    const column = isColumn ? bareName(part[0]?.text ?? '') : undefined
    if (column !== undefined) columns.set(folded(column), column)
    key = keyIn(part, column) ?? key
  }
  return { name, columns, key: key.map((each) => columns.get(folded(each)) ?? each) }
}

const keyIn = (part: readonly Token[], column: string | undefined): readonly string[] | undefined => {
  const reader = readTokens(part)
  while (!reader.done()) {
    if (reader.take('PRIMARY', 'KEY')) {
      if (column !== undefined) return [column]
      return reader.list().map(([token]) => bareName(token?.text ?? ''))
    }
    if (reader.sees('(')) reader.inside()
    else reader.next()
  }
  return undefined
}
