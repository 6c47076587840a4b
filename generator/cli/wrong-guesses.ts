/** Those of the tables that lines of a catalogue speak of; what mixins bring is named after its table. */
export const tablesIn = (lines: readonly string[], tables: readonly string[]): readonly string[] => {
  const words = new Set(lines.flatMap(wordsOf))
  for (const word of [...words]) for (const table of ownersOf(word)) words.add(table)
  return tables.filter((table) => words.has(table))
}

const wordsOf = (line: string): readonly string[] => [
  ...(line.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? []),
  ...(line.match(/"(?:[^"]|"")*"/g) ?? []).map((name) => name.slice(1, -1).replaceAll('""', '"')),
]

const ownersOf = (word: string): readonly string[] =>
  [...word.matchAll(/_(?=touch|history)/g)].map(({ index }) => word.slice(0, index))
