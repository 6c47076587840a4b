import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withActor } from '../../runtime/actor.js'
import { InvalidQueryError, UniqueViolationError, ValueError } from '../../runtime/errors.js'
import { JsonNull } from '../../runtime/values/json.js'
import {
  databases,
  emptyTables,
  type OpenDatabase,
  type Repositories,
  repositoriesOn,
} from './support/databases.js'

describe.each(databases)('createMany on $name', ({ open }) => {
  let database: OpenDatabase
  let repos: Repositories
  beforeAll(async () => {
    database = await open()
    repos = repositoriesOn(database.db)
  })
  beforeEach(() => emptyTables(database.db))
  afterAll(() => database?.close())

  test('values of every type come back equal, in the order given', async () => {
    const full = {
      id: 3,
      small: -5,
      big: -(2n ** 63n),
      float: 0.1 + 0.2,
      money: '-12345678.90',
      long: '123456789012345678901234567.890',
      flag: false,
      day: '0001-01-01',
      hour: '23:59:59.123456',
      moment: new Date('9999-12-31T23:59:59.999Z'),
      word: '12.50',
      uid: '0190a5e5-0000-7000-8000-000000000001',
      data: { a: [1, 'x', null, { b: 1.5 }] },
      bytes: new Uint8Array([0, 1, 254, 255]),
      list: [2n ** 63n - 1n, -1n],
      code: 'abc',
    }
    const hard = [
      full,
      { ...full, id: 1, word: '007', data: '"quoted"', bytes: new Uint8Array(), list: [] },
      { ...full, id: 2, word: 'NULL', data: JsonNull, float: 1e300, flag: true },
      { ...full, id: 5, word: 'null', data: 'text', money: '0.00' },
      { ...full, id: 4, word: '{"a",\\b}\n\t\'', data: null, bytes: null, list: null, moment: null },
      { ...full, id: 6, word: '😀 é', data: 17, float: 5e-324 },
      { ...full, id: 7, word: '', data: [], float: 1.7976931348623157e308 },
      { ...full, id: 8, word: '1e5', data: false, big: 2n ** 63n - 1n },
    ]
    const created = await repos.samples.createMany(hard)
    expect(created).toEqual(hard)
    expect(await repos.samples.findMany({ orderBy: { id: 'asc' } })).toEqual(
      [...hard].sort((a, b) => a.id - b.id),
    )
    expect(created[2]?.data).toBe(JsonNull)
    expect(created[4]?.data).toBeNull()
  })

  test('rows with other columns stand in one call', async () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const rows = await withActor('ann', () =>
      repos.campaigns.createMany(
        names.map((name, i) => ({
          name,
          platform: 'web',
          ...(i % 2 === 0 && { budget: `${i}` }),
          ...(i === 3 && { email: undefined, notes: null }),
        })) as never,
      ),
    )
    expect(rows.map(({ name }) => name)).toEqual(names)
    expect(rows.map(({ budget }) => budget)).toEqual(['0.00', '0.00', '2.00', '0.00', '4.00'])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5)
    expect(rows.every((row) => row.created_by === 'ann' && row.version === 1)).toBe(true)
  })

  test('all or none', async () => {
    const row = (name: string, email: string) => ({ name, platform: 'web', email })
    const twice = repos.campaigns.createMany([row('a', 'x'), { name: 'b', platform: 'y' }, row('c', 'x')])
    await expect(twice).rejects.toThrow(UniqueViolationError)
    const later = repos.campaigns.createMany([{ name: 'b', platform: 'y' }, row('a', 'x'), row('c', 'x')])
    await expect(later).rejects.toThrow(UniqueViolationError)
    await expect(repos.campaigns.createMany([row('a', 'x'), row('b', 7 as never)])).rejects.toThrow(
      ValueError,
    )
    expect(await repos.campaigns.count()).toBe(0)
  })

  test('a text that is too long is refused, not cut', async () => {
    const long = { name: 'x'.repeat(21), platform: 'web' }
    await expect(repos.campaigns.createMany([long, long])).rejects.toThrow()
    expect(await repos.campaigns.count()).toBe(0)
  })

  test('none, one, and rows without columns', async () => {
    expect(await repos.events.createMany([])).toEqual([])
    expect(await repos.events.createMany([{}])).toHaveLength(1)
    expect((await repos.events.createMany([{}, { kind: 'a' }, {}])).map(({ kind }) => kind)).toEqual([
      'tick',
      'a',
      'tick',
    ])
    expect(await repos.events.count()).toBe(4)
    await expect(repos.events.createMany([{}, { kin: 'a' } as never])).rejects.toThrow(InvalidQueryError)
    await expect(repos.events.createMany({} as never)).rejects.toThrow(InvalidQueryError)
  })

  test('enums that are types of their own, in arrays too', async () => {
    const rows = await repos.moods.createMany([{ mood: 'glad' }, { mood: 'sad' }])
    expect(rows.map(({ mood }) => mood)).toEqual(['glad', 'sad'])
    const listed = await repos.moods.createMany([
      { mood: 'sad', all: ['sad'] },
      { mood: 'sad', all: null },
    ])
    expect(listed.map(({ all }) => all)).toEqual([['sad'], null])
  })

  test('ids given in upper case keep their rows apart', async () => {
    const id = (last: string) => `0190A5E5-0000-7000-8000-00000000000${last}`
    const rows = ['B', 'A', 'C'].map((last) => ({ id: id(last), name: last, platform: 'web' }))
    const created = await repos.campaigns.createMany(rows)
    expect(created.map(({ name }) => name)).toEqual(['B', 'A', 'C'])
  })

  test('a hundred thousand rows', async () => {
    const rows = Array.from({ length: 100_000 }, (_, id) => ({
      id,
      word: `w${id}`,
      big: BigInt(id) * 2n ** 40n,
    }))
    const created = await repos.samples.createMany(rows)
    expect(created).toHaveLength(100_000)
    expect(created.every((row, i) => row.id === i && row.word === `w${i}`)).toBe(true)
    expect(await repos.samples.count()).toBe(100_000)
    const ids = rows.map(({ id }) => id)
    expect(await repos.samples.count({ where: { id: { in: ids } } })).toBe(100_000)
    expect(await repos.samples.deleteMany({ where: { id: { in: ids } } })).toBe(100_000)
  })
})
