import { expect, test } from 'vitest'
import { translateCheck } from '../../generator/emit/validators/checks/translate.js'
import { column, table } from '../support/model-builder.js'

const runs = table(
  'runs',
  [
    column('size', 'integer'),
    column('total', 'bigint'),
    column('price', { kind: 'decimal', precision: 12, scale: 2 }),
    column('huge', { kind: 'decimal', precision: 20, scale: 2 }),
    column('single', 'real'),
    column('ratio', 'double'),
    column('name', 'text'),
    column('Title', 'text'),
    column('code', { kind: 'char', length: 3 }),
    column('day', 'date'),
    column('other', 'date'),
    column('clock', 'time'),
    column('seen', 'timestamp'),
    column('key', 'uuid'),
    column('active', 'boolean'),
    column('data', 'json'),
    column('raw', 'bytes'),
  ],
  { key: ['size'] },
)

const translated = (sql: string | { readonly [dialect: string]: string }): string | undefined => {
  const properties = new Map([['name', 'fullName']])
  const holds = translateCheck({ name: 'c', sql }, runs, properties)
  return holds && JSON.stringify(holds).replaceAll('"', "'")
}

test.each([
  ['size >= 0', "['>=',{'column':'size'},{'number':'0'}]"],
  ['SIZE != -1.50', "['<>',{'column':'size'},{'number':'-1.50'}]"],
  ["\"Title\" = 'it''s'", "['=',{'column':'Title'},{'text':'it's'}]"],
  ["name IN ('a', 'b')", "['in',{'column':'fullName'},{'text':'a'},{'text':'b'}]"],
  ['size NOT IN (1)', "['not',['in',{'column':'size'},{'number':'1'}]]"],
  [
    'size BETWEEN 1 AND 5 AND active',
    "['and',['and',['>=',{'column':'size'},{'number':'1'}],['<=',{'column':'size'},{'number':'5'}]],['true',{'column':'active'}]]",
  ],
  [
    'NOT active OR (size) > total',
    "['or',['not',['true',{'column':'active'}]],['>',{'column':'size'},{'column':'total'}]]",
  ],
  ['char_length(trim(name)) > 0', "['>',{'length':{'trim':{'column':'fullName'}}},{'number':'0'}]"],
  ['data IS NOT NULL', "['not',['null',{'column':'data'}]]"],
  [
    "day >= '2020-01-01' AND day < other",
    "['and',['>=',{'column':'day'},{'text':'2020-01-01'}],['<',{'column':'day'},{'column':'other'}]]",
  ],
  ['ratio > 0.1', "['>',{'column':'ratio'},{'number':'0.1'}]"],
  ['single > 0.5', "['>',{'column':'single'},{'number':'0.5'}]"],
  ["name LIKE '%@%'", "['like',{'column':'fullName'},'%@%']"],
  ['active = TRUE', "['=',{'column':'active'},{'boolean':true}]"],
  ['length(raw) = 4', "['=',{'length':{'column':'raw'}},{'number':'4'}]"],
])('%s can be said', (sql, expected) => {
  expect(translated(sql)).toBe(expected)
})

test.each([
  ['an order of texts, which each database has its own of', "name < 'b'"],
  ['a number that is kept as a text', 'huge > 0'],
  ['a number that four bytes do not keep', 'single > 0.1'],
  ['a literal with more digits than a number keeps', 'price > 0.1234567890123456'],
  ['a date that is not written as it is kept', "day > '2020-1-1'"],
  ['an instant that is not written as it is kept', "seen > '2020-01-01'"],
  ['a pattern with letters, whose case counts on one database', "name LIKE 'a%'"],
  ['a pattern with a backslash', "name LIKE '\\%'"],
  ['arithmetic', 'size + 1 > 0'],
  ['a function', 'lower(name) = name'],
  ['a cast', "size::text = '1'"],
  ['a comment', 'size > 0 -- or not'],
  ['a literal with an exponent', 'ratio > 1e3'],
  ['a subquery', 'size IN (SELECT 1)'],
  ['a column that is not there', 'missing > 0'],
  ['texts with numbers', 'name = 1'],
  ['a boolean with a number', 'active = 1'],
  ['JSON', "data = '{}'"],
  ['bytes', "raw = 'x'"],
  ['blanks that mean nothing', "code = 'a '"],
  ['IS DISTINCT FROM', 'size IS DISTINCT FROM 1'],
  ['nothing', ''],
  ['an open parenthesis', '(size > 0'],
])('%s is left to the database', (_, sql) => {
  expect(translated(sql)).toBeUndefined()
})

test('texts for each database must say the same', () => {
  expect(translated({ one: 'size > 0', other: '(size > 0)' })).toBeDefined()
  expect(translated({ one: 'size > 0', other: 'size > 1' })).toBeUndefined()
})
