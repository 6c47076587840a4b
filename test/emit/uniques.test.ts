import { expect, test } from 'vitest'
import { emitNames } from '../../generator/emit/emit-names.js'
import { namesOf } from '../../generator/emit/names.js'
import {
  numericType,
  uniqueKeys,
  uniqueLines,
  uniqueType,
} from '../../generator/emit/repositories/uniques.js'
import type { IndexElement, Table } from '../../generator/model/model.js'
import { column, index, on, resolved, table, unique } from '../support/model-builder.js'

const lowerEmail: IndexElement = {
  kind: 'expression',
  sql: { sqlite: 'lower(email)', postgres: 'lower(email::text)' },
  descending: false,
  nulls: undefined,
  operatorClass: undefined,
}

const users = table(
  'users',
  [
    column('id', 'integer'),
    column('email', 'text', { nullable: true }),
    column('tenant_id', 'integer'),
    column('balance', { kind: 'decimal', precision: 12, scale: 2 }),
    column('row', 'bigint', { identity: 'always' }),
    column('doubled', 'integer', { generated: { sql: 'tenant_id * 2', stored: true } }),
    column('version', 'integer'),
    column('deleted_at', 'timestamp', { nullable: true }),
    column('deletion_id', 'uuid', { nullable: true }),
  ],
  {
    key: ['id'],
    behaviors: {
      softDelete: { deletedAt: 'deleted_at', deletionId: 'deletion_id' },
      versioning: { version: 'version', history: 'users_history' },
    },
    uniques: [
      unique('users_email_key', ['email'], { nullsDistinct: false }),
      unique('users_later_key', ['balance'], { deferrable: 'deferred' }),
      unique('users_id_key', ['id']),
    ],
    indexes: [
      index('users_tenant_email_key', on('tenant_id', 'email'), { unique: true, live: 'deleted_at' }),
      index('users_email_again_key', on('email'), { unique: true }),
      index('users_some_key', on('tenant_id'), {
        unique: true,
        where: { sqlite: 'balance > 0', postgres: "balance > '0'" },
      }),
      index('users_lower_key', [...on('tenant_id'), lowerEmail], { unique: true, live: 'deleted_at' }),
      index('users_other_mark_key', on('balance'), { unique: true, live: 'created_at' }),
      index('users_sqlite_key', on('balance'), { unique: true, dialects: ['sqlite'] }),
      index('users_plain_idx', on('balance')),
    ],
  },
)

function emitted(given: Table) {
  const { model, settings } = resolved({ tables: [given] })
  const names = emitNames(model, 'snake').value
  if (!names) throw new Error('no names')
  const own = namesOf(names, given.name)
  const keys = uniqueKeys(given, settings.targets)
  return {
    type: uniqueType(given, keys, own),
    numbers: numericType(given, own),
    lines: uniqueLines(keys, own.properties, settings.targets),
  }
}

test('an upsert can name every unique key that all databases have and check at once', () => {
  const { type, lines } = emitted(users)
  expect(type).toBe(
    "  unique: 'id' | 'email' | readonly ['tenant_id', 'email'] | 'users_some_key' | 'users_lower_key'",
  )
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "  uniques: [
        { on: ['email'], nullsDistinct: false },
        { on: ['tenant_id', 'email'], live: true },
        {
          name: 'users_some_key',
          on: ['tenant_id'],
          where: { sqlite: 'balance > 0', postgres: "balance > '0'" },
        },
        {
          name: 'users_lower_key',
          on: ['tenant_id', { sql: { sqlite: 'lower(email)', postgres: 'lower(email::text)' } }],
          live: true,
        },
      ],"
  `)
})

test('numbers that count are those that a caller may set', () => {
  expect(emitted(users).numbers).toBe("  numeric: 'tenant_id' | 'balance'")
  const counted = table('events', [column('id', 'bigint', { identity: 'always' })], { key: ['id'] })
  expect(emitted(counted)).toEqual({ type: '  unique: never', numbers: '', lines: [] })
})
