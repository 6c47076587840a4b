import { expect, describe as group, test } from 'vitest'
import { applyChanges } from '../../generator/changes/apply.js'
import type { Change } from '../../generator/changes/change.js'
import { describe } from '../../generator/changes/describe.js'
import { parseChanges, serialize } from '../../generator/changes/serialize.js'
import { slug } from '../../generator/changes/slug.js'
import { emptyModel, type Origin } from '../../generator/model/model.js'
import { column, enumeration, model, table, text } from '../support/model-builder.js'

const campaigns = table('campaigns', [column('id', 'uuid'), column('budget', 'integer')], { key: ['id'] })

const span = {
  file: 'schema.yaml',
  start: { line: 3, column: 3, offset: 20 },
  end: { line: 3, column: 12, offset: 29 },
}
const origin: Origin = { span, mixin: undefined }

group('options of tables', () => {
  const strict = { sqlite: ['strict'] }
  const both = { sqlite: ['strict', 'without rowid'] }

  test('are read back, and are none in migrations that say nothing of them', () => {
    const changes: readonly Change[] = [
      { kind: 'createTable', table: { ...campaigns, options: strict }, park: undefined },
      { kind: 'changeOptions', table: 'campaigns', before: strict, after: {} },
    ]
    const text = serialize({ allowed: [], replaces: [], changes })
    expect(parseChanges(text).changes).toEqual(changes)
    expect(text).toContain('"options": { "sqlite": ["strict"] }')
    const old = text.replace(/,\s*"options": \{[^}]*\}/, '')
    expect(old).not.toContain('options": {')
    expect(parseChanges(old).changes[0]).toEqual({ kind: 'createTable', table: campaigns, park: undefined })
  })

  test('are told in words', () => {
    const told = (before: typeof strict | object, after: typeof strict | object) =>
      describe({ kind: 'changeOptions', table: 't', before, after } as Change)
    expect(told({}, both)).toBe('make t strict, without rowid')
    expect(told(both, strict)).toBe('make t no longer without rowid')
    expect(told({ sqlite: ['without rowid'] }, strict)).toBe('make t strict, no longer without rowid')
  })
})

group('serialize', () => {
  test('has one column a line, without meta', () => {
    const changes: readonly Change[] = [
      {
        kind: 'createTable',
        park: undefined,
        table: {
          ...campaigns,
          columns: [...campaigns.columns, column('name', { kind: 'varchar', length: 255 }, text('x'))],
          meta: { origin, was: undefined, behaviors: {} as never },
        },
      },
    ]
    expect(serialize({ allowed: [], replaces: [], changes })).toBe(`{
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
  const create: Change = { kind: 'createTable', table: campaigns, park: undefined }
  const drop: Change = { kind: 'dropTable', table: campaigns, park: undefined }
  expect(() => applyChanges(emptyModel, [create, create])).toThrow(
    'create table campaigns, which exists already',
  )
  expect(() => applyChanges(emptyModel, [drop])).toThrow('drop table campaigns, which does not exist')
})

test('describe and slug', () => {
  const history = table('campaigns_history', [column('id', 'uuid')], { historyOf: 'campaigns' })
  const changes: readonly Change[] = [
    { kind: 'createEnum', enum: enumeration('state', ['a']) },
    { kind: 'createTable', table: history, park: undefined },
    { kind: 'createTable', table: campaigns, park: undefined },
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
  expect(slug([{ kind: 'dropTable', table: table('Na\u00efve "T"', []), park: undefined }], before)).toBe(
    'drop_naive_t',
  )
  expect(slug([{ kind: 'createEnum', enum: enumeration('\u65e5\u672c', ['y']) }], before)).toBe('create_enum')
})
