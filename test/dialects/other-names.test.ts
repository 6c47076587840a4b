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
