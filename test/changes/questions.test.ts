import { describe, expect, test } from 'vitest'
import { consents } from '../../generator/changes/consents.js'
import { resolveYaml } from '../model/resolve-yaml.js'
import { changesBetween, phrasesBetween, questionsBetween } from './between.js'

const schema = (columns: string, rest = ''): string => `tables:
  t:
    columns:
      id: { type: integer, primary_key: true }
      ${columns}
${rest}`

describe('a drop and an add that look like a rename', () => {
  test('of a column are refused, with both answers', () => {
    expect(questionsBetween(schema('old: text'), schema('new: text'), {})).toEqual([
      '5 ambiguous-rename: column new of t is new and old is gone: is it the same under another name? | if it is old, write `was: old` at new; if not, write `old: { drop: delete }` where it stood, or `drop: park` to keep the data for the way back, or generate --allow drops-data',
    ])
  })

  test.each([
    ['was', schema('new: { type: text, was: old }'), {}],
    ['drop', schema('new: { type: text, backfill: x }\n      old: { drop: delete }'), {}],
    ['--allow', schema('new: { type: text, backfill: x }'), { allow: new Set(['drops-data']) }],
  ])('%s is an answer', (_, after, options) => {
    expect(questionsBetween(schema('old: text'), after, options)).toEqual([])
  })

  test('of another type or nullability are none', () => {
    expect(phrasesBetween(schema('old: text'), schema('new: text?'), {})).toHaveLength(2)
    expect(phrasesBetween(schema('old: text?'), schema('new: integer?'), {})).toHaveLength(2)
  })

  test('of a table are refused if most of its own columns are the same', () => {
    const table = (name: string, columns: string) =>
      `tables: { ${name}: { mixins: [full], columns: { ${columns} } } }`
    expect(questionsBetween(table('a', 'x: text, y: text'), table('b', 'x: text, z: text'))[0]).toMatch(
      /^1 ambiguous-rename: table b is new and a is gone/,
    )
    expect(questionsBetween(table('a', 'x: text, y: text'), table('b', 'z: text'))).toEqual([])
  })

  test('of an enum are refused if the values are the same', () => {
    const of = (name: string) =>
      `enums: { ${name}: [x, y] }\ntables: { t: { columns: { id: { type: integer, primary_key: true }, s: ${name} } } }`
    expect(questionsBetween(of('a'), of('b'))).toEqual([
      '1 ambiguous-rename: enum b is new and a is gone: is it the same under another name? | if it is a, write `was: a` at b; if not, generate --allow drops-data',
    ])
  })
})

describe('a column that needs a value and has none for the rows that exist', () => {
  test('is refused', () => {
    expect(questionsBetween(schema(''), schema('a: text'))).toEqual([
      '5 missing-backfill: t.a is new and must have a value, but the rows that exist have none | give it a `default:`, or a `backfill:` that only those rows get, or make it nullable',
    ])
  })

  test('is refused where a mixin brings it, with the place for the answer', () => {
    const after = schema('', '    mixins: [{ audit: { required: true } }]')
    expect(questionsBetween(schema(''), after)).toEqual([
      expect.stringContaining('say what those rows get at the columns of t: `created_by: { backfill: … }`'),
      expect.stringContaining('`updated_by: { backfill: … }`'),
    ])
  })

  test.each([
    'text?',
    '{ type: text, default: x }',
    '{ type: text, backfill: x }',
    '{ type: text, generated: "\'x\'" }',
  ])('%s is right', (column) => {
    expect(questionsBetween(schema(''), schema(`a: ${column}`))).toEqual([])
  })

  test.each(['uuid', 'timestamp', 'soft-delete', 'audit', 'versioning', 'full'])(
    'the mixin %s comes and goes without a question',
    (mixin) => {
      const table = (mixins: string, key: string) =>
        `tables: { t: { mixins: [${mixins}], columns: { n: { type: integer${key} } } } }`
      const [without, whole] = [
        table('', ', primary_key: true'),
        table(mixin, mixin === 'uuid' || mixin === 'full' ? '' : ', primary_key: true'),
      ]
      expect(changesBetween(without, whole, {}).length).toBeGreaterThan(0)
      expect(changesBetween(whole, without).length).toBeGreaterThan(0)
    },
  )
})

test('values of a column are not parked where nothing finds their rows again', () => {
  const keyless = (columns: string) => `tables: { t: { columns: { a: text, ${columns} } } }`
  expect(questionsBetween(keyless('b: text'), keyless('b: { drop: park }'))).toEqual([
    '1 parking-without-key: t.b cannot be parked: t has no primary key, by which its rows would be found again | write `drop: delete` to let its values go',
  ])
})

test('consent is given for what is named, and for its history', () => {
  const before = `tables:
  a: { mixins: [uuid, versioning], columns: { x: text, y: text } }
  b: { mixins: [uuid, versioning] }
  c: { mixins: [uuid] }
  d: { mixins: [uuid] }`
  const after = `tables:
  a: { mixins: [uuid, versioning], columns: { x: { drop: delete } } }
  b: { drop: park }
  d: { mixins: [uuid] }`
  const consented = (allowed: boolean) =>
    changesBetween(before, after)
      .filter(
        (change) =>
          (change.kind === 'dropTable' || change.kind === 'dropColumn') &&
          consents(resolveYaml(after).model, change) === allowed,
      )
      .map((change) => JSON.stringify(change).match(/"name":"(\w+)"/)?.[1])
  expect(consented(true)).toEqual(['b', 'b_history', 'x', 'x'])
  expect(consented(false)).toEqual(['c', 'y', 'y'])
})
