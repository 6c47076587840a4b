import { expect, test } from 'vitest'
import type { OtherObject } from '../../generator/dialects/introspection.js'
import { nameOthers } from '../../generator/dialects/other-names.js'

const other = (kind: string, name: string, ...dependsOn: readonly string[]): OtherObject => ({
  kind,
  name,
  table: undefined,
  script: undefined,
  dependsOn,
})

test('each has a name of its own, and stands on all that had the name', () => {
  const others = [
    other('function', 'add'),
    other('function', 'add', 'orders'),
    other('aggregate', 'add', 'add'),
    other('trigger', 'orders', 'orders', 'add'),
  ]
  const { nameOf, dependenciesOf } = nameOthers(others, new Set(['orders']))
  expect(others.map(nameOf)).toEqual(['add', 'add_function', 'add_aggregate', 'orders_trigger'])
  expect(others.map(dependenciesOf)).toEqual([
    [],
    ['orders'],
    ['add', 'add_function'],
    ['orders', 'add', 'add_function', 'add_aggregate'],
  ])
})

test('a name that is longer than one can be is cut, and stays its own', () => {
  const long = 'n'.repeat(60)
  const others = [other('comment', `${long}_one_comment`), other('comment', `${long}_two_comment`)]
  const { nameOf } = nameOthers(others, new Set())
  const [one = '', two = ''] = others.map(nameOf)
  expect(one).toMatch(/^n+_[0-9a-f]{8}_comment$/)
  expect(two).toMatch(/^n+_[0-9a-f]{8}_comment$/)
  expect(one).not.toBe(two)
  expect([one.length, two.length]).toEqual([63, 63])
})
