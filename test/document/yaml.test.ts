import { expect, test } from 'vitest'
import { parse, problem, problems, valid } from './parse.js'

test.each([
  ['an empty file', '', 'empty-document 1:1'],
  ['only comments', '# nothing\n\n# here\n', 'empty-document 1:1'],
  ['only a byte order mark', '\ufeff', 'empty-document 1:1'],
  ['a tab as indentation', 'tables:\n\tt: 1\n', 'yaml-syntax 2:1'],
  ['an open bracket', 'tables: { t: [1, 2\n', 'yaml-syntax 2:1'],
  [
    'a key twice',
    'tables:\n  t: { columns: { a: text } }\n  t: { columns: { b: text } }\n',
    'duplicate-key 3:3',
  ],
  ['two documents', 'tables: {}\n---\ntables: {}\n', 'yaml-feature 2:1'],
  ['a merge key', 'tables:\n  a: &a { columns: { x: text } }\n  b:\n    <<: *a\n', 'yaml-feature 4:5'],
  ['a tag', 'tables: { t: { comment: !!binary aGk= } }', 'yaml-feature 1:25'],
  ['a tag of its own', 'tables: !mine {}', 'yaml-feature 1:9'],
  ['a directive', '%YAML 1.1\n---\ntables: {}\n', 'yaml-feature 1:1'],
  ['a number as key', 'tables: { 1: { columns: { a: text } } }', 'key-not-text 1:11'],
  ['a boolean as key', 'tables: { true: {} }', 'key-not-text 1:11'],
  ['null as key', 'tables: { null: {} }', 'key-not-text 1:11'],
  ['a list as key', 'tables:\n  ? [a]\n  : {}\n', 'key-not-text 2:5'],
  ['a NUL character', 'tables: { t: \u0000 }', 'invalid-character 1:14'],
  ['an escaped NUL', 'output: "a\\0b"', 'invalid-character 1:9'],
  ['half a surrogate pair', 'output: "\\ud800"', 'invalid-character 1:9'],
  ['a lone carriage return', 'tables: {}\routput: x', 'invalid-character 1:11'],
  ['a bell', 'output: a\u0007', 'invalid-character 1:10'],
  ['an alias without anchor', 'tables: { a: *nowhere }', 'yaml-syntax 1:14'],
  ['an anchor that holds itself', 'tables: { a: &a [*a] }', 'yaml-syntax 1:18'],
  ['a list at the top', '- tables\n', 'wrong-type 1:1'],
  ['text at the top', 'tables', 'wrong-type 1:1'],
])('%s', (_name, text, expected) => {
  expect(problems(text)).toEqual([expected])
})

test('a byte order mark and CRLF change nothing but offsets', () => {
  const text = 'tables:\n  t:\n    columns:\n      a: text\n'
  const { tables } = valid(text)
  const other = valid(`\ufeff${text.replaceAll('\n', '\r\n')}`).tables
  expect(other[0]?.columns[0]?.name.value).toBe('a')
  expect(other[0]?.columns[0]?.name.span.start).toMatchObject({ line: 4, column: 7 })
  expect(tables[0]?.columns[0]?.name.span.start).toMatchObject({ line: 4, column: 7 })
})

test('yes, no, on and off are text in YAML 1.2, and say so where a boolean is meant', () => {
  expect(valid('enums: { switch: [on, off, yes, no] }').enums[0]?.values.map((each) => each.value)).toEqual([
    'on',
    'off',
    'yes',
    'no',
  ])
  expect(problem('tables: { t: { columns: { a: { type: text, nullable: yes } } } }')).toContain('write true')
  expect(problem('tables: { t: { columns: { a: { type: text, nullable: off } } } }')).toContain('write false')
})

test('an anchor that holds itself is called so', () => {
  expect(problem('tables: { a: &a [*a] }')).toBe('yaml-syntax: The alias `*a` stands inside its own anchor')
})

