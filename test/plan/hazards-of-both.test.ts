import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HazardKind } from '../../generator/dialects/dialect.js'
import type { Plan } from '../../generator/plan/plan.js'
import { migrationOf, readCase } from '../golden-migrations/golden-case.js'

const root = new URL('../golden/migrations/', import.meta.url).pathname

/** How a table is changed is each database's own; what that means to rows and to code is not. */
const own: readonly HazardKind[] = ['rewrites-table', 'blocks-writes']

/** So is which values a cast of its own cannot carry over. */
const isOfCasts = (message: string): boolean => / that do not fit .* come out differently$/.test(message)

/** Cases in which one database has more to say, and why. */
const intended: Readonly<Record<string, string>> = {
  'enum-made-native': 'a column that leaves a type of PostgreSQL gets a check, which SQLite had before',
  'enum-values-in-arrays': 'only PostgreSQL holds elements of arrays to the values of an enum',
  'native-enum-in-array': 'only PostgreSQL holds elements of arrays to the values of an enum',
  'one-database-only': 'a table is in one database alone',
  'table-of-one-database': 'a table leaves one database',
  'table-options-changed': 'only tables of SQLite have options',
  'versioned-converts-enum-using':
    'SQLite looks at each text of the history too, PostgreSQL holds only the table to the enum',
}

const cases = readdirSync(root)
  .map((name) => ({ name, golden: readCase(join(root, name)) }))
  .filter(({ golden }) => golden.refused === undefined && golden.dialects.length === 2)

describe('both databases warn of the same, of the same columns', () => {
  test.each(cases)('$name', ({ name, golden }) => {
    for (const way of ['up', 'down'] as const) {
      const [one, other] = migrationOf(golden).plans.map((plan) => said(plan[way]))
      if (name in intended) continue
      expect(one).toEqual(other)
    }
  })

  test('but where it says so', () => {
    const differing = cases.filter(({ golden }) => {
      const [one, other] = migrationOf(golden).plans.map(({ up, down }) => [said(up), said(down)])
      return JSON.stringify(one) !== JSON.stringify(other)
    })
    expect(differing.map(({ name }) => name)).toEqual(Object.keys(intended))
  })
})

const said = ({ transactions }: Plan): readonly string[] => {
  const hazards = transactions.flatMap(({ steps }) => steps.flatMap((step) => step.hazards))
  const spoken = hazards
    .filter(({ kind, message }) => !own.includes(kind) && !isOfCasts(message))
    .map(({ kind, message }) => `${kind}: ${message}`)
  return [...new Set(spoken)].sort()
}
