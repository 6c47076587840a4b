import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull } from '../../runtime/index.js'
import { arrayLiteral, parseArrayLiteral } from '../../runtime/values/array-literal.js'
import { roundDecimal } from '../../runtime/values/decimal.js'
import { everyType, everyTypeDdl, type TypeName } from './every-type.js'
import { type AnyTables, databases, type OpenDatabase, openDatabase } from './open-database.js'

const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0'))
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)
const int8 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
const instant = fc.date({
  min: new Date('0001-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const digits = (length: number): fc.Arbitrary<string> =>
  fc.bigInt({ min: 0n, max: 10n ** BigInt(length) - 1n }).map(String)
const decimal = (precision: number, scale: number): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '-'), digits(precision - scale), digits(scale))
    .map(([sign, whole, fraction]) => `${sign}${whole}.${fraction.padStart(scale, '0')}`)
    .map((value) => (/[1-9]/.test(value) ? value : value.replace('-', '')))
const json = fc
  .jsonValue({ noUnicodeString: false, depthSize: 'small' })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown)
  .map((value) => (value === null ? JsonNull : value))

const arbitraries: readonly (readonly [TypeName, fc.Arbitrary<unknown>])[] = [
  ['text', text],
  ['bigint', int8],
  ['double', double],
  ['decimal', decimal(12, 2)],
  ['huge', decimal(38, 10)],
  ['timestamp', instant],
  ['json', json],
  ['bytes', fc.uint8Array()],
  ['texts', fc.array(text)],
  ['bigints', fc.array(int8)],
  ['doubles', fc.array(double)],
  ['decimals', fc.array(decimal(38, 10))],
  ['timestamps', fc.array(instant)],
  ['jsons', fc.array(json)],
  ['byteses', fc.array(fc.uint8Array())],
]

describe.each(databases)('random values on %s', (dialect) => {
  let open: OpenDatabase
  let db: Kysely<AnyTables>

  beforeAll(async () => {
    open = await openDatabase(dialect, everyTypeDdl(dialect), { schema: everyType })
    db = open.db
  })
  afterAll(() => open.close())

  test.each(arbitraries)('%s comes back equal', async (name, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 20 }), async (values) => {
        await db.deleteFrom('every_type').execute()
        await db
          .insertInto('every_type')
          .values(values.map((value, id) => ({ id, [name]: value })))
          .execute()
        const rows = await db.selectFrom('every_type').select(name).orderBy('id').execute()
        expect(rows.map((row) => row[name])).toStrictEqual(values)
      }),
      { numRuns: 30 },
    )
  })

  test('reals come back as the same 4-byte float', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        async (values) => {
          await db.deleteFrom('every_type').execute()
          await db
            .insertInto('every_type')
            .values(values.map((value, id) => ({ id, real: value })))
            .execute()
          const rows = await db.selectFrom('every_type').select('real').orderBy('id').execute()
          expect(rows.map(({ real }) => Math.fround(Number(real)) + 0)).toEqual(
            values.map((value) => value + 0),
          )
          if (dialect === 'postgres') return
          const shortest = rows.map(({ real }) => real)
          await db
            .updateTable('every_type')
            .set((eb) => ({ real: eb.ref('real') }))
            .execute()
          expect(
            (await db.selectFrom('every_type').select('real').orderBy('id').execute()).map(
              ({ real }) => real,
            ),
          ).toEqual(shortest)
        },
      ),
      { numRuns: 20 },
    )
  })

  if (dialect === 'postgres') {
    test('reals are the shortest decimals, as PostgreSQL prints them', async () => {
      const values = [
        -116913424,
        2391477.25,
        453492.125,
        -2828113.25,
        ...fc.sample(fc.float({ noNaN: true, noDefaultInfinity: true }), 2000),
      ].map((value) => value + 0)
      await db.deleteFrom('every_type').execute()
      await db
        .insertInto('every_type')
        .values(values.map((value, id) => ({ id, real: value })))
        .execute()
      const printed = await sql<{ t: string }>`SELECT real::text AS t FROM every_type ORDER BY id`.execute(db)
      const { postgresWriter } = await import('../../runtime/values/postgres-writer.js')
      const written = values.map((value) => postgresWriter.encode('real', value, { table: 't', column: 'c' }))
      expect(written).toEqual(printed.rows.map(({ t }) => Number(t)))
    })

    test('decimals are rounded as PostgreSQL rounds them', async () => {
      const given = fc.sample(
        fc.tuple(
          fc.oneof(decimal(38, 10), double.filter((value) => Math.abs(value) < 1e25).map(String)),
          fc.integer({ min: 0, max: 8 }),
        ),
        300,
      )
      for (const [value, scale] of given) {
        const { rows } = await sql<{
          r: string
        }>`SELECT round(${value}::numeric, ${scale}::int)::text AS r`.execute(db)
        expect(roundDecimal(value, scale), `${value} to ${scale}`).toBe(rows[0]?.r)
      }
    })

    test('arrays are written and read as PostgreSQL does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.option(text)), async (values) => {
          const { rows } = await sql<{
            a: unknown
            t: string
          }>`SELECT ${arrayLiteral(values)}::text[] AS a, ${arrayLiteral(values)}::text[]::text AS t`.execute(
            db,
          )
          expect(rows[0]?.a).toEqual(values)
          expect(parseArrayLiteral(rows[0]?.t ?? '', (item) => item)).toEqual(values)
        }),
        { numRuns: 50 },
      )
    })
  }
})
