import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories, type User } from '../generated/index.js'

const most = 9223372036854775807n

describe.each(databases)('aggregates on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let users: User[]

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    users = await repos.users.createMany(
      ['ann', 'bob', 'cid', 'dan', 'gone'].map((name, score) => ({ email: `${name}@x`, name, score })),
    )
    const followers = [most, most, -most, 3n, 100n]
    const balance = [
      '9999999999999999.9999',
      '9999999999999999.9999',
      '-0.0001',
      '-1234567890123456.7890',
      '1',
    ]
    await repos.profiles.createMany(
      users.map(({ id }, i) => ({
        user_id: id,
        followers: followers[i] as bigint,
        balance: balance[i] as string,
        born: i === 2 ? null : `200${i}-01-01`,
        seen: i === 2 ? null : new Date(Date.UTC(2024, i, 1, 2, 3, 4, 5)),
        nicknames: [],
        confirmed: i % 2 === 0,
      })),
    )
    const posts = users.flatMap(({ id }, i) =>
      Array.from({ length: i }, (_, n) => ({ author_id: id, title: `${n}`, rank: n === 0 ? null : n * 10 })),
    )
    await repos.posts.createMany(posts)
    await repos.accounts.createMany(
      ['EUR', 'EUR', 'USD', 'USD', 'CHF'].map((currency, i) => ({
        holder: `h${i}`,
        currency,
        balance: 2147483647 - i,
        rate: ['0.10', '0.20', '9999.99', '-0.01', null][i] as string | null,
      })),
    )
    await repos.users.delete(users[4]?.id as string)
  })
  afterAll(() => opened.close())

  test('count, sum, avg, min and max of what matches', async () => {
    const found = await repos.accounts.aggregate({
      where: { currency: { in: ['EUR', 'USD'] } },
      count: true,
      sum: ['balance', 'rate'],
      avg: ['balance', 'rate'],
      min: ['holder', 'rate'],
      max: ['holder', 'balance'],
    })
    expect(found).toEqual({
      count: 4,
      sum: { balance: 8589934582, rate: '10000.28' },
      avg: { balance: 2147483645.5, rate: '2500.07000000' },
      min: { holder: 'h0', rate: '-0.01' },
      max: { holder: 'h3', balance: 2147483647 },
    })
    expectTypeOf(found).toEqualTypeOf<{
      count: number
      sum: { balance: number | null; rate: string | null }
      avg: { balance: number | null; rate: string | null }
      min: { holder: string | null; rate: string | null }
      max: { holder: string | null; balance: number | null }
    }>()
  })

  test('sums of bigint and of long decimals keep every digit, beyond 64 bits, too', async () => {
    const found = await repos.profiles.aggregate({
      where: { user: { name: { ne: 'x' } } },
      sum: ['followers', 'balance'],
      avg: ['followers', 'balance'],
      min: ['followers', 'balance', 'born', 'seen', 'user_id'],
      max: ['followers', 'balance', 'born', 'seen', 'user_id'],
    })
    const ids = users.slice(0, 4).map(({ id }) => id)
    expect(found).toEqual({
      sum: { followers: most + 3n, balance: '18765432109876543.2107' },
      avg: { followers: Number(most + 3n) / 4, balance: '4691358027469135.8026750000' },
      min: {
        followers: -most,
        balance: '-1234567890123456.7890',
        born: '2000-01-01',
        seen: new Date('2024-01-01T02:03:04.005Z'),
        user_id: ids[0],
      },
      max: {
        followers: most,
        balance: '9999999999999999.9999',
        born: '2003-01-01',
        seen: new Date('2024-04-01T02:03:04.005Z'),
        user_id: ids[3],
      },
    })
    const both = { user: { name: { in: ['ann', 'bob'] } } }
    const beyond = await repos.profiles.aggregate({ where: both, sum: ['followers', 'balance'] })
    expect(beyond).toEqual({ sum: { followers: 2n * most, balance: '19999999999999999.9998' } })
    const below = { user: { name: { in: ['cid', 'dan'] } } }
    expect(
      await repos.profiles.aggregate({ where: below, sum: ['balance'], min: ['balance'], max: ['balance'] }),
    ).toEqual({
      sum: { balance: '-1234567890123456.7891' },
      min: { balance: '-1234567890123456.7890' },
      max: { balance: '-0.0001' },
    })
  })

  test('without rows there is nothing to sum, and NULL is left out', async () => {
    expect(
      await repos.accounts.aggregate({
        where: { currency: 'XXX' },
        count: true,
        sum: ['balance', 'rate'],
        avg: ['balance', 'rate'],
        max: ['holder'],
      }),
    ).toEqual({
      count: 0,
      sum: { balance: null, rate: null },
      avg: { balance: null, rate: null },
      max: { holder: null },
    })
    expect(
      await repos.accounts.aggregate({ where: { currency: 'CHF' }, count: true, avg: ['rate'] }),
    ).toEqual({ count: 1, avg: { rate: null } })
    expect(
      await repos.posts.aggregate({ where: { author_id: users[2]?.id as string }, avg: ['rank'] }),
    ).toEqual({
      avg: { rank: 10 },
    })
  })

  test('deleted rows do not count unless they are asked for', async () => {
    expect(await repos.users.aggregate({ count: true, max: ['score'] })).toEqual({
      count: 4,
      max: { score: 3 },
    })
    expect(await repos.users.aggregate({ withDeleted: true, count: true })).toEqual({ count: 5 })
    expect(await repos.users.aggregate({ onlyDeleted: true, sum: ['score'] })).toEqual({ sum: { score: 4 } })
    expect(await repos.posts.groupBy({ by: ['author_id'], count: true })).toHaveLength(3)
  })

  test('groups, in an order and page by page', async () => {
    const groups = await repos.accounts.groupBy({
      by: ['currency'],
      count: true,
      sum: ['rate'],
      orderBy: [{ count: 'desc' }, { sum: { rate: 'desc' } }],
    })
    expect(groups).toEqual([
      { by: { currency: 'USD' }, count: 2, sum: { rate: '9999.98' } },
      { by: { currency: 'EUR' }, count: 2, sum: { rate: '0.30' } },
      { by: { currency: 'CHF' }, count: 1, sum: { rate: null } },
    ])
    expectTypeOf(groups).items.toEqualTypeOf<{
      by: { currency: string }
      count: number
      sum: { rate: string | null }
    }>()
    const page = { by: ['currency'], max: ['balance'], orderBy: { by: { currency: 'asc' } } } as const
    const currencies = async (limit: number, offset: number) =>
      (await repos.accounts.groupBy({ ...page, limit, offset })).map(({ by }) => by.currency)
    expect(await currencies(2, 0)).toEqual(['CHF', 'EUR'])
    expect(await currencies(2, 2)).toEqual(['USD'])
  })

  test('groups of every value that can be told apart, NULL among them', async () => {
    const groups = await repos.profiles.groupBy({
      by: ['confirmed', 'born'],
      where: { user: { name: { in: ['ann', 'cid'] } } },
      count: true,
      orderBy: { by: { born: 'asc' } },
    })
    expect(groups.map(({ by }) => by)).toEqual([
      { confirmed: true, born: '2000-01-01' },
      { confirmed: true, born: null },
    ])
    expectTypeOf(groups[0]?.by).toEqualTypeOf<{ confirmed: boolean; born: string | null } | undefined>()
  })

  test('sums, averages and extremes decide the order as numbers, also where they are kept as texts', async () => {
    const names = new Map(users.map(({ id, name }) => [id, name]))
    const order = async (orderBy: Parameters<typeof grouped>[0]) =>
      (await grouped(orderBy)).map(({ by }) => names.get(by.user_id))
    const grouped = (
      orderBy: {
        readonly [word in 'sum' | 'avg' | 'min' | 'max']?: {
          readonly [c in 'balance' | 'followers']?: 'asc' | 'desc'
        }
      },
    ) =>
      repos.profiles.groupBy({
        by: ['user_id'],
        where: { user: { name: { in: ['bob', 'cid', 'dan'] } } },
        sum: ['balance', 'followers'],
        avg: ['balance', 'followers'],
        min: ['balance', 'followers'],
        max: ['balance', 'followers'],
        orderBy,
      })
    for (const word of ['sum', 'avg', 'min', 'max'] as const) {
      expect(await order({ [word]: { balance: 'asc' } })).toEqual(['dan', 'cid', 'bob'])
      expect(await order({ [word]: { balance: 'desc' } })).toEqual(['bob', 'cid', 'dan'])
      expect(await order({ [word]: { followers: 'asc' } })).toEqual(['cid', 'dan', 'bob'])
    }
  })

  test('groups of a filter along a relation, of a table that is called like one of its columns would be', async () => {
    expect(
      await repos.posts.groupBy({
        by: ['visibility'],
        where: { author: { name: 'dan' } },
        count: true,
        avg: ['rank'],
      }),
    ).toEqual([{ by: { visibility: 'draft' }, count: 3, avg: { rank: 15 } }])
  })

  test('what has no such figure is refused', async () => {
    const wrong = async (options: object, message?: string) => {
      const call = repos.profiles.groupBy({ by: ['user_id'], count: true, ...options } as never)
      await (message === undefined
        ? expect(call).rejects.toThrow(InvalidQueryError)
        : expect(call).rejects.toThrow(message))
    }
    await wrong({ sum: ['born'] }, 'profiles: sum cannot use "born": date? has no sum.')
    await wrong({ max: ['settings'] }, 'profiles: max cannot use "settings": json? has no order.')
    await wrong({ by: ['nicknames'] }, 'profiles: by cannot use "nicknames": text[] has no equality.')
    await wrong(
      { sum: ['folowers'] },
      'profiles: there is no column "folowers" for sum. Did you mean "followers"?',
    )
    await wrong({ by: [] })
    await wrong({ by: undefined })
    await wrong({ count: 1 })
    await wrong(
      { count: undefined },
      'profiles: there is nothing to work out. Possible: count, sum, avg, min, max.',
    )
    await wrong({ sum: 'followers' })
    await wrong({ sums: ['followers'] })
    await wrong({ orderBy: { sum: { followers: 'asc' } } })
    await wrong({ orderBy: { by: { id: 'asc' } } })
    await wrong({ orderBy: { count: 'up' } })
    await wrong({ orderBy: { coumt: 'asc' } }, 'profiles: orderBy has no "coumt". Did you mean "count"?')
    await wrong({ limit: -1 })
    await expect(repos.profiles.aggregate({ count: true, by: ['user_id'] } as never)).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('what does not compile', () => {
    const calls = () => {
      // @ts-expect-error a text has no sum
      repos.accounts.aggregate({ sum: ['holder'] })
      // @ts-expect-error no such column
      repos.accounts.aggregate({ sum: ['balanc'] })
      // @ts-expect-error no such option
      repos.accounts.aggregate({ count: true, sums: ['balance'] })
      // @ts-expect-error no such column in a filter
      repos.accounts.aggregate({ count: true, where: { holder: 'x', hodler: 'x' } })
      // @ts-expect-error JSON has no order
      repos.profiles.aggregate({ max: ['settings'] })
      // @ts-expect-error lists cannot be told apart
      repos.profiles.groupBy({ by: ['nicknames'], count: true })
    }
    expectTypeOf(calls).toBeFunction()
  })
})
