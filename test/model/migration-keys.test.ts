import { describe, expect, test } from 'vitest'
import { problemsOf, resolveYaml, tableOf } from './resolve-yaml.js'

describe('what the schema says of data that exists', () => {
  const columnOf = (column: string, name = 'a') =>
    tableOf(
      `enums: { e: [x, y] }\ntables: { t: { columns: { id: { type: integer, primary_key: true }, ${column} } } }`,
      't',
    ).columns.find((each) => each.name === name)?.meta

  test.each([
    ['{ type: "decimal(6,2)", backfill: 1.5 }', { kind: 'literal', value: '1.50' }],
    ['{ type: e, backfill: x }', { kind: 'literal', value: 'x' }],
    ['{ type: timestamp, backfill: now }', { kind: 'now' }],
    ['{ type: text, backfill: { sql: lower(b) } }', { kind: 'sql', sql: 'lower(b)' }],
    ['{ type: text?, backfill: null }', undefined],
  ])('%s', (column, backfill) => {
    expect(columnOf(`a: ${column}`)?.backfill).toEqual(backfill)
  })

  test.each([
    ['f(a)', { up: 'f(a)', down: undefined }],
    ['{ postgres: f, sqlite: g }', { up: { postgres: 'f', sqlite: 'g' }, down: undefined }],
    ['{ up: f, down: { postgres: g, sqlite: h } }', { up: 'f', down: { postgres: 'g', sqlite: 'h' } }],
    ['{ down: g }', { up: undefined, down: 'g' }],
  ])('using: %s', (using, expected) => {
    expect(columnOf(`a: { type: text, using: ${using} }`)?.using).toEqual(expected)
  })

  test('a history has what its table has: defaults and expressions as backfill', () => {
    const history = tableOf(
      `tables: { t: { mixins: [uuid, versioning], columns: {
        a: { type: text, default: x }, b: { type: text, backfill: y, using: f }, c: { type: text, generated: lower(a) }, d: text? } } }`,
      't_history',
    )
    const metaOf = (name: string) => history.columns.find((each) => each.name === name)?.meta
    expect(metaOf('a')?.backfill).toEqual({ kind: 'literal', value: 'x' })
    expect(metaOf('b')).toMatchObject({ backfill: { value: 'y' }, using: { up: 'f' } })
    expect(metaOf('c')?.backfill).toEqual({ kind: 'sql', sql: 'lower(a)' })
    expect(metaOf('d')?.backfill).toBeUndefined()
  })

  test('drops stand beside the model, those of a mixin for each table that has it', () => {
    const { model } = resolveYaml(`
mixins:
  m: { columns: { kept: text, gone: { drop: delete } } }
tables:
  t: { mixins: [uuid, m], columns: { old: { drop: park } } }
  u: { mixins: [uuid, m] }
  v: { drop: park }
`)
    expect(model.tables.map(({ name }) => name)).toEqual(['t', 'u'])
    expect(model.meta?.drops.map(({ span: _, ...drop }) => drop)).toEqual([
      { table: 'v', column: undefined, how: 'park' },
      { table: 't', column: 'old', how: 'park' },
      { table: 't', column: 'gone', how: 'delete' },
      { table: 'u', column: 'gone', how: 'delete' },
    ])
    expect(resolveYaml('tables: { t: { mixins: [uuid] } }').model.meta).toBeUndefined()
  })

  test('former values of an enum', () => {
    const { model } = resolveYaml('enums: { e: [a, { value: b, was: x }, { value: c, was: [y, z] }] }')
    expect(model.enums[0]).toMatchObject({
      values: ['a', 'b', 'c'],
      meta: {
        moves: [
          { from: 'x', to: 'b' },
          { from: 'y', to: 'c' },
          { from: 'z', to: 'c' },
        ],
      },
    })
  })

  test('a remark on a column that a mixin brings keeps everything else of it', () => {
    const table = (remark: string) =>
      `tables: { t: { mixins: [timestamp], columns: { id: { type: integer, primary_key: true }, ${remark} } } }`
    const { columns } = tableOf(table('created_at: { was: made_at, backfill: now }'), 't')
    expect(columns.map(({ name }) => name)).toEqual(['id', 'created_at', 'updated_at'])
    expect(columns[1]).toMatchObject({
      type: { kind: 'timestamp' },
      default: { kind: 'now' },
      meta: { was: 'made_at', backfill: { kind: 'now' }, origin: { mixin: 'timestamp' } },
    })
    expect(problemsOf(table('created_at: {}'))[0]).toMatch(/^1 duplicate-column/)
  })
})
