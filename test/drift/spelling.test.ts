import { expect, test } from 'vitest'
import type { Introspection } from '../../generator/dialects/introspection.js'
import { compareDatabases, withoutSpelling } from '../../generator/drift/compare.js'
import { model } from '../support/model-builder.js'

const seen = (sql: string | undefined): Introspection => ({
  model: model({
    views: sql === undefined ? [] : [{ name: 'v', sql, dependsOn: [], comment: undefined }],
  }),
  others: [],
})

const expected = seen('SELECT n FROM t')

test.each([
  ['the same once it is written by the same engine', 'SELECT t.n FROM t', 'SELECT n FROM t', 0],
  ['another', 'SELECT t.m FROM t', 'SELECT m FROM t', 1],
  ['one that could not be made', 'SELECT t.n FROM t', undefined, 1],
])('a view that is %s', (_, found, respelled, drifts) => {
  const comparison = compareDatabases(expected, seen(found))
  expect(comparison.drifts).toHaveLength(1)
  expect(withoutSpelling(comparison, expected, seen(respelled)).drifts).toHaveLength(drifts)
})

test('a view that is gone stays so', () => {
  const comparison = compareDatabases(expected, seen(undefined))
  expect(withoutSpelling(comparison, expected, expected).drifts).toEqual(comparison.drifts)
})
