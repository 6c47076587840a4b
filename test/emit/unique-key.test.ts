import { expect, test } from 'vitest'
import { emitAll } from '../../generator/emit/registry.js'
import { uniqueKeyOf } from '../../generator/emit/repositories/unique-key.js'
import { column, index, on, resolved, table, unique } from '../support/model-builder.js'

const columns = [
  column('a', 'integer'),
  column('b', 'text'),
  column('maybe', 'text', { nullable: true }),
  column('doc', 'json'),
]

const made = (given: Parameters<typeof table>[2]) => table('logs', columns, given)

test('a table without a primary key has the first unique key that is never NULL', () => {
  expect(uniqueKeyOf(made({ uniques: [unique('u', ['maybe']), unique('v', ['a', 'b'])] }))).toEqual([
    'a',
    'b',
  ])
  expect(uniqueKeyOf(made({ indexes: [index('i', on('b'), { unique: true })] }))).toEqual(['b'])
})

test('none for some of the rows, of a column that may be NULL or has no order, or beside a primary key', () => {
  const partial = index('i', on('b'), { unique: true, where: 'a > 0' as never })
  const live = index('i', on('b'), { unique: true, live: 'maybe' })
  const elsewhere = index('i', on('b'), { unique: true, dialects: ['one'] })
  expect(uniqueKeyOf(made({ indexes: [partial, live, elsewhere, index('j', on('a'))] }))).toBeUndefined()
  expect(uniqueKeyOf(made({ uniques: [unique('u', ['maybe']), unique('v', ['doc'])] }))).toBeUndefined()
  expect(uniqueKeyOf(made({ key: ['a'], uniques: [unique('v', ['b'])] }))).toBeUndefined()
})

test('a primary key that may be NULL, as SQLite lets it, tells no rows apart', () => {
  expect(uniqueKeyOf(made({ key: ['maybe'], uniques: [unique('v', ['b'])] }))).toEqual(['b'])
})

test('the runtime is told of it', () => {
  const files = emitAll(resolved({ tables: [made({ uniques: [unique('v', ['a', 'b'])] })] })).value
  const content = files?.find(({ path }) => path === 'repositories/logs.ts')?.content
  expect(content).toContain("  primaryKey: [],\n  uniqueKey: ['a', 'b'],\n")
})
