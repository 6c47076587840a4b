import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLive } from '../../generator/live/open-live.js'
import { ConnectionError, connect, ValueError } from '../../runtime/index.js'
import { postgresReader, postgresTextReader } from '../../runtime/values/postgres-reader.js'
import { type Opened, opened } from '../support/opened.js'

const ddl = [
  `CREATE TABLE t (n integer, at timestamptz DEFAULT '2026-01-31 10:00:00+00', day date, float double precision, bytes bytea, span interval,
   ats timestamptz[], many bytea[])`,
]
const settings = {
  bytea_output: 'escape',
  extra_float_digits: '-3',
  datestyle: 'German',
  timezone: 'Asia/Kolkata',
  intervalstyle: 'sql_standard',
  standard_conforming_strings: 'off',
}
const bytes = new Uint8Array([0, 39, 92, 255, 65, 92, 120])
const instants = ['0001-01-01T00:00:00.000Z', '1880-01-01T00:00:00.001Z', '9999-12-31T23:59:59.999Z']

/** Gives a database settings that every new connection has. */
async function set(url: string, values: { readonly [name: string]: string }): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query('SELECT current_database() AS name')
  for (const [name, value] of Object.entries(values))
    await client.query(`ALTER DATABASE ${rows[0].name} SET ${name} = '${value}'`)
  await client.end()
}

describe('a database that is set to print values otherwise', () => {
  let database: Opened
  beforeAll(async () => {
    database = await opened('postgres', { by: 'connect', ddl })
    await set(database.url, settings)
  })
  afterAll(() => database.close())

  async function withDb<T>(work: (db: Opened['db']) => Promise<T>): Promise<T> {
    const db = connect<Record<string, Record<string, unknown>>>(database.url)
    try {
      return await work(db)
    } finally {
      await db.destroy()
    }
  }

  test('gives what connect() says, on every new connection and before the first query of each', async () => {
    await withDb(async (db) => {
      const row = { n: 1, day: '2026-03-04', float: 0.1 + 0.2, bytes, span: '1 day 02:00:00' }
      const read = () => db.selectFrom('t').select(['n', 'day', 'float', 'bytes', 'span']).execute()
      await db.insertInto('t').values(row).execute()
      const all = await Promise.all(Array.from({ length: 5 }, read))
      for (const rows of all) expect(rows).toEqual([row])
      const { rows } = await sql<{ text: string }>`SELECT ${sql.lit("a\\'b")} AS text`.execute(db)
      expect(rows).toEqual([{ text: "a\\'b" }])
      const shown = await sql`SELECT '2026-03-04 05:06+00'::timestamptz::text AS text`.execute(db)
      expect(shown.rows).toEqual([{ text: '2026-03-04 05:06:00+00' }])
    })
  })

  test('keeps the first and the last instant in every time zone', async () => {
    for (const timezone of ['Asia/Kolkata', 'America/New_York', 'Europe/Amsterdam', 'Pacific/Kiritimati']) {
      await set(database.url, { timezone })
      await withDb(async (db) => {
        for (const text of instants) {
          const { rows } = await sql<{ at: Date }>`SELECT ${new Date(text)}::timestamptz AS at`.execute(db)
          expect(rows[0]?.at.toISOString()).toBe(text)
        }
      })
    }
    await set(database.url, { timezone: settings.timezone })
  })

  test('is seen by pull, diff and drift as any other is', async () => {
    const live = await openLive(database.url)
    const { model } = await live.introspect()
    await live.close()
    expect(JSON.stringify(model)).toContain('2026-01-31 10:00:00+00')
  })

  test('is refused with a ConnectionError where the settings cannot be made', async () => {
    const owner = new pg.Client({ connectionString: database.url })
    await owner.connect()
    const role = `unsettled_${Date.now()}`
    await owner.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'`)
    await owner.query('REVOKE EXECUTE ON FUNCTION pg_catalog.set_config FROM public')
    const url = new URL(database.url)
    url.username = role
    url.password = 'x'
    const db = connect(url.href, { poolSize: 1 })
    try {
      const refusal = /^Cannot connect to PostgreSQL.*permission denied/
      await expect(sql`SELECT 1`.execute(db)).rejects.toThrow(refusal)
      await expect(sql`SELECT 1`.execute(db)).rejects.toBeInstanceOf(ConnectionError)
      await owner.query(`GRANT EXECUTE ON FUNCTION pg_catalog.set_config TO ${role}`)
      await sql`SELECT 1`.execute(db)
    } finally {
      await db.destroy()
      await owner.query('GRANT EXECUTE ON FUNCTION pg_catalog.set_config TO public')
      await owner.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`)
      await owner.end()
    }
  })
})

describe('a connection of somebody else, which keeps such settings', () => {
  const readers = [
    ['the reader of connect()', postgresReader],
    ['that of plain Kysely', postgresTextReader],
  ] as const
  test.each(readers)('%s reads bytes of both forms', (_, read) => {
    expect(read.bytes('\\\\x\\000\\377A')).toEqual(new Uint8Array([92, 120, 0, 255, 65]))
    expect(read.bytes('\\x00ff')).toEqual(new Uint8Array([0, 255]))
    expect(read.array('{"\\\\000","A"}', 'bytes')).toEqual([new Uint8Array([0]), new Uint8Array([65])])
  })

  test.each(readers)('%s reads instants that other zones show in the years 10000 and 1 BC', (_, read) => {
    for (const [text, instant] of [
      ['10000-01-01 05:29:59.999+05:30', '9999-12-31T23:59:59.999Z'],
      ['0001-12-31 19:03:58-04:56:02 BC', '0001-01-01T00:00:00.000Z'],
    ] as const)
      expect(read.timestamp(text).toISOString()).toBe(instant)
    for (const text of ['10000-01-01 05:30:00+05:30', '0044-03-15 00:00:00+00 BC', '0000-01-01 00:00:00+00'])
      expect(() => read.timestamp(text)).toThrow(ValueError)
  })

  test.each(readers)('%s refuses days that are not printed year first', (_, read) => {
    for (const text of ['04.03.2026', '04/03/2026', '04-03-2026'])
      expect(() => read.date(text)).toThrow(ValueError)
    for (const text of ['2026-03-04', '0044-03-15 BC', '10000-01-01', 'infinity'])
      expect(read.date(text)).toBe(text)
  })
})
