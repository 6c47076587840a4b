import type { SchemaRow } from '../catalogue/schema-lines.js'

/**
 * Tables that virtual ones made for themselves. The database tells them by their names alone, and a search index has none of its own
 * that is told where its texts are: https://www.sqlite.org/fts5.html#external_content_tables
 */
export const shadowTables = (named: ReadonlySet<string>, rows: readonly SchemaRow[]): ReadonlySet<string> => {
  const contents = new Set(rows.flatMap(({ sql }) => contentOf(sql ?? '')))
  return new Set([...named].filter((name) => !contents.has(name.toLowerCase())))
}

const content = /\bcontent\s*=\s*(?:'((?:[^']|'')*)'|"((?:[^"]|"")*)"|\[([^\]]*)\]|`([^`]*)`|([\w$]+))/i

const contentOf = (sql: string): readonly string[] => {
  if (!/^\s*CREATE\s+VIRTUAL\s+TABLE\b/i.test(sql)) return []
  const [, ...forms] = content.exec(sql) ?? []
  const name = forms.find((form) => form !== undefined)
  return name === undefined ? [] : [name.replaceAll("''", "'").replaceAll('""', '"').toLowerCase()]
}
