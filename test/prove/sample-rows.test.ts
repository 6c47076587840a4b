import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { diffModels } from '../../generator/changes/diff.js'
import type { LogicalType, Model, Table } from '../../generator/model/model.js'
import { creation } from '../../generator/prove/creation.js'
import type { Engine } from '../../generator/prove/engine.js'
import { engineFor } from '../../generator/prove/engines/index.js'
import { openServerEngine, type ServerEngine } from '../../generator/prove/engines/postgres-server.js'
import { countRows, takeSnapshot } from '../../generator/prove/kept-rows/snapshot.js'
import { lineageOf } from '../../generator/prove/lineage.js'
import { rowSqlFor } from '../../generator/prove/row-sql.js'
import { runPlanAtOnce } from '../../generator/prove/run-plan.js'
import { insertSampleRows } from '../../generator/prove/sample-rows/sample-rows.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  now,
  table,
  unique,
} from '../support/model-builder.js'
import { dialectFor } from '../support/plans.js'

let server: ServerEngine
beforeAll(async () => {
  server = await openServerEngine(inject('postgresUrl'))
})
afterAll(() => server.end())

const engineOf = async (name: string): Promise<Engine> => {
  const engine = name === 'postgres' ? server : await engineFor(name, { extensions: [] })
  if ('unavailable' in engine) throw new Error(engine.unavailable)
  return engine
}

/** Rows for a model, and for what it will be; `read` asks the database for what is in them. */
const fill = async (name: string, before: Model, after: Model = before) => {
  const dialect = dialectFor(name)
  const database = await (await engineOf(name)).open()
  const made = await runPlanAtOnce(
    { database, stage: 'before' },
    creation(before, { dialect, version: dialect.versions.default }),
  )
  if (made.failure) throw new Error(`${made.failure.sql}: ${made.failure.message}`)
  const changes = diffModels(before, after).value ?? []
  const lineage = lineageOf({ changes, before, after, dialect: name })
  const rowSql = rowSqlFor(name)
  if (rowSql === undefined) throw new Error(name)
  const { notes } = await insertSampleRows(database, { before, after, lineage, rowSql })
  const sample = { ...countRows(await takeSnapshot(database, rowSql, before.tables)), notes }
  return { sample, read: async (sql: string) => (await database.query(sql)).map((row) => row[0]) }
}

const types: readonly LogicalType[] = [
  { kind: 'text' },
  { kind: 'varchar', length: 3 },
  { kind: 'char', length: 2 },
  { kind: 'smallint' },
  { kind: 'integer' },
  { kind: 'bigint' },
  { kind: 'real' },
  { kind: 'double' },
  { kind: 'decimal', precision: 4, scale: 2 },
  { kind: 'decimal', precision: 30, scale: 0 },
  { kind: 'boolean' },
  { kind: 'date' },
  { kind: 'time' },
  { kind: 'timestamp' },
  { kind: 'uuid' },
  { kind: 'json' },
  { kind: 'bytes' },
  { kind: 'array', element: { kind: 'text' } },
  { kind: 'array', element: { kind: 'json' } },
  { kind: 'enum', name: 'mood' },
  { kind: 'array', element: { kind: 'enum', name: 'mood' } },
  { kind: 'native', sql: { sqlite: 'TEXT', postgres: 'inet' } },
  { kind: 'native', sql: { sqlite: 'DATETIME', postgres: 'timestamp(6)' } },
  { kind: 'native', sql: { sqlite: 'TEXT', postgres: 'int4range' } },
]

const key = column('id', 'integer')
const rowsOf = (name: string, columns: Table['columns'], rest: Parameters<typeof table>[2] = {}) =>
  table(name, [key, ...columns], { key: ['id'], ...rest })

