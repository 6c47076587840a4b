import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { driverTypes as postgresTypes } from '../../generator/dialects/postgres/driver-type.js'
import { driverType as sqliteType } from '../../generator/dialects/sqlite/driver-type.js'
import { type Opened, opened, run } from '../support/opened.js'

/** Types that an author's scripts make. */
const scripts = [
  'CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public',
  'CREATE SCHEMA shop',
  `CREATE DOMAIN mail AS citext NOT NULL CONSTRAINT has_at CHECK (VALUE ~ '@'::citext)`,
  'CREATE DOMAIN shop.quantity AS numeric(12,3) DEFAULT 1 CHECK (VALUE > 0::numeric)',
  'CREATE DOMAIN "Work Mail" mail',
  'CREATE DOMAIN pause AS interval',
  'CREATE DOMAIN tags AS text[]',
  "CREATE TYPE address AS (street text, city text); CREATE TYPE shop.mood AS ENUM ('sad', 'ok')",
  'CREATE TYPE shop.spans AS RANGE (subtype = float8)',
]
const postgresType = postgresTypes(scripts)

/** The TypeScript type that a value has. */
const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return `${typeOf(value[0])}[]`
  if (value instanceof Date) return 'Date'
  return value instanceof Uint8Array ? 'Uint8Array' : typeof value
}

describe('what a connection returns for a type of the database itself', () => {
  let postgres: Opened
  beforeAll(async () => {
    postgres = await opened('postgres', { by: 'connect', ddl: scripts })
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
    ['interval', '2 days 03:00:00'],
    ['interval day to second(3)', '2 days 03:00:00'],
    ['interval[]', '{2 days}'],
    ['point', '(1,2)'],
    ['point[]', '{"(1,2)"}'],
    ['circle', '<(1,2),3>'],
    ['circle[]', '{"<(1,2),3>"}'],
    ['macaddr[]', '{08:00:2b:01:02:03}'],
    ['money[]', '{1}'],
    ['numrange[]', '{"[1,2)"}'],
    ['bit(3)', '101'],
    ['jsonpath', '$.a'],
    ['citext', 'Ann'],
    ['public.citext', 'Ann'],
    ['citext[]', '{Ann}'],
    ['mail', 'a@b'],
    ['mail[]', '{a@b}'],
    ['shop.quantity', '1.500'],
    ['shop.quantity[]', '{1.500}'],
    ['"Work Mail"', 'a@b'],
    ['pause', '2 days'],
    ['pause[]', '{2 days}'],
    ['tags', '{a,b}'],
    ['address', '(High Street,Ayr)'],
    ['address[]', '{"(High Street,Ayr)"}'],
    ['shop.mood', 'sad'],
    ['shop.mood[]', '{sad}'],
    ['shop.spans', '[1,2)'],
    ['shop.spans[]', '{"[1,2)"}'],
  ])('PostgreSQL: %s', async (type, text) => {
    const [row] = await run(postgres, `SELECT CAST('${text}' AS ${type}) AS value`)
    expect(typeOf(row?.value)).toBe(postgresType(type))
  })

  test('PostgreSQL: an interval goes in as it came out, whatever the server calls it', async () => {
    const [row] = await run(
      postgres,
      `SET intervalstyle = 'sql_standard'; SELECT interval '2 days 3 hours' AS value`,
    )
    expect(row?.value).toBe('2 3:00:00')
    await run(postgres, 'RESET intervalstyle')
  })

  test.each(['mood', 'elsewhere.mood', 'int4range[]', 'json', 'tags[]'])(
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
