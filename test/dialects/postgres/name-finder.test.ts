import { expect, test } from 'vitest'
import { nameFinder } from '../../../generator/dialects/postgres/introspect/name-finder.js'

const find = nameFinder([
  'orders',
  'items',
  'user',
  'billing.items',
  'billing.notes',
  'Odd "name"',
  'items',
  'a.b',
])

test.each([
  ['SELECT 1', []],
  ['SELECT * FROM Items JOIN orders USING (id)', ['orders', 'items']],
  ['SELECT user', []],
  ['SELECT * FROM "user"', ['user']],
  ['SELECT * FROM billing.notes', ['billing.notes']],
  ['SELECT * FROM notes', []],
  ['SELECT * FROM billing.items', ['items', 'billing.items']],
  ['SELECT * FROM "Odd ""name"""', ['Odd "name"']],
  ['SELECT * FROM "a.b"', ['a.b']],
  ['SELECT reorders, items2', []],
])('%s names %j', (sql, names) => expect(find(sql)).toEqual(names))
