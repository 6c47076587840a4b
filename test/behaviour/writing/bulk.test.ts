import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import {
  InvalidQueryError,
  JsonNull,
  NotFoundError,
  StaleVersionError,
  UniqueViolationError,
  ValueError,
  withActor,
} from '../../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import {
  createRepositories,
  type Member,
  type NewSample,
  type Repositories,
  type Sample,
} from './generated/index.js'

const full: Omit<Sample, 'id'> = {
  small: -5,
  whole: 2147483647,
  big: -(2n ** 63n),
  single: 0.1,
  float: 0.1 + 0.2,
  money: '-1234567890.10',
  long: '1234567890123456789012345678.0123456789',
  flag: false,
  day: '0001-01-01',
  hour: '23:59:59.123456',
  moment: new Date('9999-12-31T23:59:59.999Z'),
  code: 'abc',
  word: '12.50',
  uid: '0190a5e5-0000-7000-8000-000000000001',
  data: { a: [1, 'x', null, { b: 1.5 }] },
  bytes: new Uint8Array([0, 1, 92, 34, 254, 255]),
  mood: 'so so',
  texts: ['a', '', 'NULL', '{"x",\\y}'],
  bigs: [2n ** 63n - 1n, -1n],
  moods: ['glad', 'so so'],
  datas: [JsonNull, { a: 1 }, 'text', [1]],
}

const empty = Object.fromEntries(Object.keys(full).map((name) => [name, null])) as Omit<Sample, 'id'>

/** Rows that a careless way to the database would bend. */
const hard: readonly Sample[] = [
  { id: 3, ...full },
  { id: 1, ...full, word: '007', data: '"quoted"', bytes: new Uint8Array(), texts: [], bigs: [], moods: [] },
  { id: 2, ...full, word: 'NULL', data: JsonNull, float: 1e300, flag: true, mood: 'sad' },
  { id: 5, ...full, word: 'null', data: 'text', money: '0.00', long: '-0.0000000001' },
  { id: 4, ...empty },
  { id: 6, ...full, word: '😀 é', data: 17, float: 5e-324, single: -3.4028235e38 },
  { id: 7, ...full, word: '{"a",\\b}\n\t\'', data: [], float: 1.7976931348623157e308 },
  { id: 8, ...full, word: '', data: false, big: 2n ** 63n - 1n, code: '' },
]