test('an alias gives what its anchor holds, at the place of the anchor', () => {
  const { tables } = valid('tables:\n  a:\n    columns: &same\n      x: text\n  b:\n    columns: *same\n')
  expect(tables.map((table) => table.columns[0]?.name.span.start.line)).toEqual([4, 4])
})

const levels = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n')

test('a billion laughs are refused', () => {
  const text = levels(40, (i) => `k${i}: &a${i} [${i === 0 ? 'ha' : Array(9).fill(`*a${i - 1}`)}]`)
  expect(problems(text)).toEqual(['too-large 1:1'])
})

test('aliases that nest ever deeper are refused', () => {
  expect(problems(levels(300, (i) => `k${i}: &a${i} [${i === 0 ? 'ha' : `*a${i - 1}`}]`))).toEqual([
    'too-large 1:1',
  ])
})

test.each(['[', '{', '- ', '? ', '{a: ', '[{a: '])(
  'ten thousand levels of %s do not overflow the stack',
  (open) => {
    const codes = parse(open.repeat(10_000)).diagnostics.map((each) => each.code)
    expect(codes).toEqual(['too-large'])
  },
)

test('many levels that are allowed are read', () => {
  const { value, diagnostics } = parse(
    `tables: { t: { columns: { a: { type: json, default: ${'['.repeat(150)}1${']'.repeat(150)} } } } }`,
  )
  expect(diagnostics).toEqual([])
  expect(value).toBeDefined()
})

test('a file over the limit is refused', () => {
  expect(problem(`tables:\n${'#'.repeat(8_100_000)}`)).toMatch(/^too-large: The file is 8\.1 MB long/)
})

const repeated = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')

test('a thousand tables are read', () => {
  const columns = levels(10, (i) => `    column_${i}: { type: varchar(255), nullable: true }`)
  const { tables } = valid(`tables:\n${repeated(1000, (i) => `  table_${i}:\n   columns:\n${columns}\n`)}`)
  expect(tables).toHaveLength(1000)
  expect(tables.at(-1)?.columns.at(-1)?.name.value).toBe('column_9')
})

test.each([
  ['unknown keys', (i: number) => `key_${i}: 1\n`],
  ['quotes', () => '"'],
  [
    'noise',
    (i: number) => String.fromCharCode(33 + ((i * 7919 * (i % 13)) % 93)) + (i % 60 === 0 ? '\n' : ''),
  ],
])('a long text of %s gives a few problems', (_name, make) => {
  const { diagnostics } = parse(repeated(20_000, make))
  expect(diagnostics.length).toBeGreaterThan(0)
  expect(diagnostics.length).toBeLessThanOrEqual(1001)
})

test.each([
  ['{ type: decimal(5,2) }', 'type: "decimal(5, 2)"'],
  ['{ type: decimal(5, 2), nullable: true }', 'type: "decimal(5, 2)"'],
  ['{ type: decimal( 5,2)?, default: 1 }', 'type: "decimal( 5, 2)?"'],
  ['{ type: text, check: coalesce(x,1,(2)) > 0 }', 'check: "coalesce(x, 1, (2)) > 0"'],
])('a comma that splits a value in braces is named once: %s', (column, quoted) => {
  expect(problem(`tables:\n  t:\n    columns:\n      amount: ${column}\n`)).toMatch(
    /^unquoted-comma: The comma in/,
  )
  expect(problem(`tables:\n  t:\n    columns:\n      amount: ${column}\n`)).toContain(`Quote it: ${quoted}`)
})

test('a comma that splits the type of a column in braces is named at the column', () => {
  const text = 'tables: { t: { columns: { amount: decimal(5,2), b: text } } }'
  expect(problems(text)).toEqual(['unquoted-comma 1:27'])
  expect(problem(text)).toContain('Quote it: amount: "decimal(5, 2)"')
})

test.each(['{ type: text, comment: a smile :( }', '{ type: "decimal(5,2)" }', '{ type: varchar(5) }'])(
  'a column that needs no quotes is read: %s',
  (column) => expect(problems(`tables: { t: { columns: { amount: ${column} } } }`)).toEqual([]),
)
