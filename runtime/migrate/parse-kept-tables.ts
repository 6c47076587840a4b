import type { KeptTable } from './migration-script.js'

const name = '("(?:[^"]|"")+"|[\\p{L}_][\\p{L}\\p{N}_$]*)'
const entry = new RegExp(`\\s*${name}(?:\\s*->\\s*${name})?\\s*(,|$)`, 'uy')

/** Reads `campaigns, "odd ""name", old -> new`; `undefined` if it is not of that form. */
export function parseKeptTables(list: string): readonly KeptTable[] | undefined {
  const tables: KeptTable[] = []
  entry.lastIndex = 0
  for (;;) {
    const [, before, after, end] = entry.exec(list) ?? []
    if (before === undefined) return undefined
    tables.push({ before: unquoted(before), after: unquoted(after ?? before) })
    if (end === '') return tables
  }
}

const unquoted = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text
