import { describe, expect, test } from 'vitest'
import { emitNames } from '../../generator/emit/emit-names.js'
import { indexMethods } from '../../generator/emit/repositories/finders.js'
import type { Behaviors, Index, Unique } from '../../generator/model/model.js'
import { column, index, on, resolved, table, unique } from '../support/model-builder.js'

const columns = [
  column('id', 'integer'),
  column('email', 'text'),
  column('tenant_id', 'integer', { nullable: true }),
  column('name', 'text'),
  column('created_at', 'timestamp'),
  column('settings', 'json'),
  column('tags', { kind: 'array', element: { kind: 'text' } }),
  column('deleted_at', 'timestamp', { nullable: true }),
  column('deletion_id', 'uuid', { nullable: true }),
]

const softDelete: Partial<Behaviors> = { softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id' } }

function methodsOf(given: {
  indexes?: readonly Index[]
  uniques?: readonly Unique[]
  key?: readonly string[]
}) {
  const { model, settings } = resolved({
    tables: [table('users', columns, { key: ['id'], behaviors: softDelete, ...given })],
  })
  const names = emitNames(model, 'snake').value
  const users = model.tables[0]
  if (!names || !users) throw new Error('no names')
  return indexMethods(users, names, settings.targets)
}

const namesOf = (given: Parameters<typeof methodsOf>[0]) => methodsOf(given).map(({ name }) => name)

describe('finders', () => {
  test('there is one for each unique key, live rows of a soft-deleting table included', () => {
    const live = index('users_name_key', on('tenant_id', 'name'), { unique: true, live: 'deleted_at' })
    expect(namesOf({ uniques: [unique('users_email_key', ['email'])], indexes: [live] })).toEqual([
      'findByEmail',
      'findByTenantIdAndName',
    ])
  })

  test('there is none for the primary key, a part of the rows, or an expression', () => {
    const expression = {
      kind: 'expression',
      sql: 'lower(name)',
      descending: false,
      nulls: undefined,
      operatorClass: undefined,
    } as const
    const indexes = [
      index('a', on('email'), { unique: true, where: 'name IS NOT NULL' }),
      index('b', [expression], { unique: true }),
      index('c', on('email'), { unique: true, dialects: ['sqlite'] }),
    ]
    expect(namesOf({ uniques: [unique('d', ['id'])], indexes })).toEqual([])
  })

  test('there is one for an index that names every targeted database', () => {
    const both = index('c', on('email'), { unique: true, dialects: ['postgres', 'sqlite'] })
    expect(namesOf({ indexes: [both] })).toEqual(['findByEmail'])
  })

  test('NULL can be looked for only where it is unique too', () => {
    const distinct = methodsOf({ uniques: [unique('k', ['tenant_id'])] })[0]
    const once = methodsOf({ uniques: [unique('k', ['tenant_id'], { nullsDistinct: false })] })[0]
    expect(distinct?.lines.join('\n')).toContain('tenant_id: number,')
    expect(once?.lines.join('\n')).toContain('tenant_id: number | null,')
  })

  test('one never replaces a method of the repository', () => {
    expect(namesOf({ key: ['email'], uniques: [unique('k', ['id'])] })).toEqual(['findByIdColumn'])
  })
})

describe('listers', () => {
  test('take the ascending columns and keep the order of the rest', () => {
    const [method] = methodsOf({ indexes: [index('i', on('tenant_id', 'created_at desc'))] })
    expect(method?.name).toBe('listByTenantId')
    expect(method?.lines.at(-2)).toBe(
      "    return this.listBy({ tenant_id }, options, { created_at: 'desc' }, 'listByTenantId')",
    )
  })

  test('have nothing to take from an index that starts descending', () => {
    expect(namesOf({ indexes: [index('i', on('created_at desc'))] })).toEqual([])
  })

  test('are left out for bookkeeping, JSON, arrays and other kinds of index', () => {
    const indexes = [
      index('a', on('deletion_id')),
      index('b', on('deleted_at', 'name')),
      index('c', on('settings')),
      index('d', on('tags')),
      index('e', on('name'), { using: 'gin' }),
      index('f', on('name'), { where: 'name IS NOT NULL' }),
      index('g', on('id')),
    ]
    expect(namesOf({ indexes })).toEqual([])
    expect(namesOf({ indexes: [index('h', on('name'), { using: 'hash' })] })).toEqual(['listByName'])
  })

  test('are left out where a finder takes the same columns, and the first of a name wins', () => {
    const indexes = [
      index('a', on('name', 'email')),
      index('b', on('name', 'created_at desc')),
      index('c', on('name')),
    ]
    const methods = methodsOf({ uniques: [unique('k', ['email', 'name'])], indexes })
    expect(methods.map(({ name }) => name)).toEqual(['findByEmailAndName', 'listByName'])
    expect(methods[1]?.lines.join('\n')).toContain("{ created_at: 'desc' }")
  })
})
