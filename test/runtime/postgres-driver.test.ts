import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ConnectionError, connect, TransactionAbortedError } from '../../runtime/index.js'
import type { RepositoryStatement } from '../../runtime/session.js'
import { sessionOf } from '../../runtime/session-of.js'
import { everyType } from './every-type.js'
import { type AnyTables, type OpenDatabase, openDatabase } from './open-database.js'

describe('the PostgreSQL driver', () => {
  let open: OpenDatabase
  let db: Kysely<AnyTables>

  beforeAll(async () => {
    open = await openDatabase('postgres')
    db = open.db
  })
  afterAll(() => open.close())

  async function withDb<T>(
    work: (db: Kysely<AnyTables>) => Promise<T>,
    options: Parameters<typeof connect>[1] = {},
  ): Promise<T> {
    const own = connect<AnyTables>(open.url, options)
    try {
      return await work(own)
    } finally {
      await own.destroy()
    }
  }

  const prepared = sql<{
    name: string
    statement: string
  }>`SELECT name, statement FROM pg_prepared_statements`

  test('statements of repositories are prepared once by name, others are not', async () => {
    await withDb(
      async (one) => {
        const statement: RepositoryStatement = {
          sql: 'SELECT $1::int + 1 AS n',
          labels: ['n'],
          origin: 't.n',
          variety: 'fixed' as const,
        }
        for (let n = 0; n < 3; n++) expect((await sessionOf(one).run(statement, [n])).rows).toEqual([[n + 1]])
        await sql`SELECT ${sql.val(1)}::int AS x`.execute(one)
        const { rows } = await prepared.execute(one)
        expect(rows).toHaveLength(1)
        expect(rows[0]?.statement).toBe(statement.sql)
        expect(rows[0]?.name).toMatch(/^tablewright_[0-9a-f]{32}$/)
      },
      { poolSize: 1 },
    )
    await withDb(
      async (one) => {
        await sessionOf(one).run(
          { sql: 'SELECT $1::int AS n', labels: ['n'], origin: 't.n', variety: 'fixed' as const },
          [1],
        )
        expect((await prepared.execute(one)).rows).toEqual([])
      },
      { poolSize: 1, preparedStatements: 'unnamed' },
    )
  })

  test('read-only, the server refuses writes, whatever options the URL has', async () => {
    const url = new URL(open.url)
    url.searchParams.set('options', '-c statement_timeout=60000')
    for (const each of [open.url, url.href]) {
      const readOnly = connect<AnyTables>(each, { readOnly: true })
      try {
        const { rows } = await sql<{ n: number }>`select 1 as n`.execute(readOnly)
        expect(rows).toEqual([{ n: 1 }])
        await expect(sql`create table refused (a int)`.execute(readOnly)).rejects.toThrow(/read-only/)
      } finally {
        await readOnly.destroy()
      }
    }
  })

  test('a prepared statement survives a change of its table', async () => {
    await sql`CREATE TABLE changing (a integer)`.execute(db)
    await sql`INSERT INTO changing VALUES (1)`.execute(db)
    await withDb(
      async (one) => {
        const all: RepositoryStatement = {
          sql: 'SELECT * FROM changing',
          labels: ['a'],
          origin: 'changing.all',
          variety: 'fixed',
        }
        const session = sessionOf(one)
        await sql`select 1`.execute(one)
        expect((await session.run(all, [])).rows).toEqual([[1]])
        await sql`ALTER TABLE changing ADD COLUMN b text DEFAULT 'x'`.execute(db)
        expect((await session.run(all, [])).rows).toEqual([[1, 'x']])
        expect((await session.run(all, [])).rows).toEqual([[1, 'x']])
        await sql`ALTER TABLE changing ADD COLUMN c text DEFAULT 'y'`.execute(db)
        const inside = session.transaction((trx) => sessionOf(trx).run(all, []))
        await expect(inside).rejects.toThrow(/cached plan/)
        expect((await session.transaction((trx) => sessionOf(trx).run(all, []))).rows).toEqual([
          [1, 'x', 'y'],
        ])
      },
      { poolSize: 1 },
    )
  })

  test('a prepared statement that the server forgot is run all the same', async () => {
    await withDb(
      async (one) => {
        const statement: RepositoryStatement = {
          sql: 'SELECT 7 AS n',
          labels: ['n'],
          origin: 't.n',
          variety: 'fixed' as const,
        }
        await sessionOf(one).run(statement, [])
        await sql`DEALLOCATE ALL`.execute(one)
        expect((await sessionOf(one).run(statement, [])).rows).toEqual([[7]])
        expect((await sessionOf(one).run(statement, [])).rows).toEqual([[7]])
      },
      { poolSize: 1 },
    )
  })

  test('types that the database defines are looked up once', async () => {
    await sql`CREATE TYPE color AS ENUM ('red', 'light blue', 'a,b')`.execute(db)
    await sql`CREATE DOMAIN positive AS bigint CHECK (value > 0)`.execute(db)
    await sql`CREATE TYPE pair AS (a integer, b text)`.execute(db)
    const query = sql`SELECT 'red'::color AS one, ARRAY['light blue', NULL, 'a,b']::color[] AS many,
      ARRAY[['red'],['a,b']]::color[] AS deep, '{1,2}'::positive[] AS domains, 5::positive AS domain, ROW(1, 'x')::pair AS pair,
      '{}'::color[] AS none`
    const expected = {
      one: 'red',
      many: ['light blue', null, 'a,b'],
      deep: [['red'], ['a,b']],
      domains: [1n, 2n],
      domain: 5n,
      pair: '(1,x)',
      none: [],
    }
    for (let n = 0; n < 2; n++) expect((await query.execute(db)).rows).toEqual([expected])
    await withDb(async (own) => {
      const together = await Promise.all(Array.from({ length: 5 }, () => query.execute(own)))
      for (const { rows } of together) expect(rows).toEqual([expected])
    })
    await withDb(async (own) => {
      const statement = {
        sql: "SELECT ARRAY['red']::color[] AS many",
        labels: ['many'],
        origin: 't.many',
        variety: 'fixed' as const,
      }
      expect((await sessionOf(own).run(statement, [])).rows).toEqual([[['red']]])
    })
    await withDb(async (own) => {
      const rows: unknown[] = []
      const streamed = own.selectFrom(sql`(SELECT ARRAY['red']::color[] AS many)`.as('t')).selectAll()
      for await (const row of streamed.stream()) rows.push(row)
      expect(rows).toEqual([{ many: ['red'] }])
    })
  })

  test('types outside the schema language', async () => {
    const { rows } =
      await sql`SELECT '2026-01-31 10:00:00'::timestamp AS plain, '[0:1]={1,2}'::int[] AS bounds, NULL::jsonb AS sql_null,
      'null'::jsonb AS json_null, 'Infinity'::float8 AS infinite, 'ab '::char(5) AS padded, '12:00+02'::timetz AS zoned,
      '{NULL,null,"NULL"}'::text[] AS nulls, '(1,2)'::point AS point`.execute(db)
    expect(rows[0]).toMatchObject({
      plain: '2026-01-31 10:00:00',
      bounds: [1, 2],
      sql_null: null,
      infinite: Number.POSITIVE_INFINITY,
      padded: 'ab',
      zoned: '12:00:00+02',
      nulls: [null, null, 'NULL'],
      point: '(1,2)',
    })
    await expect(sql`SELECT 'infinity'::timestamptz`.execute(db)).rejects.toThrow(/infinity.*timestamp/)
    await expect(sql`SELECT 1 AS still_usable`.execute(db)).resolves.toBeDefined()
  })

  test('instants are the same in every time zone of the server', async () => {
    await db.connection().execute(async (one) => {
      for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Europe/Amsterdam']) {
        await sql`SELECT set_config('timezone', ${zone}, false)`.execute(one)
        for (const text of [
          '0001-01-02T00:00:00.000Z',
          '1890-01-01T00:00:00.001Z',
          '2026-03-29T01:30:00.999Z',
        ]) {
          const { rows } = await sql<{ at: Date }>`SELECT ${new Date(text)}::timestamptz AS at`.execute(one)
          expect(rows[0]?.at.toISOString()).toBe(text)
        }
      }
    })
  })

  test("the driver's global parsers are left alone", () => {
    expect(pg.types.getTypeParser(20)('5')).toBe('5')
    expect(pg.types.getTypeParser(1700)('5.0')).toBe('5.0')
  })

  test('a transaction whose failure was swallowed is not reported as committed', async () => {
    await sql`CREATE TABLE swallowed (n integer)`.execute(db)
    const swallowed = db.transaction().execute(async (trx) => {
      await trx.insertInto('swallowed').values({ n: 1 }).execute()
      await sql`SELECT 1/0`.execute(trx).catch(() => {})
    })
    await expect(swallowed).rejects.toThrow(TransactionAbortedError)
    expect(await db.selectFrom('swallowed').selectAll().execute()).toEqual([])
  })

  test('isolation level and access mode', async () => {
    const serializable = db.transaction().setIsolationLevel('serializable').setAccessMode('read only')
    const { rows } = await serializable.execute((trx) =>
      sql`SELECT current_setting('transaction_isolation') AS level, current_setting('transaction_read_only') AS only`.execute(
        trx,
      ),
    )
    expect(rows).toEqual([{ level: 'serializable', only: 'on' }])
  })

  test('connections that the server closed are replaced, whether idle or in use', async () => {
    await withDb(
      async (one) => {
        const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(one)
        await sql`SELECT pg_terminate_backend(${rows[0]?.pid})`.execute(db)
        await new Promise((resolve) => setTimeout(resolve, 50))
        await expect(sql`SELECT 1`.execute(one)).resolves.toBeDefined()
        const inUse = one.transaction().execute(async (trx) => {
          const found = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(trx)
          await sql`SELECT pg_terminate_backend(${found.rows[0]?.pid})`.execute(db)
          await new Promise((resolve) => setTimeout(resolve, 50))
          await sql`SELECT 1`.execute(trx)
        })
        await expect(inUse).rejects.toThrow()
        await expect(sql`SELECT 1`.execute(one)).resolves.toBeDefined()
      },
      { poolSize: 1 },
    )
  })

  test('the pool has the size that was asked for, and says so when it is used up', async () => {
    await withDb(
      async (two) => {
        const pids = await Promise.all(
          Array.from({ length: 8 }, () =>
            sql<{ pid: number }>`SELECT pg_backend_pid() AS pid, pg_sleep(0.01)::text`.execute(two),
          ),
        )
        expect(new Set(pids.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(2)
        const held = two
          .transaction()
          .execute(() => two.transaction().execute(() => sql`SELECT 1`.execute(two)))
        await expect(held).rejects.toThrow(ConnectionError)
        await expect(held).rejects.toThrow(/none of the 2 connections free, within 0.2 seconds/)
      },
      { poolSize: 2, timeout: 0.2 },
    )
  })

  test('a server that is not there is named without its password', async () => {
    const nobody = connect('postgres://someone:secret@127.0.0.1:1/app')
    const error = await sql`SELECT 1`.execute(nobody).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(String(error)).toMatch(/127\.0\.0\.1:1\/app.*ECONNREFUSED/)
    expect(String(error)).not.toMatch(/secret/)
  })

  test('streams inside and outside of transactions leave the connection usable', async () => {
    await withDb(
      async (one) => {
        const series = one
          .selectFrom(sql<{ n: number }>`generate_series(1, ${250})`.as('n'))
          .select('n')
          .where('n', '>', 50)
        const read = async (on: Kysely<AnyTables>): Promise<number> => {
          let count = 0
          for await (const _ of on.selectFrom(sql`generate_series(1, 250)`.as('n')).selectAll().stream(100))
            count++
          return count
        }
        expect(await read(one)).toBe(250)
        let seen = 0
        for await (const _ of series.stream(10)) if (++seen === 15) break
        await one.transaction().execute(async (trx) => {
          expect(await read(trx as Kysely<AnyTables>)).toBe(250)
          expect(await read(trx as Kysely<AnyTables>)).toBe(250)
        })
        const failing = async (): Promise<void> => {
          for await (const _ of one
            .selectFrom(sql`generate_series(0, 5)`.as('n'))
            .select(sql`1 / n`.as('x'))
            .stream(1))
            seen++
        }
        await expect(failing()).rejects.toThrow(/division by zero/)
        expect(await read(one)).toBe(250)
      },
      { poolSize: 1 },
    )
  })

  test('arrays and JSON as parameters of plain queries', async () => {
    const { rows } =
      await sql`SELECT ${[1, 2]}::int[] AS numbers, ${['a', 'b']}::text[] AS texts, ${sql.val({ a: [1] })}::jsonb AS json,
      ${[1n, 2n]}::bigint[] AS bigints, ${[new Date(0)]}::timestamptz[] AS dates, 3 = ANY(${[1, 3]}) AS found`.execute(
        db,
      )
    expect(rows).toEqual([
      {
        numbers: [1, 2],
        texts: ['a', 'b'],
        json: { a: [1] },
        bigints: [1n, 2n],
        dates: [new Date(0)],
        found: true,
      },
    ])
  })

  test('attaching a schema changes nothing that PostgreSQL says by itself', async () => {
    await withDb(
      async (own) => {
        expect((await sql`SELECT 9007199254740993 AS big`.execute(own)).rows).toEqual([
          { big: 9007199254740993n },
        ])
      },
      { schema: everyType },
    )
  })
})
