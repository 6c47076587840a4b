import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { driverType as postgresType } from '../../generator/dialects/postgres/driver-type.js'
import { driverType as sqliteType } from '../../generator/dialects/sqlite/driver-type.js'
import { type Opened, opened, run } from '../support/opened.js'

/** The TypeScript type that a value has. */
const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return `${typeOf(value[0])}[]`
  if (value instanceof Date) return 'Date'
  return value instanceof Uint8Array ? 'Uint8Array' : typeof value
}

describe('what a connection returns for a type of the database itself', () => {
  let postgres: Opened
  beforeAll(async () => {
    postgres = await opened('postgres', { by: 'connect' })
  })
  afterAll(() => postgres.close())

  test.each([
    ['smallint', '1'],
    ['int4', '1'],
    ['oid', '1'],
    ['double precision', '1.5'],
    ['bigint', '9007199254740993'],
    ['boolean', 't'],
    ['bytea', '\\x01'],
    ['timestamp(6) with time zone', '2026-01-31 12:00:00.123456+00'],
    ['timestamp without time zone', '2026-01-31 12:00:00'],
    ['timetz', '12:00:00+00'],
    ['numeric', '1.50'],
    ['character varying(9)', 'a'],
    ['money', '1'],
    ['inet', '::1'],
    ['macaddr', '08:00:2b:01:02:03'],
    ['bit varying(3)', '101'],
    ['tsvector', 'a b'],
    ['xml', '<a/>'],
    ['int4range', '[1,2)'],
    ['datemultirange', '{}'],
    ['box', '(1,1),(0,0)'],
    ['polygon', '((0,0),(1,1),(2,0))'],
    ['"char"', 'a'],
    ['regclass', 'pg_class'],
    ['integer[]', '{1}'],
    ['numeric(4,2)[]', '{1.50}'],
    ['inet[]', '{::1}'],
    ['timestamptz[]', '{2026-01-31 12:00:00+00}'],
  ])('PostgreSQL: %s', async (type, text) => {
    const [row] = await run(postgres, `SELECT CAST('${text}' AS ${type}) AS value`)
    expect(typeOf(row?.value)).toBe(postgresType(type))
  })

  test.each(['interval', 'point', 'mood', 'int4range[]', 'json'])(
    'PostgreSQL: nobody knows of %s',
    (type) => {
      expect(postgresType(type)).toBeUndefined()
    },
  )

  test.each([
    ['INTEGER', 'number'],
    ['UNSIGNED BIG INT', 'number'],
    ['NVARCHAR(160)', 'string'],
    ['DOUBLE PRECISION', 'number'],
    ['NUMERIC(10,2)', 'number'],
    ['DATETIME', 'string | number'],
    ['uuid', 'string'],
    ['BLOB', undefined],
    ['ANY', undefined],
    ['', undefined],
  ])('SQLite: %s', (type, expected) => {
    expect(sqliteType(type)).toBe(expected)
  })
})
