import { describe, expect, test } from 'vitest'
import { dialects } from '../../generator/dialects/index.js'
import { compareVersions } from '../../generator/dialects/version.js'
import type { Origin, Table } from '../../generator/model/model.js'
import { column, enumeration, foreignKey, index, model, table, unique } from '../support/model-builder.js'
import { dialectFor } from '../support/plans.js'

const span = {
  file: 'schema.yaml',
  start: { line: 2, column: 1, offset: 9 },
  end: { line: 2, column: 3, offset: 11 },
}
const meta: { readonly origin: Origin; readonly was: undefined; readonly typescript: undefined } = {
  origin: { span, mixin: undefined },
  was: undefined,
  typescript: undefined,
}

const codes = (dialect: string, tables: readonly Table[], version?: string) =>
  dialectFor(dialect)
    .check(model({ tables, enums: [enumeration('state', ['a'])] }), { dialect, version })
    .map(({ code }) => code)

const id = column('id', 'integer')
const plain = table('plain', [id, column('name', 'text')], { key: ['id'] })
const withColumn = (rest: Parameters<typeof column>[2], type: Parameters<typeof column>[1] = 'text') => [
  table('t', [id, column('x', type, rest)], { key: ['id'] }),
]

test('the dialects are listed by name', () => {
  expect(dialects.map(({ name }) => name)).toEqual(['sqlite', 'postgres'])
})

test('versions compare by their numbers', () => {
  expect(compareVersions('3.9', '3.45')).toBeLessThan(0)
  expect(compareVersions('15', '15.0')).toBe(0)
  expect(compareVersions('18.1', '18')).toBeGreaterThan(0)
})

describe.each(['sqlite', 'postgres'])('%s', (dialect) => {
  test('has nothing to say of a plain table', () => {
    expect(codes(dialect, [plain])).toEqual([])
    expect(codes(dialect, [plain], '99')).toEqual([])
  })

  test('refuses versions that are too old or none', () => {
    expect(codes(dialect, [plain], '3.2')).toContain('unsupported-version')
    expect(codes(dialect, [plain], 'new')).toContain('unsupported-version')
  })

  test('refuses texts with NUL, with their place', () => {
    const nul = { kind: 'literal', value: { a: ['\0'] } } as const
    const found = dialectFor(dialect).check(
      model({
        tables: [
          table('t', [column('x', 'json', { default: nul, meta }), column('y', 'text', { comment: '\0' })]),
        ],
        enums: [enumeration('state', ['\0'])],
      }),
      { dialect, version: undefined },
    )
    expect(found.map(({ code }) => code)).toEqual(['invalid-text', 'invalid-text', 'invalid-text'])
    expect(found[1]?.span).toBe(span)
    expect(found[1]?.message).toContain('t.x')
  })

  test('refuses a foreign key to a table that it does not have', () => {
    const tables = [
      table('elsewhere', [id], { key: ['id'], dialects: ['other'] }),
      table('t', [id], { foreignKeys: [foreignKey('t_fkey', ['id'], 'elsewhere', ['id'])] }),
    ]
    expect(codes(dialect, tables)).toEqual(['unsupported-constraint'])
    expect(
      codes(dialect, [
        { ...plain, dialects: ['other'], uniques: [unique('u', ['name'], { nullsDistinct: false })] },
      ]),
    ).toEqual([])
  })
})

