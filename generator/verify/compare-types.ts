import type { ColumnFacts } from './column-types.js'

/** Where the generated types and those of the database are not the same, and nobody meant them not to be. */
export type TypeDifference = {
  /** `table.column`. */
  readonly column: string
  readonly what: 'type' | 'nullable' | 'insert' | 'column'
  readonly ours: string
  readonly theirs: string
}

/** What the judge is expected to say of a column where it cannot see what the schema says. */
export type Expectation = {
  /** undefined: the same as ours; `any`: what the author gave is the author's business. */
  readonly type: string | 'any' | undefined
  /** Whether it can tell that a value must be there. */
  readonly tellsNull: boolean
  /** Whether it can tell that an insert must give it. */
  readonly tellsInsert: boolean
  /** It does not see such columns at all. */
  readonly unseen: boolean
}

export const compareTypes = (
  ours: ReadonlyMap<string, ColumnFacts>,
  theirs: ReadonlyMap<string, ColumnFacts>,
  expectations: ReadonlyMap<string, Expectation>,
): readonly TypeDifference[] => {
  const tables = new Set([...expectations.keys()].map(tableOf))
  return [
    ...[...expectations].flatMap(([column, expected]): readonly TypeDifference[] => {
      const [facts, other] = [ours.get(column), theirs.get(column)]
      if (facts !== undefined && other !== undefined) return differences(column, facts, other, expected)
      if (facts === undefined) return [missing(column, other === undefined ? 'both' : 'ours')]
      return expected.unseen ? [] : [missing(column, 'theirs')]
    }),
    ...[...theirs.keys()].flatMap((column) =>
      expectations.has(column) || !tables.has(tableOf(column)) ? [] : [missing(column, 'ours')],
    ),
  ]
}

const tableOf = (column: string): string => column.slice(0, column.lastIndexOf('.'))

const missing = (column: string, where: 'ours' | 'theirs' | 'both'): TypeDifference => ({
  column,
  what: 'column',
  ours: where === 'theirs' ? 'there' : 'missing',
  theirs: where === 'ours' ? 'there' : 'missing',
})

const differences = (
  column: string,
  ours: ColumnFacts,
  theirs: ColumnFacts,
  expected: Expectation,
): readonly TypeDifference[] => {
  const found: TypeDifference[] = []
  const isSame = theirs.type === ours.type || (ours.values !== undefined && theirs.values === ours.values)
  if (expected.type !== 'any' && !isSame && theirs.type !== expected.type) {
    found.push({ column, what: 'type', ours: ours.type, theirs: theirs.type })
  }
  if (expected.tellsNull && ours.nullable !== theirs.nullable) {
    found.push({ column, what: 'nullable', ours: String(ours.nullable), theirs: String(theirs.nullable) })
  }
  // What only repositories, triggers or the database write is read-only in ours, and the judge cannot know.
  const tellsInsert = expected.tellsNull && expected.tellsInsert
  if (ours.insert !== 'read-only' && tellsInsert && ours.insert !== theirs.insert) {
    found.push({ column, what: 'insert', ours: ours.insert, theirs: theirs.insert })
  }
  return found
}