test('a strict table of SQLite has rows with values of its own types', async () => {
  const strict = rowsOf(
    'strict',
    [
      ...types.filter(({ kind }) => kind !== 'native'),
      ...['INT', 'REAL', 'TEXT', 'BLOB', 'ANY'].map(
        (sqlite): LogicalType => ({ kind: 'native', sql: { sqlite } }),
      ),
    ].map((type, position) => column(`c${position}`, type)),
    { options: { sqlite: ['strict', 'without rowid'] } },
  )
  const mood = enumeration('mood', ['calm', 'glad'], { native: true })
  const { sample } = await fill('sqlite', model({ tables: [strict], enums: [mood] }))
  expect(sample).toMatchObject({ tables: 1, notes: [] })
})

describe.each(['sqlite', 'postgres'])('sample rows on %s', (name) => {
  test('every type, and null where it may be', async () => {
    const wide = rowsOf(
      'wide',
      types.flatMap((type, position) => [
        column(`required_${position}`, type),
        column(`nullable_${position}`, type, { nullable: true }),
      ]),
    )
    const mood = enumeration('mood', ['calm', 'glad', "it's", 'sad', 'torn', 'wild'], { native: true })
    const { sample, read } = await fill(name, model({ tables: [wide], enums: [mood] }))
    expect(sample).toEqual({ rows: 6, tables: 1, notes: [] })
    expect(await read('SELECT count(DISTINCT required_19) FROM wide')).toEqual(
      [Number(6)].map((n) => (name === 'postgres' ? String(n) : n)),
    )
    const some = types.map((_, position) => `count(nullable_${position}) BETWEEN 1 AND 5`)
    expect(await read(`SELECT CASE WHEN ${some.join(' AND ')} THEN 'yes' ELSE 'no' END FROM wide`)).toEqual([
      'yes',
    ])
  })

  test.each([
    'n > 100 AND n < 103',
    'n % 7 = 0',
    'low < high',
    'low < high AND high < n',
    "word LIKE 'pre%'",
    'length(word) > 20',
    "word IN ('red', 'green')",
    "word <> '' AND word = lower(word)",
    "day > '2030-01-01'",
    '(low IS NULL) <> (high IS NULL)',
    "word = 'free' OR price > 0",
    'price = 9.99',
    'n BETWEEN -20 AND -10',
  ])('the check %s', async (sql) => {
    const checked = rowsOf(
      'checked',
      [
        column('n', 'integer'),
        column('low', 'integer', { nullable: true }),
        column('high', 'integer', { nullable: true }),
        column('word', { kind: 'varchar', length: 40 }),
        column('day', 'date'),
        column('price', { kind: 'decimal', precision: 6, scale: 2 }),
      ],
      { checks: [{ name: 'checked_rule', sql }] },
    )
    const { sample } = await fill(name, model({ tables: [checked] }))
    expect(sample).toMatchObject({ tables: 1, notes: [] })
    expect(sample.rows).toBeGreaterThanOrEqual(1)
  })

  const native = (sqlite: string, postgres: string): LogicalType => ({
    kind: 'native',
    sql: { sqlite, postgres },
  })

  test.each<{ readonly sql: string; readonly on?: string }>([
    { sql: 'n BETWEEN 1 AND 999' },
    { sql: 'n BETWEEN 1000 AND 2000' },
    { sql: 'n IN (70, 80)' },
    { sql: 'n >= 500' },
    { sql: 'm > n' },
    { sql: 'n % 7 = 0' },
    { sql: 'price > 0 AND price <= 9.99' },
    { sql: 'length(word) = 3' },
    { sql: "word LIKE 'pre%'" },
    { sql: "word IN ('red', 'green')" },
    { sql: "word <> '' AND word = lower(word)" },
    { sql: "word ~ '^[A-Z]{2}-[0-9]+$'", on: 'postgres' },
    { sql: "word GLOB '[A-Z][A-Z]-[0-9]*'", on: 'sqlite' },
    { sql: 'date(day) IS day', on: 'sqlite' },
    { sql: "day > '2030-01-01'" },
    { sql: 'day < later' },
    { sql: "typeof(any) = 'integer'", on: 'sqlite' },
    { sql: 'any >= 20', on: 'sqlite' },
    { sql: 'flag IN (0, 1)', on: 'sqlite' },
    { sql: "word = 'long by default'" },
  ])('the check $sql on types of the database itself', async ({ sql, on = name }) => {
    if (on !== name) return
    const columns = [
      column('n', native('INTEGER', 'numeric'), { default: { kind: 'literal', value: 1 } }),
      column('m', native('INT8', 'numeric(9,0)')),
      column('price', native('DECIMAL(10,2)', 'numeric')),
      column('word', native('NVARCHAR(40)', 'bpchar')),
      column('day', native('DATE', 'timestamp(6)')),
      column('later', native('DATETIME', 'timestamp(6)')),
      column('any', native('', 'text')),
      column('flag', native('BOOLEAN', 'text')),
    ]
    const checks = [{ name: 'checked_rule', sql }]
    const before = model({ tables: [rowsOf('checked', columns, { checks })] })
    const after = model({
      tables: [rowsOf('checked', [column('n', 'bigint'), ...columns.slice(1)], { checks })],
    })
    const { sample, read } = await fill(name, before, after)
    expect(sample).toMatchObject({ tables: 1, notes: [] })
    expect(sample.rows).toBeGreaterThanOrEqual(1)
    expect(await read('SELECT count(*) FROM checked WHERE n IS NULL')).toEqual([
      name === 'postgres' ? '0' : 0,
    ])
  })

  test('a default is a value of its column where nothing else is known', async () => {
    const odd = rowsOf(
      'odd',
      [
        column('code', native('VARCHAR(9)', 'varchar'), {
          default: { kind: 'sql', sql: "'Zq-77'" },
        }),
      ],
      {
        checks: [
          {
            name: 'odd_rule',
            sql: "code <> lower(code) AND substr(code, 3, 1) = replace('x-x', 'x', '')",
          },
        ],
      },
    )
    const { sample } = await fill(name, model({ tables: [odd] }))
    expect(sample).toMatchObject({ tables: 1, notes: [] })
  })

  test('a check that stays is named once where there are no values for it', async () => {
    const checks = [{ name: 'never_rule', sql: 'n * n = 7' }]
    const table = (type: LogicalType): Model =>
      model({ tables: [rowsOf('never', [column('n', type)], { checks })] })
    const { sample } = await fill(name, table(native('INTEGER', 'numeric')), table({ kind: 'bigint' }))
    expect(sample.notes).toEqual([
      'never: ran without rows, no values were found that satisfy never_rule (n * n = 7)',
    ])
  })

  test('a check for which there are no values is reported, and what needs its table', async () => {
    const never = rowsOf('never', [column('n', 'integer')], {
      checks: [{ name: 'never_rule', sql: 'n * n = 7' }],
    })
    const child = rowsOf('child', [column('never_id', 'integer')], {
      foreignKeys: [foreignKey('child_fkey', ['never_id'], 'never', ['id'])],
    })
    const { sample } = await fill(name, model({ tables: [child, never, rowsOf('other', [])] }))
    expect(sample).toEqual({
      rows: 5,
      tables: 1,
      notes: [
        'never: ran without rows, no values were found that satisfy never_rule (n * n = 7)',
        'child: ran without rows, it must point at never, where no row is to point at',
      ],
    })
  })

  test('foreign keys: composite, shared columns, to oneself, in a circle', async () => {
    const tenants = rowsOf('tenants', [])
    const users = rowsOf(
      'users',
      [column('tenant_id', 'integer'), column('boss_id', 'integer', { nullable: true })],
      {
        uniques: [unique('users_tenant_key', ['tenant_id', 'id'])],
        foreignKeys: [
          foreignKey('users_tenant_fkey', ['tenant_id'], 'tenants', ['id']),
          foreignKey('users_boss_fkey', ['boss_id'], 'users', ['id']),
        ],
      },
    )
    const tasks = rowsOf(
      'tasks',
      [column('tenant_id', 'integer'), column('user_id', 'integer'), column('self_id', 'integer')],
      {
        foreignKeys: [
          foreignKey('tasks_user_fkey', ['tenant_id', 'user_id'], 'users', ['tenant_id', 'id']),
          foreignKey('tasks_tenant_fkey', ['tenant_id'], 'tenants', ['id']),
          foreignKey('tasks_self_fkey', ['self_id'], 'tasks', ['id']),
        ],
      },
    )
    const eggs = rowsOf('eggs', [column('hen_id', 'integer')], {
      foreignKeys: [foreignKey('eggs_fkey', ['hen_id'], 'hens', ['id'])],
    })
    const hens = rowsOf('hens', [column('egg_id', 'integer')], {
      foreignKeys: [foreignKey('hens_fkey', ['egg_id'], 'eggs', ['id'])],
    })
    const { sample, read } = await fill(name, model({ tables: [tasks, users, tenants, eggs, hens] }))
    expect(sample).toEqual({ rows: 25, tables: 5, notes: [] })
    expect((await read('SELECT boss_id FROM users WHERE boss_id IS NOT NULL')).length).toBeGreaterThan(2)
  })

  test('uniqueness: of several columns, of some rows, of an expression', async () => {
    const single = rowsOf(
      'single',
      [column('flag', 'boolean'), column('word', 'text'), column('gone_at', 'timestamp', { nullable: true })],
      {
        uniques: [unique('single_flag_key', ['flag', 'word'])],
        indexes: [
          index('single_live_idx', ['word'], { unique: true, live: 'gone_at' }),
          index(
            'single_lower_idx',
            [
              {
                kind: 'expression',
                sql: 'lower(word)',
                descending: false,
                nulls: undefined,
                operatorClass: undefined,
              },
            ],
            { unique: true },
          ),
        ],
      },
    )
    const flags = rowsOf('flags', [column('flag', 'boolean')], { uniques: [unique('flags_key', ['flag'])] })
    const { sample } = await fill(name, model({ tables: [single, flags] }))
    expect(sample).toEqual({ rows: 7, tables: 2, notes: [] })
  })

  test('rows that can become what they are to be', async () => {
    const parts = (type: LogicalType['kind'], rest: Parameters<typeof column>[2] = {}) => [
      column('value', type as 'text', rest),
      column('n', 'integer'),
    ]
    const before = rowsOf('things', parts('text', { nullable: true }))
    const numbers = {
      ...before,
      columns: [key, ...parts('integer')],
      checks: [{ name: 'things_rule', sql: 'value > 2 AND n > 50' }],
      uniques: [unique('things_n_key', ['n'])],
    }
    const { sample, read } = await fill(name, model({ tables: [before] }), model({ tables: [numbers] }))
    expect(sample).toMatchObject({ tables: 1, notes: [] })
    expect(
      await read('SELECT count(*) FROM things WHERE value IS NULL OR CAST(value AS integer) <= 2 OR n <= 50'),
    ).toEqual([name === 'postgres' ? '0' : 0])
  })

  test('defaults, counters and computed columns are left to the database now and then', async () => {
    const counted = table(
      'counted',
      [
        column('id', 'bigint', { identity: 'always' }),
        column('at', 'timestamp', now),
        column('twice', 'bigint', { nullable: true, generated: { sql: 'id * 2', stored: true } }),
      ],
      { key: ['id'] },
    )
    const { sample, read } = await fill(name, model({ tables: [counted] }))
    expect(sample).toEqual({ rows: 5, tables: 1, notes: [] })
    expect((await read("SELECT id FROM counted WHERE at > '2025-01-01'")).length).toBeGreaterThan(0)
  })
})