describe('sqlite', () => {
  const check = (tables: readonly Table[]) => codes('sqlite', tables)

  test('counts in a single primary key alone', () => {
    const counting = column('n', 'bigint', { identity: 'always' })
    expect(check([table('t', [counting], { key: ['n'] })])).toEqual([])
    expect(check([table('t', [counting])])).toEqual(['unsupported-identity'])
    expect(check([table('t', [counting, id], { key: ['id'] })])).toEqual(['unsupported-identity'])
    expect(check([table('t', [counting, id], { key: ['n', 'id'] })])).toEqual(['unsupported-identity'])
  })

  test('warns of decimals that it keeps as text, once', () => {
    const wide = { kind: 'decimal', precision: 16, scale: 2 } as const
    const history = table('t_history', [column('x', wide)], { historyOf: 't' })
    expect(check([...withColumn({}, wide), history])).toEqual(['decimal-as-text'])
    expect(check(withColumn({}, { ...wide, precision: 15 }))).toEqual([])
  })

  test.each([
    ['x >= 10', true],
    ['10 < X', true],
    ['"x" not in (1, 2)', true],
    ['x not between 1 and 2', true],
    ['x is not 3', true],
    ['y <= x', true],
    ['x is not null and y is null', false],
    ['cast(x as real) >= 10', false],
    ['x + y > 10', false],
    ['10 < x * 2', false],
    ["id > 3 or 'x > 3' <> '' -- x > 3", false],
    ['max_x > 3', false],
  ])('does not let a rule compare decimals as texts: %s', (sql, isRefused) => {
    const wide = { kind: 'decimal', precision: 16, scale: 2 } as const
    const columns = [id, column('x', wide), column('y', wide), column('max_x', 'integer')]
    const t = (rest: Parameters<typeof table>[2]) => check([table('t', columns, { key: ['id'], ...rest })])
    const found = isRefused ? ['decimal-compared-as-text'] : []
    const told = ['decimal-as-text', 'decimal-as-text']
    expect(t({ checks: [{ name: 'c', sql }] })).toEqual([...told, ...found])
    expect(t({ checks: [{ name: 'c', sql: { postgres: sql } }] })).toEqual(told)
    expect(t({ indexes: [index('i', ['id'], { where: sql })] })).toEqual([...told, ...found])
    const computed = column('z', 'integer', { generated: { sql, stored: true } })
    expect(check([table('t', [...columns, computed], { key: ['id'] })])).toEqual([...told, ...found])
    const short = columns.map((each) => ({
      ...each,
      type: { kind: 'decimal', precision: 15, scale: 2 } as const,
    }))
    expect(check([table('t', short, { key: ['id'], checks: [{ name: 'c', sql }] })])).toEqual([])
  })

  test('without rowid there is a primary key, and none that counts', () => {
    const options = { sqlite: ['without rowid'] }
    expect(check([{ ...plain, options }])).toEqual([])
    expect(check([table('t', [id], { options })])).toEqual(['unsupported-option'])
    const counting = column('n', 'bigint', { identity: 'always', meta })
    const found = dialectFor('sqlite').check(
      model({ tables: [table('t', [counting], { key: ['n'], options })] }),
      { dialect: 'sqlite', version: undefined },
    )
    expect(found.map(({ code }) => code)).toEqual(['unsupported-option'])
    expect(found[0]?.span).toBe(span)
    expect(found[0]?.message).toContain('t.n counts')
    expect(found[0]?.hint).toContain('identity')
  })

  test('strict tables have strict types alone', () => {
    const strictly = (...types: readonly string[]) =>
      check([
        table(
          't',
          types.map((sqlite, at) => column(`c${at}`, { kind: 'native', sql: { sqlite } })),
          { options: { sqlite: ['strict'] } },
        ),
      ])
    expect(strictly('INT', 'integer', 'REAL', 'text', 'BLOB', 'ANY')).toEqual([])
    expect(strictly('', 'DATETIME', 'VARCHAR(3)', 'NUMERIC')).toEqual(Array(4).fill('unsupported-type'))
    const ours = [
      column('price', { kind: 'decimal', precision: 12, scale: 2 }),
      column('sum', { kind: 'decimal', precision: 15, scale: 0 }),
      ...(['uuid', 'timestamp', 'json', 'bytes', 'boolean', 'double'] as const).map((kind) =>
        column(kind, kind),
      ),
    ]
    expect(check([table('t', ours, { options: { sqlite: ['strict'] } })])).toEqual([])
  })

  test('knows its own collations', () => {
    expect(check(withColumn({ collate: 'NOCASE' }))).toEqual([])
    expect(check(withColumn({ collate: { postgres: 'und-x-icu' } }))).toEqual([])
    expect(check(withColumn({ collate: 'C' }))).toEqual(['unsupported-collation'])
  })

  test('has no deferred unique keys and no nulls that are the same', () => {
    const of = (rest: Parameters<typeof unique>[2]) =>
      check([{ ...plain, uniques: [unique('u', ['name'], rest)] }])
    expect(of({})).toEqual([])
    expect(of({ nullsDistinct: false })).toEqual(['unsupported-constraint'])
    expect(of({ deferrable: 'immediate' })).toEqual(['unsupported-constraint'])
  })

  test('has B-trees alone, unless the index is for others', () => {
    const of = (rest: Parameters<typeof index>[2]) =>
      check([{ ...plain, indexes: [index('i', ['name'], rest)] }])
    expect(of({ using: 'btree' })).toEqual([])
    expect(of({ using: 'gin' })).toEqual(['unsupported-index'])
    expect(of({ using: 'gin', dialects: ['postgres'] })).toEqual([])
    expect(of({ unique: true, nullsDistinct: false })).toEqual(['unsupported-index'])
  })

  test('keeps names of its own', () => {
    expect(check([table('SQLite_things', [id])])).toEqual(['reserved-name'])
  })
})

describe('postgres', () => {
  const check = (tables: readonly Table[], version?: string) => codes('postgres', tables, version)

  test('has columns of its own in every table', () => {
    expect(check([table('t', [id, column('xmin', 'integer')])])).toEqual(['reserved-name'])
  })

  test('has no columns without a type', () => {
    const of = (postgres: string) => check(withColumn({}, { kind: 'native', sql: { postgres } }))
    expect(of('')).toEqual(['invalid-type-argument'])
    expect(of('inet')).toEqual([])
  })

  test('stores generated columns before version 18', () => {
    const generated = { generated: { sql: 'id + 1', stored: false } }
    expect(check(withColumn(generated, 'integer'))).toEqual(['unsupported-generated'])
    expect(check(withColumn(generated, 'integer'), '18')).toEqual([])
  })

  test('tells nulls apart before version 15', () => {
    const tables = [{ ...plain, uniques: [unique('u', ['name'], { nullsDistinct: false })] }]
    expect(check(tables, '14')).toEqual(['unsupported-constraint'])
    expect(check(tables)).toEqual([])
  })

  test('has not the collations of the other', () => {
    expect(check(withColumn({ collate: 'NOCASE' }))).toEqual(['unsupported-collation'])
    expect(check(withColumn({ collate: { sqlite: 'NOCASE', postgres: 'C' } }))).toEqual([])
  })

  test('has one namespace for the constraints of a table', () => {
    const state = column('state', { kind: 'enum', name: 'state' })
    const tables = [table('t', [id, state], { checks: [{ name: 't_state_type', sql: 'id > 0' }] })]
    expect(check(tables)).toEqual(['name-clash'])
  })
})
