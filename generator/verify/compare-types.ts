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
  /** `table.column` and the table, as the judge calls them. */
  readonly theirs: { readonly column: string; readonly table: string }
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
  const expected = [...expectations.values()].map((each) => each.theirs)
  const [tables, columns] = [
    new Set(expected.map(({ table }) => table)),
    new Set(expected.map(({ column }) => column)),
  ]
  return [
    ...[...expectations].flatMap(([column, expectation]): readonly TypeDifference[] => {
      const [facts, other] = [ours.get(column), theirs.get(expectation.theirs.column)]
      if (facts !== undefined && other !== undefined) return differences(column, facts, other, expectation)
      if (facts === undefined) return [missing(column, other === undefined ? 'both' : 'ours')]
      return expectation.unseen ? [] : [missing(column, 'theirs')]
    }),
    ...[...theirs].flatMap(([column, { table }]) =>
      columns.has(column) || !tables.has(table) ? [] : [missing(column, 'ours')],
    ),
  ]
}

const missing = (column: string, where: 'ours' | 'theirs' | 'both'): TypeDifference => ({
  column,
  what: 'column',
  ours: where === 'theirs' ? 'there' : 'missing',
  theirs: where === 'ours' ? 'there' : 'missing',
})

const untold = 'cannot be told'

const differences = (
  column: string,
  ours: ColumnFacts,
  theirs: ColumnFacts,
  expected: Expectation,
): readonly TypeDifference[] => {
  const found: TypeDifference[] = []
  if (expected.type !== 'any' && !isSameType(ours, theirs, expected.type)) {
    found.push({ column, what: 'type', ours: ours.type ?? untold, theirs: theirs.type ?? untold })
  }
  const tellsNull = expected.tellsNull && !isJson(theirs)
  if (tellsNull && bothTell(ours.nullable, theirs.nullable) && ours.nullable !== theirs.nullable) {
    found.push({ column, what: 'nullable', ours: String(ours.nullable), theirs: String(theirs.nullable) })
  }
  // What only repositories, triggers or the database write is read-only in ours, and the judge cannot know.
  const tellsInsert = tellsNull && expected.tellsInsert && ours.insert !== 'read-only'
  if (tellsInsert && bothTell(ours.insert, theirs.insert) && ours.insert !== theirs.insert) {
    found.push({ column, what: 'insert', ours: ours.insert ?? untold, theirs: theirs.insert ?? untold })
  }
  return found
}

const isSameType = (ours: ColumnFacts, theirs: ColumnFacts, expected: string | undefined): boolean => {
  if (ours.type === undefined || theirs.type === undefined) return false
  if (ours.values !== undefined && ours.values === theirs.values) return true
  return theirs.type === ours.type || theirs.type === expected
}

/** `unknown` takes null in: neither whether it can be nor whether an insert must give it can be seen. */
const bothTell = (ours: unknown, theirs: unknown): boolean => ours !== undefined && theirs !== undefined

/** JSON's own null is a value of the judge's type. */
const isJson = ({ type }: ColumnFacts): boolean => type?.startsWith('JsonArray | JsonObject') === true
