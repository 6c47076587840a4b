import { expect, describe as group, test } from 'vitest'
import { applyChanges } from '../../generator/changes/apply.js'
import type { Change } from '../../generator/changes/change.js'
import { describe } from '../../generator/changes/describe.js'
import { diffModels } from '../../generator/changes/diff.js'
import { parseChanges, serialize } from '../../generator/changes/serialize.js'
import { slug } from '../../generator/changes/slug.js'
import { emptyModel, type Origin } from '../../generator/model/model.js'
import { column, enumeration, index, model, script, table, text, view } from '../support/model-builder.js'

const campaigns = table('campaigns', [column('id', 'uuid'), column('budget', 'integer')], { key: ['id'] })

const span = {
  file: 'schema.yaml',
  start: { line: 3, column: 3, offset: 20 },
  end: { line: 3, column: 12, offset: 29 },
}
const origin: Origin = { span, mixin: undefined }

group('diffModels', () => {
  const differing = (after: typeof campaigns) => {
    const { value, diagnostics } = diffModels(
      model({ tables: [campaigns] }),
      model({ tables: [{ ...after, meta: { origin, was: undefined, behaviors: {} as never } }] }),
    )
    expect(value).toBeUndefined()
    for (const { code, span: where, hint } of diagnostics) {
      expect([code, where]).toEqual(['unsupported-change', span])
      expect(hint).toContain('campaigns')
    }
    return diagnostics.map(({ message }) =>
      message.replace(', and what exists cannot be altered by a migration', ''),
    )
  }
  const [id] = campaigns.columns

  test('tells exactly how a table that exists would change', () => {
    if (!id) throw new Error('no column')
    expect(
      differing({ ...campaigns, columns: [id, column('budget', 'bigint', { nullable: true })] }),
    ).toEqual(['table campaigns: column budget changed type, changed nullable'])
    expect(differing({ ...campaigns, columns: [id] })).toEqual(['table campaigns: column budget is gone'])
    expect(differing({ ...campaigns, columns: [...campaigns.columns, column('name', 'text')] })).toEqual([
      'table campaigns: column name is new',
    ])
    expect(differing({ ...campaigns, indexes: [index('campaigns_budget_idx', ['budget'])] })).toEqual([
      'table campaigns: index campaigns_budget_idx is new',
    ])
    expect(differing({ ...campaigns, primaryKey: undefined, comment: 'x' })).toEqual([
      'table campaigns: changed comment',
      'table campaigns: primary key campaigns_pkey is gone',
    ])
  })

  test('tells of enums, views and scripts, too', () => {
    const { diagnostics } = diffModels(
      model({
        enums: [enumeration('a', ['x'])],
        views: [view('v', 'SELECT 1')],
        scripts: [script('s', { one: ['A'] })],
      }),
      model({
        enums: [enumeration('a', ['x', 'y'])],
        views: [view('v', 'SELECT 2')],
        scripts: [script('s', { one: ['B'] })],
      }),
    )
    expect(diagnostics.map(({ message }) => message.split(',')[0])).toEqual([
      'enum a: changed values',
      'script s: changed create',
      'view v: changed sql',
    ])
  })

  test('does not look at meta, nor at the order of keys in a default', () => {
    const settings = (value: object) =>
      table('t', [column('a', 'json', { default: { kind: 'literal', value: value as never } })])
    expect(
      diffModels(
        model({ tables: [settings({ a: 1, b: 2 })] }),
        model({
          tables: [{ ...settings({ b: 2, a: 1 }), meta: { origin, was: 'x', behaviors: {} as never } }],
        }),
      ).value,
    ).toEqual([])
  })
})

group('serialize', () => {
  test('has one column a line, without meta', () => {
    const changes: readonly Change[] = [
      {
        kind: 'createTable',
        table: {
          ...campaigns,
          columns: [...campaigns.columns, column('name', { kind: 'varchar', length: 255 }, text('x'))],
          meta: { origin, was: undefined, behaviors: {} as never },
        },
      },
    ]
    expect(serialize(changes)).toBe(`{
  "format": 1,
  "changes": [
    {
      "kind": "createTable",
      "table": {
        "name": "campaigns",
        "columns": [
          { "name": "id", "type": { "kind": "uuid" }, "nullable": false },
          { "name": "budget", "type": { "kind": "integer" }, "nullable": false },
          {
            "name": "name",
            "type": { "kind": "varchar", "length": 255 },
            "nullable": false,
            "default": { "kind": "literal", "value": "x" }
          }
        ],
        "primaryKey": { "name": "campaigns_pkey", "columns": ["id"] },
        "uniques": [],
        "indexes": [],
        "checks": [],
        "foreignKeys": [],
        "triggers": []
      }
    }
  ]
}
`)
  })

  test.each([
    ['{', /^changes\.json is not JSON: /],
    ['[]', 'changes.json should be an object, but is []'],
    ['{"format":2,"changes":[]}', 'changes.json is of format 2, made by a newer version; this one reads 1'],
    ['{"format":1}', 'changes.json.changes should be a list, but is missing'],
    [
      '{"format":1,"changes":[{"kind":"x"}]}',
      /changes\.json\.changes\[0\]\.kind should be one of createEnum, .*"x"/,
    ],
    [
      '{"format":1,"changes":[{"kind":"dropEnum","enum":{"name":"a","values":["x",1],"native":true}}]}',
      'changes.json.changes[0].enum.values[1] should be a text, but is 1',
    ],
    [
      '{"format":1,"changes":[{"kind":"dropEnum","enum":{"name":"a","values":[],"native":true,"colour":1}}]}',
      'changes.json.changes[0].enum has an unknown field "colour"; it may come from a newer version',
    ],
  ])('%s is refused with its place', (file, message) => {
    expect(() => parseChanges(file)).toThrow(message)
  })
})

test('changes that do not fit the model throw', () => {
  const create: Change = { kind: 'createTable', table: campaigns }
  const drop: Change = { kind: 'dropTable', table: campaigns }
  expect(() => applyChanges(emptyModel, [create, create])).toThrow(
    'create table campaigns, which exists already',
  )
  expect(() => applyChanges(emptyModel, [drop])).toThrow('drop table campaigns, which does not exist')
})

test('describe and slug', () => {
  const history = table('campaigns_history', [column('id', 'uuid')], { historyOf: 'campaigns' })
  const changes: readonly Change[] = [
    { kind: 'createEnum', enum: enumeration('state', ['a']) },
    { kind: 'createTable', table: history },
    { kind: 'createTable', table: campaigns },
  ]
  expect(changes.map(describe)).toEqual([
    'create enum state',
    'create table campaigns_history',
    'create table campaigns',
  ])
  const before = model({ enums: [enumeration('x', ['y'])] })
  expect(slug(changes, emptyModel)).toBe('initial')
  expect(slug(changes, before)).toBe('create_campaigns_and_1_more')
  expect(slug(changes.slice(2), before)).toBe('create_campaigns')
  expect(slug([{ kind: 'dropTable', table: table('Na\u00efve "T"', []) }], before)).toBe('drop_naive_t')
  expect(slug([{ kind: 'createEnum', enum: enumeration('\u65e5\u672c', ['y']) }], before)).toBe('create_enum')
})
