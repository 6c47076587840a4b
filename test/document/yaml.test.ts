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

test('a billion laughs are refused at once', () => {
  const text = levels(40, (i) => `k${i}: &a${i} [${i === 0 ? 'ha' : Array(9).fill(`*a${i - 1}`)}]`)
  const started = performance.now()
  expect(problems(text)).toEqual(['too-large 1:1'])
  expect(performance.now() - started).toBeLessThan(1000)
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

test('a file over the limit is refused before it is read', () => {
  const started = performance.now()
  expect(problem(`tables:\n${'#'.repeat(8_100_000)}`)).toMatch(/^too-large: The file is 8\.1 MB long/)
  expect(performance.now() - started).toBeLessThan(500)
})

const fiveMegabytes = (make: (index: number) => string): string => {
  const parts: string[] = []
  for (let length = 0, index = 0; length < 5_000_000; index++) {
    const part = make(index)
    parts.push(part)
    length += part.length
  }
  return parts.join('')
}

test('five megabytes of tables are read within seconds', () => {
  const columns = levels(
    10,
    (i) => `    column_${i}: { type: varchar(255), nullable: true, comment: a column }`,
  )
  const text = fiveMegabytes((i) => `  table_${i}:\n   columns:\n${columns}\n`)
  const started = performance.now()
  expect(valid(`tables:\n${text}`).tables.length).toBeGreaterThan(5000)
  expect(performance.now() - started).toBeLessThan(20_000)
})

test.each([
  ['unknown keys', (i: number) => `key_${i}: 1\n`],
  ['quotes', () => '"'],
  [
    'noise',
    (i: number) => String.fromCharCode(33 + ((i * 7919 * (i % 13)) % 93)) + (i % 60 === 0 ? '\n' : ''),
  ],
])('five megabytes of %s give a few problems within seconds', (_name, make) => {
  const started = performance.now()
  const { diagnostics } = parse(fiveMegabytes(make))
  expect(diagnostics.length).toBeGreaterThan(0)
  expect(diagnostics.length).toBeLessThanOrEqual(1001)
  expect(performance.now() - started).toBeLessThan(30_000)
})

test('a thousand tables of ten columns take well under a second on an idle machine', () => {
  const columns = levels(
    10,
    (i) => `      column_${i}: { type: varchar(255), nullable: true, comment: a column }`,
  )
  const text = `tables:\n${levels(1000, (i) => `  table_${i}:\n    mixins: [uuid]\n    columns:\n${columns}`)}`
  valid(text)
  const times = [0, 1, 2].map(() => {
    const started = performance.now()
    valid(text)
    return performance.now() - started
  })
  // Measured alone: 0.4 s. The bound leaves room for other work on the machine and still catches anything quadratic.
  expect(Math.min(...times)).toBeLessThan(3000)
})
