import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLiteral } from '../../generator/model/literals/literal.js'
import { problemsOf, tableOf } from './resolve-yaml.js'

const schema = (type: string, value: string) => `
dialects: [postgres]
enums: { state: [on, off] }
tables: { t: { columns: { c: { type: ${JSON.stringify(type)}, default: ${value} } } } }
`
const literal = (type: string, value: string) => {
  const found = tableOf(schema(type, value), 't').columns[0]?.default
  return found?.kind === 'literal' ? found.value : found
}

describe('literals in canonical form', () => {
  test.each<[string, string, unknown]>([
    ['integer', '0', 0],
    ['integer', '-2147483648', -2147483648],
    ['integer', '0x1F', 31],
    ['integer', '-0', 0],
    ['smallint', '32767', 32767],
    ['bigint', '9223372036854775807', '9223372036854775807'],
    ['bigint', '-9223372036854775808', '-9223372036854775808'],
    ['bigint', '"12"', '12'],
    ['bigint', '9007199254740993', '9007199254740993'],
    ['decimal(12,2)', '0', '0.00'],
    ['decimal(12,2)', '1.5', '1.50'],
    ['decimal(12,2)', '"-12.50"', '-12.50'],
    ['decimal(12,2)', '-0.00', '0.00'],
    ['decimal(12,2)', '0.100', '0.10'],
    ['decimal(12,2)', '1e3', '1000.00'],
    ['decimal(12,2)', '5e-2', '0.05'],
    ['decimal(5,0)', '7', '7'],
    ['decimal(38,10)', '1234567890123456789012345678.0123456789', '1234567890123456789012345678.0123456789'],
    ['real', '0.1', 0.1],
    ['real', '0.123456789', 0.12345679],
    ['real', '16777217', 16777216],
    ['double', '0.1', 0.1],
    ['double', '3', 3],
    ['boolean', 'true', true],
    ['date', '2024-02-29', '2024-02-29'],
    ['time', '"12:30"', '12:30:00'],
    ['time', '"12:30:15.250000"', '12:30:15.25'],
    ['timestamp', '2024-01-01T00:00:00Z', '2024-01-01T00:00:00.000Z'],
    ['timestamp', '2024-01-01 02:30:00+02:30', '2024-01-01T00:00:00.000Z'],
    ['timestamp', '2024-01-01T00:00:00.1200Z', '2024-01-01T00:00:00.120Z'],
    ['uuid', '0F0F0F0F-0000-4000-8000-0123456789AB', '0f0f0f0f-0000-4000-8000-0123456789ab'],
    ['text', 'plain', 'plain'],
    ['text', '"now"', 'now'],
    ['varchar(2)', '"😀😀"', '😀😀'],
    ['state', '"on"', 'on'],
    ['json', '{ a: [1, 2.5, null, { b: x }] }', { a: [1, 2.5, null, { b: 'x' }] }],
    ['json', '[]', []],
    ['bytes', '"aGVsbG8="', 'aGVsbG8='],
    ['bytes', '""', ''],
    ['bigint[]', '[1, 9223372036854775807]', ['1', '9223372036854775807']],
    ['decimal(4,1)[]', '["1", "2.5"]', ['1.0', '2.5']],
    ['state[]', '["off"]', ['off']],
    ['text[]', '[]', []],
  ])('%s %s', (type, written, value) => {
    expect(literal(type, written)).toEqual(value)
  })

  test.each<[string, string, RegExp]>([
    ['integer', '2147483648', /outside the range of integer/],
    ['integer', '99999999999999999999', /outside the range/],
    ['integer', '1.5', /whole number/],
    ['integer', '"5"', /Remove the quotes/],
    ['smallint', '-32769', /outside the range/],
    ['bigint', '9223372036854775808', /outside the range/],
    ['bigint', '"1x"', /whole number/],
    ['decimal(4,2)', '1.234', /3 digits after the point, the type has 2/],
    ['decimal(4,2)', '100', /3 digits before the point, the type has 2/],
    ['decimal(4,2)', '"1,5"', /decimal number/],
    ['decimal(4,2)', '"."', /decimal number/],
    ['real', '1e39', /range of real/],
    ['boolean', '"true"', /without quotes/],
    ['boolean', '1', /boolean/],
    ['date', '2023-02-29', /date is expected/],
    ['date', '0000-01-01', /date is expected/],
    ['time', '"24:00:00"', /time of day/],
    ['time', '"12:00:00.1234567"', /6 digits/],
    ['timestamp', '2024-01-01T00:00:00', /no time zone \| Write 2024-01-01T00:00:00Z/],
    ['timestamp', '2024-01-01', /timestamp is expected/],
    ['timestamp', '2024-01-01T00:00:00.1234Z', /3 digits/],
    ['timestamp', '2024-13-01T00:00:00Z', /timestamp is expected/],
    ['timestamp', '9999-12-31T23:00:00-02:00', /0001 to 9999/],
    ['uuid', '"abc"', /UUID/],
    ['text', '5', /quotes/],
    ['text', 'false', /quotes/],
    ['varchar(2)', '"abc"', /3 characters, the type has room for 2/],
    ['char(1)', '"ab"', /room for 1/],
    ['state', 'offf', /none of the values of the enum `state` \| Did you mean `off`/],
    ['json', '{ a: 9007199254740993 }', /lose digits/],
    ['bytes', '"a b"', /base64/],
    ['bytes', '"YQ"', /base64/],
    ['text[]', 'a', /list/],
    ['integer[]', '[1, x]', /element 2: a whole number/],
    ['text[]', '[null]', /element 1/],
    ['pg("inet")', '[1]', /belongs to the database/],
    ['text', 'now', /now is for timestamp, date and time \| For the word itself write "now" in quotes/],
    ['integer', 'uuid', /uuid is for uuid and text/],
    ['pg("inet")', 'now', /what the database calls it/],
    ['text', 'null', /not nullable/],
  ])('%s %s is refused', (type, written, expected) => {
    const found = problemsOf(schema(type, written)).join('\n')
    expect(found).toMatch(/^4 invalid-default: The default of `c`: /)
    expect(found).toMatch(expected)
  })

  test('now and uuid', () => {
    for (const type of ['timestamp', 'date', 'time']) expect(literal(type, 'now')).toEqual({ kind: 'now' })
    for (const type of ['uuid', 'text']) expect(literal(type, 'uuid')).toEqual({ kind: 'uuid' })
  })

  test('null on a nullable column is no default at all', () => {
    const table = tableOf('tables: { t: { columns: { c: { type: "text?", default: null } } } }', 't')
    expect(table.columns[0]?.default).toBeUndefined()
  })

  test('SQL for each database', () => {
    expect(literal('text', '{ sql: "upper(\'x\')" }')).toEqual({ kind: 'sql', sql: "upper('x')" })
    const both = (sql: string) =>
      `{ dialects: [sqlite, postgres], tables: { t: { columns: { c: { type: text, default: { sql: { ${sql} } } } } } } }`
    expect(problemsOf(both('postgres: a'))[0]).toMatch(/missing-dialect: The SQL is not given for sqlite/)
    expect(problemsOf(both('postgres: a, sqlite: b'))).toEqual([])
  })

  test('columns that get their value elsewhere have no default', () => {
    const column = (rest: string) =>
      `tables: { t: { columns: { c: { type: integer, default: 1, ${rest} } } } }`
    expect(problemsOf(column('identity: always'))[0]).toMatch(/counts by itself, so it cannot have a default/)
    expect(problemsOf(column('generated: "1 + 1"'))[0]).toMatch(/generated, so it cannot have a default/)
  })
})

