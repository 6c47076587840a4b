import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderBy, Where } from '../../runtime/repository/index.js'
import { databases, type OpenDatabase, type Repositories, repositoriesOn } from './support/databases.js'
import { matches, type Plain, sorted } from './support/filter-in-memory.js'
import type { Sample, SampleTypes } from './support/tables.js'

/*
 * Random filters and orders find the same rows on every database as a filter over plain values in memory. Values come from
 * small pools, so that equal, neighbouring and missing ones meet often.
 */

const words = ['', 'a', 'A', 'aB', 'ab', 'b%', 'b_', 'B*', '[a]', '\\', "it's", 'ä', '😀', '1', '01']
const pools: { readonly [column: string]: readonly unknown[] } = {
  small: [-2147483648, -1, 0, 1, 2147483647],
  big: [-(2n ** 63n), -1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n],
  float: [-1.5, 0, 0.1, 1e-7, 1e300],
  money: ['-10.50', '-9.00', '0.00', '9.99', '10.00', '12345678.90'],
  long: ['-100.000', '-20.500', '-20.001', '0.000', '3.000', '20.000', '123456789012345678901234567.890'],
  flag: [true, false],
  day: ['0001-01-01', '2024-02-29', '9999-12-31'],
  hour: ['00:00:00', '10:00:00', '10:00:00.5'],
  moment: [new Date(-62135596800000), new Date(0), new Date(1), new Date('2024-01-01T00:00:00.999Z')],
  word: words,
}
const columns = Object.keys(pools)
const texts = ['a', 'B', 'b%', '_', '[', '\\\\', '%', '*', 'ab', '😀', "'"]

const comparisons = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte']
const cellOf = (column: string) => fc.constantFrom(...(pools[column] ?? []))

const operator = (column: string): fc.Arbitrary<Plain> => {
  const single = fc
    .tuple(fc.constantFrom(...(column === 'flag' ? ['eq', 'ne'] : comparisons)), cellOf(column))
    .map(([name, value]) => ({ [name]: value }))
  const list = fc
    .tuple(fc.constantFrom('in', 'notIn'), fc.array(cellOf(column), { maxLength: 3 }))
    .map(([name, values]) => ({ [name]: values }))
  const nulls = fc.constantFrom({ isNull: true }, { isNull: false }, { eq: null }, { ne: null })
  const between = fc.tuple(cellOf(column), cellOf(column)).map((pair) => ({ between: pair }))
  const search = fc
    .tuple(fc.constantFrom('like', 'ilike', 'contains', 'startsWith', 'endsWith'), fc.constantFrom(...texts))
    .map(([name, text]) => ({ [name]: text }))
  const options = [
    single,
    list,
    nulls,
    ...(column === 'flag' ? [] : [between]),
    ...(column === 'word' ? [search] : []),
  ]
  return fc.oneof(...options) as fc.Arbitrary<Plain>
}

const onColumn = fc
  .constantFrom(...columns)
  .chain((column) =>
    fc
      .oneof(operator(column), cellOf(column), fc.constant(null))
      .map((condition): Plain => ({ [column]: condition })),
  )
const { where } = fc.letrec<{ where: Plain }>((tie) => ({
  where: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    onColumn,
    fc.tuple(onColumn, onColumn).map(([a, b]): Plain => ({ ...a, ...b })),
    fc
      .tuple(fc.constantFrom('and', 'or'), fc.array(tie('where'), { maxLength: 3 }))
      .map(([name, parts]): Plain => ({ [name]: parts })),
    tie('where').map((part): Plain => ({ not: part })),
  ),
}))
const order = fc.array(
  fc.record({
    column: fc.constantFrom(...columns),
    direction: fc.constantFrom('asc', 'desc'),
    nulls: fc.constantFrom('first', 'last', undefined),
  }),
  { maxLength: 2 },
)

let opened: OpenDatabase[] = []
let all: Repositories[] = []
let rows: Sample[] = []

beforeAll(async () => {
  opened = await Promise.all(databases.map(({ open }) => open()))
  all = opened.map(({ db }) => repositoriesOn(db))
  const cell = (column: string) =>
    fc.oneof({ weight: 4, arbitrary: cellOf(column) }, { weight: 1, arbitrary: fc.constant(null) })
  const row = fc.record(Object.fromEntries(columns.map((column) => [column, cell(column)])))
  const sampled = fc.sample(row, { numRuns: 60, seed: 7 })
  const empty = { uid: null, data: null, bytes: null, list: null, code: null }
  rows = sampled.map((values, id) => ({ ...values, ...empty, id }) as never)
  for (const { samples } of all) await samples.createMany(rows)
})
afterAll(() => Promise.all(opened.map(({ close }) => close())))

test('random filters find the same rows everywhere', { timeout: 120_000 }, async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(where, async (filter) => {
      const expected = rows.filter((row) => matches(row, filter) === true).map(({ id }) => id)
      found += expected.length
      for (const { samples } of all) {
        const read = await samples.findMany({ where: filter as Where<SampleTypes>, orderBy: { id: 'asc' } })
        expect(read.map(({ id }) => id)).toEqual(expected)
      }
    }),
    { numRuns: 400 },
  )
  expect(found).toBeGreaterThan(1000)
})

test('random orders give the same sequence everywhere', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(order, async (terms) => {
      const expected = sorted(rows, terms).map(({ id }) => id)
      for (const { samples } of all) {
        const read = await samples.findMany({ orderBy: [...terms, { id: 'asc' }] as OrderBy<Sample> })
        expect(read.map(({ id }) => id)).toEqual(expected)
      }
    }),
    { numRuns: 150 },
  )
})
