import { expect, test } from 'vitest'
import { nearest } from '../../generator/diagnostics/nearest.js'

const keys = ['columns', 'comment', 'unique', 'indexes', 'primary_key', 'on_delete', 'set null']

test.each([
  ['colums', 'columns'],
  ['clomuns', 'columns'],
  ['Columns', 'columns'],
  ['uniqeu', 'unique'],
  ['primaryKey', 'primary_key'],
  ['primary-key', 'primary_key'],
  ['set_null', 'set null'],
  ['on_delet', 'on_delete'],
  ['banana', undefined],
  ['', undefined],
  ['x', undefined],
])('%s is near %s', (word, expected) => {
  expect(nearest(word, keys)).toBe(expected)
})

test('a one-letter name is near no other one-letter name', () => {
  expect(nearest('a', ['b'])).toBeUndefined()
})

test('the closest candidate wins over the first', () => {
  expect(nearest('commnts', ['commas', 'comments'])).toBe('comments')
})

test('a word as long as a file is answered at once', () => {
  expect(nearest('x'.repeat(5_000_000), keys)).toBeUndefined()
})