test('numbers that are none', () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    for (const kind of ['double', 'json', 'integer', 'bigint'] as const) {
      expect(canonicalLiteral({ kind }, { value, source: undefined }, new Map())).toHaveProperty('problem')
    }
    const decimal = { kind: 'decimal', precision: 4, scale: 2 } as const
    expect(canonicalLiteral(decimal, { value, source: '.inf' }, new Map())).toHaveProperty('problem')
  }
})

test('a canonical decimal is its own canonical form and the same number', () => {
  const digits = fc.tuple(
    fc.boolean(),
    fc.bigInt({ min: 0n, max: 10n ** 20n - 1n }),
    fc.integer({ min: 0, max: 8 }),
  )
  fc.assert(
    fc.property(digits, ([negative, number, point]) => {
      const padded = String(number).padStart(point + 1, '0')
      const at = padded.length - point
      const written = `${negative ? '-' : ''}${padded.slice(0, at)}${point > 0 ? `.${padded.slice(at)}` : ''}`
      const type = { kind: 'decimal', precision: 30, scale: 8 } as const
      const once = canonicalLiteral(type, { value: written, source: undefined }, new Map())
      if ('problem' in once) throw new Error(once.problem)
      expect(once.value).toMatch(/^-?\d+\.\d{8}$/)
      expect(canonicalLiteral(type, { value: once.value as string, source: undefined }, new Map())).toEqual(
        once,
      )
      const value = BigInt(String(once.value).replace('.', ''))
      expect(value).toBe((negative ? -1n : 1n) * number * 10n ** BigInt(8 - point))
    }),
  )
})
