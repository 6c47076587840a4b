import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import {
  InvalidQueryError,
  NotFoundError,
  StaleVersionError,
  ValueError,
  withActor,
} from '../../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type DB, type Member, type Repositories } from './generated/index.js'

describe.each(databases)('increment on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    for (const table of ['members', 'samples']) await sql`DELETE FROM ${sql.table(table)}`.execute(opened.db)
  })
  afterAll(() => opened.close())

  const member = () => repos.members.create({ email: 'ann@x', team: 'red', handle: 'ann', credit: '0.10' })

  test('adds and takes away, and sets what every write sets', async () => {
    const { id } = await member()
    const row = await withActor('ada', () => repos.members.increment(id, { score: 5, credit: '0.20' }))
    expectTypeOf(row).toEqualTypeOf<Member>()
    expect(row).toMatchObject({ score: 5, credit: '0.30', version: 2, updated_by: 'ada' })
    expect(await repos.members.count({ where: { credit: '0.3' } })).toBe(1)
    expect(await repos.members.increment(id, { score: -7 }, { version: 2 })).toMatchObject({
      score: -2,
      version: 3,
    })
    expect(await repos.members.findById(id)).toMatchObject({ score: -2, credit: '0.30', version: 3 })
  })

  test('every type of number, to the last digit', async () => {
    await repos.samples.create({
      id: 1,
      small: 1,
      whole: -1,
      big: 2n ** 62n,
      single: 0.1,
      float: 0.1,
      money: '9999999999.98',
      long: '1234567890123456789012345678.0123456789',
    })
    const row = await repos.samples.increment(1, {
      small: -2,
      whole: 2,
      big: 2n ** 62n - 1n,
      single: 0.2,
      float: 0.2,
      money: '0.01',
      long: '-0.0123456790',
    })
    expect(row).toMatchObject({
      small: -1,
      whole: 1,
      big: 2n ** 63n - 1n,
      float: 0.1 + 0.2,
      money: '9999999999.99',
      long: '1234567890123456789012345677.9999999999',
    })
    expect(row.single).toBeCloseTo(0.3)
    for (let i = 0; i < 10; i++) await repos.samples.increment(1, { money: '-0.01' })
    expect((await repos.samples.getById(1)).money).toBe('9999999999.89')
    expect(await repos.samples.count({ where: { money: '9999999999.89' } })).toBe(1)
  })

  test('NULL stays NULL', async () => {
    await repos.samples.create({ id: 1, whole: 1 })
    const row = await repos.samples.increment(1, { whole: 1, big: 1n, long: '1', money: '2', single: 3 })
    expect(row).toMatchObject({ whole: 2, big: null, long: null, money: null, single: null })
  })

  test('a sum that its column cannot hold is refused, and nothing is changed', async () => {
    const before = await repos.samples.create({
      id: 1,
      small: 32767,
      whole: 2147483647,
      big: 2n ** 63n - 1n,
      float: 1.7e308,
      single: 3e38,
      money: '9999999999.99',
      long: '9999999999999999999999999999.9999999999',
    })
    const refused = [
      { small: 1 },
      { whole: 1 },
      { big: 1n },
      { float: 1.7e308 },
      { single: 3e38 },
      { money: '0.01' },
      { long: '0.0000000001' },
      { whole: 1, money: '-1' },
    ]
    for (const amounts of refused)
      await expect(repos.samples.increment(1, amounts), JSON.stringify(Object.keys(amounts))).rejects.toThrow(
        ValueError,
      )
    expect(await repos.samples.getById(1)).toEqual(before)
  })

  test('what is no number, no amount or no row is refused', async () => {
    const { id } = await member()
    const refused: readonly object[] = [
      {},
      { score: undefined },
      { team: 'x' },
      { version: 1 },
      { id: 1 },
      { nope: 1 },
      { leader: true },
      { score: null },
      { '"score" = 1 --': 1 },
    ]
    for (const amounts of refused)
      await expect(repos.members.increment(id, amounts as never)).rejects.toThrow(InvalidQueryError)
    for (const amounts of [{ score: 1.5 }, { score: '1' }, { credit: 'x' }, { score: Number.NaN }])
      await expect(repos.members.increment(id, amounts as never)).rejects.toThrow(ValueError)
    await expect(repos.members.increment(id, { score: 1 }, { version: 2 })).rejects.toThrow(StaleVersionError)
    await expect(repos.samples.increment(1, { whole: 1 })).rejects.toThrow(NotFoundError)
    await expect(repos.samples.increment(1, { long: '1' })).rejects.toThrow(NotFoundError)
    await repos.members.delete(id)
    await expect(repos.members.increment(id, { score: 1 })).rejects.toThrow(NotFoundError)
  })

  test('nobody loses what others add at the same time', async () => {
    await repos.samples.create({ id: 1, whole: 0, money: '0', long: '0' })
    await Promise.all(
      Array.from({ length: 20 }, () => repos.samples.increment(1, { whole: 1, money: '0.1', long: '0.1' })),
    )
    expect(await repos.samples.getById(1)).toMatchObject({ whole: 20, money: '2.00', long: '2.0000000000' })
  })
})

test('a sum that takes two statements has the database for itself, in a transaction that Kysely began without its lock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'increment-'))
  const [own, other] = [0, 1].map(() => new Sqlite(join(folder, 'app.db'), { timeout: 0 })) as [
    Sqlite.Database,
    Sqlite.Database,
  ]
  own.pragma('journal_mode = WAL')
  own.exec(readFileSync(new URL('generated/migrations/0001_initial/sqlite.up.sql', import.meta.url), 'utf8'))
  const met: string[] = []
  const meanwhile = () => {
    try {
      other.exec('UPDATE samples SET long = 100')
      met.push('written')
    } catch (error) {
      met.push((error as Error).message)
    }
  }
  const log = ({ query }: { readonly query: { readonly sql: string } }) => {
    if (/^select\b.*samples/is.test(query.sql)) meanwhile()
  }
  const db = new Kysely<DB>({ dialect: new SqliteDialect({ database: own }), log })
  try {
    const repos = createRepositories(db)
    await repos.samples.create({ id: 1, long: '0.1' })
    const row = await db
      .transaction()
      .execute((trx) => repos.samples.using(trx).increment(1, { long: '0.2' }))
    expect(row.long).toBe('0.3000000000')
    expect(met).toEqual(['database is locked'])
  } finally {
    await db.destroy()
    other.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
