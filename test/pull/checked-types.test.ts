import BetterSqlite3, { type Database } from 'better-sqlite3'
import { afterAll, describe, expect, test } from 'vitest'
import { verifiedPull } from '../../generator/cli/verify-pull.js'
import { foundModel } from '../../generator/dialects/found-model.js'
import { introspect } from '../../generator/dialects/sqlite/introspect/introspect.js'
import type { LogicalType, Model } from '../../generator/model/model.js'
import { closeEngines } from '../../generator/prove/engines/index.js'
import { typeText } from '../../generator/pull/type-text.js'
import { readValue } from '../../runtime/values/read-value.js'
import { sqliteReader } from '../../runtime/values/sqlite-reader.js'
import { columnType } from '../../runtime/values/types.js'
import { catalogueOf, exec, plansFor, runPlan } from '../dialects/sqlite/migrating.js'
import { resolveYaml } from '../model/resolve-yaml.js'

afterAll(closeEngines)

/** Every check that is read as a type in some column. */
const checks = [
  'length(c) <= 4',
  'length(c) <= 0',
  'length(c) <= 99999999',
  "c BETWEEN -32768 AND 32767 AND typeof(c) <> 'real'",
  "c BETWEEN -2147483648 AND 2147483647 AND typeof(c) <> 'real'",
  "typeof(c) IN ('integer', 'null')",
  'c IN (0, 1)',
  'date(c) IS c',
  "strftime('%H:%M:%S', c) IS substr(c, 1, 8) AND c NOT GLOB '*[^0-9:.]*'",
  "strftime('%Y-%m-%dT%H:%M:%fZ', c) IS c",
  'json_valid(c)',
  "json_valid(c) AND json_type(c) = 'array'",
  "c IN ('a', '123')",
  "c IN ('', 'a')",
  "c IN ('a\nb')",
]

const loose = [
  'TEXT',
  'text',
  'TEXT COLLATE NOCASE',
  'TEXT COLLATE BINARY',
  'VARCHAR(4)',
  'INTEGER',
  'INT',
  'BOOLEAN',
  'NUMERIC',
  'DECIMAL(10, 2)',
  'DATE',
  'REAL',
  'BLOB',
  'JSON',
  'ANY',
  '',
]
const strict = ['TEXT', 'INTEGER', 'INT', 'BLOB', 'ANY']

const cases = [
  ...loose.map((type) => [type, ''] as const),
  ...strict.map((type) => [type, ' STRICT'] as const),
].flatMap(([type, options]) => checks.map((check) => ({ type, options, check })))

const values: readonly unknown[] = [
  null,
  '',
  'a',
  'A',
  'a ',
  'a\nb',
  'abcdef',
  '7',
  '123',
  '0012',
  0n,
  1n,
  7n,
  123n,
  40000n,
  9223372036854775807n,
  1.5,
  0.1,
  '2024-05-05',
  '2024-05-05 ',
  '12:30:00',
  '2024-05-05T12:30:00.000Z',
  '2024-05-05t12:30:00.000z',
  '[1,{"a":2}]',
  '["a",null]',
  '{"a":1}',
  Buffer.from('a'),
  Buffer.from('7'),
  Buffer.from('[1]'),
]

/** Nothing keeps values of other classes out of these, whatever we say of their types. */
const classes: { readonly [type: string]: string } = { TEXT: 'text', REAL: 'real', BLOB: 'blob' }

const nameOf = (index: number): string => `t${index}`

/** A table for each case, with every value that it takes. */
const made = (): Database => {
  const database = new BetterSqlite3(':memory:')
  database.defaultSafeIntegers()
  for (const [index, { type, options, check }] of cases.entries()) {
    exec(
      database,
      `CREATE TABLE ${nameOf(index)} (id INTEGER PRIMARY KEY, n TEXT, c ${type} CHECK (${check}))${options}`,
    )
    const insert = database.prepare(`INSERT INTO ${nameOf(index)} (c) VALUES (?)`)
    for (const value of values) {
      try {
        insert.run(value)
      } catch {
        // It is not legal there.
      }
    }
  }
  return database
}

const stored = (database: Database, index: number): readonly unknown[] =>
  database
    .prepare(`SELECT id, typeof(c), c FROM ${nameOf(index)} ORDER BY id`)
    .raw()
    .all()

const rebuilt = (model: Model): Model => ({
  ...model,
  tables: model.tables.map((table) => ({
    ...table,
    uniques: [
      { name: `${table.name}_key`, columns: ['id', 'n'], nullsDistinct: true, deferrable: 'no' as const },
    ],
  })),
})

const definitionOf = (type: LogicalType): string =>
  type.kind === 'native' ? 'native' : type.kind === 'enum' ? 'enum' : typeText(type, 'sqlite', new Map())

describe('a check says a type only of a column that we would declare so', async () => {
  const database = made()
  const introspection = await introspect(async <Row>(sql: string) => {
    const statement = database.prepare<[], Row>(sql)
    return statement.safeIntegers(false).all()
  })
  const catalogue = catalogueOf(database)
  const pulled = await verifiedPull(introspection, 'sqlite', catalogue)
  const { model } = resolveYaml(pulled.text)
  const found = foundModel(introspection, 'sqlite')
  const before = cases.map((_, index) => stored(database, index))

  test('the schema makes the same catalogue', () => {
    expect(pulled.diagnostics).toEqual([])
    expect(pulled.leftOut).toEqual([])
    expect(pulled.differences).toEqual([])
  })

  test.each(cases.map((each, index) => [index, `${each.type}${each.options}`, each.check] as const))(
    '%i: %s with %s is read as it is written',
    (index) => {
      const type = model.tables
        .find(({ name }) => name === nameOf(index))
        ?.columns.find(({ name }) => name === 'c')?.type
      if (type === undefined) expect.fail('it is left out')
      const definition = columnType(definitionOf(type))
      const own = classes[cases[index]?.type.toUpperCase().replace(/ .*/, '') ?? '']
      const list =
        type.kind === 'enum' ? model.enums.find(({ name }) => name === type.name)?.values : undefined
      for (const [, kind, value] of before[index] as readonly [bigint, string, unknown][]) {
        if (value === null || (own !== undefined && kind !== own)) continue
        expect(
          () => readValue(sqliteReader, definition, value),
          `${kind} ${String(value)} as ${definitionOf(type)}`,
        ).not.toThrow()
        if (list !== undefined) expect(list).toContain(value)
      }
    },
  )

  test('values stay the same when tables are made anew', () => {
    const database = made()
    runPlan(database, plansFor(found, rebuilt(found), '3.45').up)
    const differing = cases.filter((_, index) => {
      expect(stored(database, index).length).toBe(before[index]?.length)
      return JSON.stringify(stored(database, index), text) !== JSON.stringify(before[index], text)
    })
    expect(differing).toEqual([])
  })
})

test('a check on a column that counts is kept', async () => {
  const database = new BetterSqlite3(':memory:')
  exec(
    database,
    `CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT CHECK (typeof(id) IN ('integer', 'null')))`,
  )
  const introspection = await introspect(async <Row>(sql: string) => database.prepare<[], Row>(sql).all())
  const { differences, leftOut } = await verifiedPull(introspection, 'sqlite', catalogueOf(database))
  expect({ differences, leftOut }).toEqual({ differences: [], leftOut: [] })
})

const text = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value)
