import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameState, stateOf } from '../../generator/model/equal.js'
import type { Table } from '../../generator/model/model.js'
import { resolveYaml } from './resolve-yaml.js'

const parts = {
  enums: ['  state: [on, off]', '  kind: { values: [a, b], native: true }'],
  tables: ['  users: { mixins: [uuid], columns: { name: text } }'],
  columns: [
    '      a: text',
    '      b: { type: integer, unique: true }',
    '      c: { type: json, default: [{ name: z }, { name: a }] }',
    '      owner_id: { references: users }',
  ],
  unique: ['      - [a, b]', '      - [b, c]'],
  indexes: ['      - a', '      - [b, a]'],
  checks: ['      one: a <> 1', '      two: b <> 2'],
}
type Parts = { readonly [K in keyof typeof parts]: readonly string[] }

const schema = (given: Parts, tableFirst = false) => {
  const things = [
    '  things:',
    '    mixins: [full, versioning]',
    '    columns:',
    ...given.columns,
    '    unique:',
    ...given.unique,
    '    indexes:',
    ...given.indexes,
    '    checks:',
    ...given.checks,
  ]
  const tables = tableFirst ? [...things, ...given.tables] : [...given.tables, ...things]
  return resolveYaml(['enums:', ...given.enums, 'tables:', ...tables, ''].join('\n')).model
}

const base = schema(parts)
const shuffled = <T>(items: readonly T[]) => fc.shuffledSubarray([...items], { minLength: items.length })

describe('sameState', () => {
  test('moving anything about in the file is no difference', () => {
    const orders = fc.record({
      enums: shuffled(parts.enums),
      tables: fc.constant(parts.tables),
      columns: shuffled(parts.columns),
      unique: shuffled(parts.unique),
      indexes: shuffled(parts.indexes),
      checks: shuffled(parts.checks),
    })
    fc.assert(
      fc.property(orders, fc.boolean(), (order, tableFirst) => {
        expect(sameState(base, schema(order, tableFirst))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('the values of an enum that is a check have no order', () => {
    const other = schema({
      ...parts,
      enums: ['  state: [off, on]', '  kind: { values: [a, b], native: true }'],
    })
    expect(sameState(base, other)).toBe(true)
  })

  test.each<[string, Partial<Parts>]>([
    [
      'the order of the values of a type of its own',
      { enums: ['  state: [on, off]', '  kind: { values: [b, a], native: true }'] },
    ],
    ['the order of a key', { unique: ['      - [b, a]', '      - [b, c]'] }],
    ['the order of an index', { indexes: ['      - a', '      - [a, b]'] }],
    [
      'the order within a default',
      {
        columns: [
          ...parts.columns.slice(0, 2),
          '      c: { type: json, default: [{ name: a }, { name: z }] }',
          ...parts.columns.slice(3),
        ],
      },
    ],
    ['a check', { checks: ['      one: a <> 1', '      two: b <> 3'] }],
    ['nullability', { columns: ['      a: text?', ...parts.columns.slice(1)] }],
    ['a comment', { columns: ['      a: { type: text, comment: x }', ...parts.columns.slice(1)] }],
    [
      'an action',
      {
        columns: [...parts.columns.slice(0, 3), '      owner_id: { references: users, on_delete: cascade }'],
      },
    ],
  ])('%s is one', (_, change) => {
    expect(sameState(base, schema({ ...parts, ...change }))).toBe(false)
  })

  test('what is about TypeScript only is none', () => {
    const columns = [
      '      a: { type: text, typescript: Name }',
      ...parts.columns.slice(1, 3),
      '      owner_id: { references: users, relation: boss }',
    ]
    expect(sameState(base, schema({ ...parts, columns }))).toBe(true)
  })

  test('a replayed model, without meta and undefined fields, is the same', () => {
    const replayed: unknown = JSON.parse(
      JSON.stringify(base, (key, value) => (key === 'meta' ? undefined : value)),
    )
    expect(sameState(base, replayed)).toBe(true)
  })

  test('a literal may have keys of our own names', () => {
    const table = (meta: number): Table =>
      resolveYaml(`tables: { t: { columns: { a: { type: json, default: { meta: ${meta}, name: x } } } } }`)
        .model.tables[0] as Table
    expect(sameState(table(1), table(1))).toBe(true)
    expect(sameState(table(1), table(2))).toBe(false)
  })
})

test('stateOf has neither meta nor what is undefined', () => {
  expect(JSON.stringify(stateOf(base))).not.toMatch(/"meta"|origin/)
  expect(stateOf({ a: undefined, b: 1, meta: 2 })).toEqual({ b: 1 })
})