describe.each(databases)('writes of many rows on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    for (const table of ['notes', 'members', 'samples'])
      await sql`DELETE FROM ${sql.table(table)}`.execute(opened.db)
  })
  afterAll(() => opened.close())

  const members = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ email: `${i}@x`, team: 'red', handle: `${i}`, score: i }))

  test('createMany keeps values of every type as they are', async () => {
    expect(await repos.samples.createMany(hard)).toEqual(hard)
    expect(await repos.samples.findMany({ orderBy: { id: 'asc' } })).toEqual(
      [...hard].sort((a, b) => a.id - b.id),
    )
    const found = await repos.samples.findMany({
      where: { bytes: { in: [full.bytes as Uint8Array] }, mood: { in: ['so so'] } },
    })
    expect(found).toHaveLength(5)
  })

  test('upsertMany and updateEach keep them too', async () => {
    const ids = hard.map(({ id }) => id)
    await repos.samples.createMany(ids.map((id) => ({ id }) as NewSample))
    expect(await repos.samples.upsertMany(hard)).toEqual(hard)
    const others = hard.map(({ id }, i) => ({ ...(hard[(i + 1) % hard.length] as Sample), id }))
    const updated = await repos.samples.updateEach(others.map(({ id, ...changes }) => ({ key: id, changes })))
    expect(updated).toEqual(others)
    expect(await repos.samples.findMany({ orderBy: { id: 'asc' } })).toEqual(
      [...others].sort((a, b) => a.id - b.id),
    )
    // One by one as in bulk.
    for (const { id, ...changes } of hard) {
      expect(await repos.samples.upsert({ id, ...changes })).toEqual({ id, ...changes })
      expect(await repos.samples.update(id, changes, { skipUnchanged: true })).toEqual({ id, ...changes })
    }
  })

  test('pitfall 19: bigint and decimal at top level: every digit, in whatever number of rows', async () => {
    const row = (id: number, i: bigint) => ({ id, big: 9007199254740993n + i, money: '9007199254.93' })
    const rows = [1, 2, 3].map((id) => row(id, BigInt(id)))
    await repos.samples.createMany(rows)
    await repos.samples.updateEach(rows.map(({ id, big }) => ({ key: id, changes: { big: -big } })))
    const kept = await repos.samples.findMany({ select: ['id', 'big', 'money'], orderBy: { id: 'asc' } })
    expect(kept).toEqual(rows.map(({ big, ...rest }) => ({ ...rest, money: '9007199254.93', big: -big })))
  })

  test('pitfall 20: JSON null and SQL NULL are two values in every write', async () => {
    await repos.samples.createMany([
      { id: 1, data: JsonNull },
      { id: 2, data: null },
    ])
    const swapped = await repos.samples.updateEach([
      { key: 1, changes: { data: null } },
      { key: 2, changes: { data: JsonNull } },
    ])
    expect(swapped.map(({ data }) => data)).toEqual([null, JsonNull])
    const [one, two] = await repos.samples.upsertMany([
      { id: 1, data: JsonNull },
      { id: 2, data: null },
    ])
    expect([one?.data, two?.data]).toEqual([JsonNull, null])
    expect(await repos.samples.count({ where: { data: null } })).toBe(1)
    // Neither is taken for the other where unchanged rows are left alone.
    expect((await repos.samples.update(1, { data: null }, { skipUnchanged: true })).data).toBeNull()
    expect((await repos.samples.update(1, { data: JsonNull }, { skipUnchanged: true })).data).toBe(JsonNull)
  })

  test('updateEach changes each row in its own way, and all that every write changes', async () => {
    const [a, b, c] = (await repos.members.createMany(members(3))) as [Member, Member, Member]
    const updated = await withActor('ada', () =>
      repos.members.updateEach([
        { key: c.id, changes: { score: 30 } },
        { key: a.id, changes: { score: 10, credit: '1.5' }, version: 1 },
        { key: b.id.toUpperCase(), changes: { score: 20 } },
      ]),
    )
    expectTypeOf(updated).toEqualTypeOf<Member[]>()
    expect(updated.map(({ id, score, credit }) => [id, score, credit])).toEqual([
      [c.id, 30, '0.00'],
      [a.id, 10, '1.50'],
      [b.id, 20, '0.00'],
    ])
    expect(
      updated.every(
        ({ version, updated_by, created_by }) => version === 2 && updated_by === 'ada' && created_by === null,
      ),
    ).toBe(true)
    expect(updated.every((row, i) => row.updated_at >= ([c, a, b][i] as Member).updated_at)).toBe(true)
    expect(await repos.members.findById(a.id)).toEqual(updated[1])
    expect(await repos.members.updateEach([])).toEqual([])
    const [unchanged] = await repos.members.updateEach([
      { key: a.id, changes: {} },
      { key: b.id, changes: { score: undefined } },
    ])
    expect(unchanged).toEqual(updated[1])
  })

  test('updateEach is all or nothing: rows that are not there, deleted, or have moved on', async () => {
    const [a, b, c] = (await repos.members.createMany(members(3))) as [Member, Member, Member]
    await repos.members.delete(c.id)
    const change = { changes: { score: 99 } }
    const attempts: readonly [
      readonly { key: string; version?: number }[],
      typeof NotFoundError | typeof StaleVersionError,
    ][] = [
      [[{ key: a.id }, { key: c.id }], NotFoundError],
      [[{ key: a.id }, { key: '0190a5e5-0000-7000-8000-000000000001' }], NotFoundError],
      [
        [
          { key: a.id, version: 1 },
          { key: b.id, version: 2 },
        ],
        StaleVersionError,
      ],
      [[{ key: a.id }, { key: b.id, version: 2 }], StaleVersionError],
      [[{ key: c.id }], NotFoundError],
    ]
    for (const [entries, error] of attempts) {
      for (const skipUnchanged of [false, true]) {
        const updates = entries.map((entry) => ({ ...entry, ...change }))
        await expect(repos.members.updateEach(updates, { skipUnchanged })).rejects.toThrow(error)
      }
    }
    const stale = repos.members.updateEach([
      { key: b.id, version: 7, ...change },
      { key: a.id, ...change },
    ])
    await expect(stale).rejects.toMatchObject({ expected: 7, actual: 1, table: 'members' })
    const taken = repos.members.updateEach([
      { key: a.id, changes: { score: 5 } },
      { key: b.id, changes: { email: '0@x', handle: 'q' } },
    ])
    await expect(taken).rejects.toThrow(UniqueViolationError)
    await expect(
      repos.members.updateEach([
        { key: a.id, ...change },
        { key: b.id, changes: { score: 2 ** 40 } },
      ]),
    ).rejects.toThrow(ValueError)
    expect(await repos.members.findMany({ orderBy: { email: 'asc' } })).toEqual([a, b])
  })

  test('updateEach refuses what it cannot mean', async () => {
    const [a, b] = (await repos.members.createMany(members(2))) as [Member, Member]
    const changes = { score: 1 }
    const refused = [
      [
        { key: a.id, changes },
        { key: a.id.toUpperCase(), changes: { team: 'x' } },
      ],
      [
        { key: a.id, changes: { version: 3 } },
        { key: b.id, changes },
      ],
      [
        { key: a.id, changes: { nope: 3 } },
        { key: b.id, changes },
      ],
      [
        { key: a.id, changes },
        { key: null, changes },
      ],
      [{ key: a.id, changes }, null],
      [{ key: a.id, changes }, { key: b.id }],
      [{ key: a.id, changes, versoin: 1 }],
      [{ key: a.id, changes, version: 'x' }],
      { key: a.id, changes },
    ]
    for (const updates of refused)
      await expect(repos.members.updateEach(updates as never)).rejects.toThrow(InvalidQueryError)
    await expect(repos.samples.updateEach([{ key: 1, changes: {}, version: 1 as never }])).rejects.toThrow(
      InvalidQueryError,
    )
    expect(await repos.members.findMany({ orderBy: { email: 'asc' } })).toEqual([a, b])
  })

  test('pitfall 7: updated_at is not touched by bulk, upsert or raw SQL: every write moves it', async () => {
    const past = new Date('2020-01-01')
    const rows = await repos.members.createMany(members(6).map((row) => ({ ...row, updated_at: past })))
    const [a, b, c, d, e, f] = rows as [Member, Member, Member, Member, Member, Member]
    const change = { nickname: null, score: 100 }
    await repos.members.update(a.id, change)
    await repos.members.updateMany({ where: { id: b.id } }, change)
    await repos.members.updateEach([c, d].map(({ id }) => ({ key: id, changes: change })))
    await repos.members.upsert(
      { email: e.email, team: e.team, handle: e.handle, score: 100 },
      { on: 'email' },
    )
    await repos.members.increment(f.id, { score: 95 })
    const moved = await repos.members.findMany()
    expect(moved.map(({ score, version, updated_at }) => [score, version, updated_at > past])).toEqual(
      moved.map(() => [100, 2, true]),
    )
    const last = moved.map(({ updated_at }) => updated_at).reduce((a, b) => (a > b ? a : b))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await sql`UPDATE members SET score = 7`.execute(opened.db)
    expect(await repos.members.count({ where: { updated_at: { gt: last }, version: 3 } })).toBe(6)
  })

  test('the times of a row are given when it is made or not at all', async () => {
    const past = new Date('2020-01-01')
    const [row] = await repos.members.createMany(
      members(1).map((row) => ({ ...row, created_at: past, updated_at: past })),
    )
    const { id, email, team, handle } = row as Member
    expect(row).toMatchObject({ created_at: past, updated_at: past })
    const changes = { updated_at: past } as never
    const refused = /"updated_at" cannot be given to \w+: every update sets it/
    await expect(repos.members.update(id, changes)).rejects.toThrow(refused)
    await expect(repos.members.updateEach([{ key: id, changes }])).rejects.toThrow(refused)
    await expect(repos.members.updateMany({ where: {} }, changes)).rejects.toThrow(refused)
    const given = { email, team, handle, score: 1, created_at: new Date(0), updated_at: new Date(0) }
    await expect(
      repos.members.upsert(given, { on: 'email', update: ['updated_at'] as never }),
    ).rejects.toThrow(/every update sets it/)
    const upserted = await repos.members.upsert(given, { on: 'email' })
    expect(upserted.created_at).toEqual(past)
    expect(upserted.updated_at.getTime()).toBeGreaterThan(past.getTime())
  })

  test('ten thousand rows of every type in one call each', async () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ ...full, id, big: BigInt(id) * 2n ** 40n }))
    const created = await repos.samples.createMany(rows)
    expect(created).toEqual(rows)
    const updated = await repos.samples.updateEach(
      rows.map(({ id, big }) => ({ key: id, changes: { big: -(big as bigint), word: `w${id}` } })),
    )
    expect(
      updated.every((row, i) => row.id === i && row.word === `w${i}` && row.big === BigInt(-i) * 2n ** 40n),
    ).toBe(true)
  })
})
