import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull } from '../runtime/index.js'
import {
  createRepositories,
  type DB,
  type NewValue,
  type Repositories,
  type Value,
} from './golden/codegen/edge-values/expected/index.js'
import { resolveYaml } from './model/resolve-yaml.js'
import { databases } from './support/database.js'
import { type Opened, opened } from './support/opened.js'
import { creationOf } from './support/plans.js'

type Column = Exclude<keyof Value, 'id'>

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const uuid = '01a208f4-37aa-7220-9f51-f4d4f98ca418'
const texts = [
  '',
  ' ',
  'ünïcode 🎉 𝔘',
  `it's "quoted" \\ and {braced}, NULL`,
  'two\r\nlines\t',
  '%_*?[]',
  'null',
]
const bigints = [0n, 9223372036854775807n, -9223372036854775808n, 9007199254740993n]
const decimals = ['0.0000000000', '1234567890123456789012345678.9012345678', '-0.0000000001']
const instants = [
  '0001-01-01T00:00:00.000Z',
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T12:00:00.001Z',
  '9999-12-31T23:59:59.999Z',
]
const timestamps = instants.map((text) => new Date(text))
const dates = ['0001-01-01', '2024-02-29', '9999-12-31']
const documents = [
  {},
  [],
  '',
  'text',
  0,
  -1.5e-7,
  true,
  [[], [null]],
  { a: { b: [1, null, { c: 'd🎉' }] } },
  JsonNull,
]

/** Values at the edges of each type, all of which must come back as they went in. */
const edges: { readonly [C in Column]: readonly NonNullable<Value[C]>[] } = {
  a_text: texts,
  a_varchar: texts,
  a_char: ['abc', 'äöü'],
  a_smallint: [0, 32767, -32768],
  an_integer: [0, 2147483647, -2147483648],
  a_bigint: bigints,
  a_real: [0, 0.1, -1.5, 3.4028235e38, 1.1754944e-38],
  a_double: [0, 0.1, 1e-7, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE, -1 / 3],
  a_decimal: ['0.00', '-0.01', '9999999999.99'],
  a_long_decimal: decimals,
  a_boolean: [true, false],
  a_date: dates,
  a_time: ['00:00:00', '23:59:59', '12:34:56.789'],
  a_timestamp: timestamps,
  a_uuid: [uuid, '00000000-0000-0000-0000-000000000000'],
  a_json: documents,
  some_bytes: [bytes(), bytes(0), bytes(0, 255, 128, 10, 92)],
  a_color: ['red', 'dark green', "it's"],
  a_mood: ['happy'],
  texts: [[], texts],
  integers: [[], [2147483647, -1]],
  bigints: [[], bigints],
  doubles: [[], [0.1, 1e300]],
  decimals: [[], decimals],
  booleans: [[], [true, false]],
  dates: [[], dates],
  timestamps: [[], timestamps],
  uuids: [[], [uuid]],
  documents: [[], documents],
  many_bytes: [[], [bytes(), bytes(0, 255)]],
  colors: [[], ['red', "it's"]],
  moods: [[], ['sad', 'happy']],
}

const columns = Object.keys(edges) as Column[]
const empty = Object.fromEntries(columns.map((column) => [column, null])) as Omit<Value, 'id'>

/** A row for each edge value, all other columns NULL. */
const rows: readonly Value[] = columns
  .flatMap((column) => edges[column].map((value) => ({ ...empty, [column]: value })))
  .map((row, index) => ({ ...row, id: index + 1 }))

describe.each(databases)('values at the edges on %s', (dialect) => {
  let database: Opened<DB>
  let repos: Repositories
  beforeAll(async () => {
    const schema = readFileSync(new URL('golden/codegen/edge-values/schema.yaml', import.meta.url), 'utf8')
    const ddl = creationOf(resolveYaml(schema).model, dialect)
    database = await opened<DB>(dialect, { by: 'connect', ddl })
    repos = createRepositories(database.db)
  })
  afterAll(() => database.close())

  const shifted = (by: number): readonly NewValue[] => rows.map((row) => ({ ...row, id: row.id + by }))

  test('through create, findById and findMany', async () => {
    for (const row of rows) expect(await repos.values.create(row)).toStrictEqual(row)
    for (const row of rows) expect(await repos.values.findById(row.id)).toStrictEqual(row)
    expect(
      await repos.values.findMany({ where: { id: { lte: rows.length } }, orderBy: { id: 'asc' } }),
    ).toStrictEqual(rows)
  })

  test('through createMany and update', async () => {
    const many = shifted(10_000)
    expect(await repos.values.createMany(many)).toStrictEqual(many)
    await repos.values.create({ id: 20_000 })
    for (const { id, ...row } of rows)
      expect(await repos.values.update(20_000, row)).toStrictEqual({ ...row, id: 20_000 })
  })

  test('through plain Kysely, in both directions', async () => {
    const plain = shifted(30_000)
    for (const row of plain)
      expect(
        await database.db.insertInto('values').values(row).returningAll().executeTakeFirst(),
      ).toStrictEqual(row)
    const read = await database.db
      .selectFrom('values')
      .selectAll()
      .where('id', '>', 30_000)
      .orderBy('id')
      .execute()
    expect(read).toStrictEqual(plain)
    await database.db.insertInto('values').values({ id: 40_000 }).execute()
    for (const { id, ...row } of rows) {
      await database.db.updateTable('values').set(row).where('id', '=', 40_000).execute()
      expect(await repos.values.getById(40_000)).toStrictEqual({ ...row, id: 40_000 })
    }
  })

  test.each(columns)('%s finds each of its values again', async (column) => {
    for (const value of edges[column]) {
      const found = await repos.values.findMany({ where: { [column]: { eq: value } }, limit: 1 })
      expect(found.map((row) => row[column])).toStrictEqual([value])
    }
  })
})
