import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidQueryError } from '../../../runtime/index.js'
import type { Where } from '../../../runtime/repository/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'
import type { ProfileTypes } from '../generated/repositories/profiles.js'
import type { UserTypes } from '../generated/repositories/users.js'

describe.each(databases)('operators on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    const rows = [
      { name: 'ann', score: 1, followers: -1n, balance: '-0.5', born: '2000-02-29', seen: 0 },
      { name: 'Bob', score: 2, followers: 9007199254740992n, balance: '9.5', born: '2000-03-01', seen: 1 },
      { name: 'c_d%', score: 2, followers: 9007199254740993n, balance: '10', born: '2024-02-29', seen: 2 },
      { name: '*?[e]\\', score: 5, followers: 3n, balance: '1234567890123456.7891' },
    ] as const
    for (const { name, score, ...rest } of rows) {
      const user = await repos.users.create({ email: `${name}@x`, name, score })
      const seen = 'seen' in rest ? new Date(Date.UTC(2024, 0, 1) + rest.seen) : null
      const confirmed = score === 2
      await repos.profiles.create({ ...rest, seen, confirmed, user_id: user.id, nicknames: [name] })
    }
  })
  afterAll(() => opened.close())

  const orderBy = { score: 'asc', name: 'asc' } as const
  const names = async (where: Where<UserTypes>) =>
    (await repos.users.findMany({ where, orderBy: { score: 'asc' } })).map(({ name }) => name).toSorted()
  const owners = (where: Where<ProfileTypes>) => names({ profile: where })

  test.each<[Where<UserTypes>, string[]]>([
    [{ score: 2 }, ['Bob', 'c_d%']],
    [{ score: { eq: 2 } }, ['Bob', 'c_d%']],
    [{ score: { ne: 2 } }, ['*?[e]\\', 'ann']],
    [{ score: { gt: 2 } }, ['*?[e]\\']],
    [{ score: { gte: 2, lt: 5 } }, ['Bob', 'c_d%']],
    [{ score: { lte: 1 } }, ['ann']],
    [{ score: { between: [2, 5] } }, ['*?[e]\\', 'Bob', 'c_d%']],
    [{ score: { between: [5, 2] } }, []],
    [{ score: { in: [1, 5, 5, 7] } }, ['*?[e]\\', 'ann']],
    [{ score: { in: [] } }, []],
    [{ score: { notIn: [1, 5] } }, ['Bob', 'c_d%']],
    [{ score: { notIn: [] } }, ['*?[e]\\', 'Bob', 'ann', 'c_d%']],
    [{ name: { like: '_o_' } }, ['Bob']],
    [{ name: { like: 'b%' } }, []],
    [{ name: { like: 'c\\_d\\%' } }, ['c_d%']],
    [{ name: { like: '*?[e]\\\\' } }, ['*?[e]\\']],
    [{ name: { ilike: 'B%' } }, ['Bob']],
    [{ name: { ilike: 'b%' } }, ['Bob']],
    [{ name: { ilike: '%N' } }, ['ann']],
    [{ name: { contains: '_' } }, ['c_d%']],
    [{ name: { contains: '%' } }, ['c_d%']],
    [{ name: { contains: '' } }, ['*?[e]\\', 'Bob', 'ann', 'c_d%']],
    [{ name: { contains: 'O' } }, []],
    [{ name: { startsWith: '*?[' } }, ['*?[e]\\']],
    [{ name: { startsWith: 'b' } }, []],
    [{ name: { endsWith: '%' } }, ['c_d%']],
    [{ name: { endsWith: '\\' } }, ['*?[e]\\']],
    [{ not: { name: { in: ['ann', 'Bob'] } } }, ['*?[e]\\', 'c_d%']],
    [
      { or: [{ name: 'ann' }, { score: 5 }, { and: [{ score: 2 }, { name: 'Bob' }] }] },
      ['*?[e]\\', 'Bob', 'ann'],
    ],
    [{ and: [], or: [{ score: 1 }] }, ['ann']],
    [{ or: [] }, []],
    [{ not: { or: [] } }, ['*?[e]\\', 'Bob', 'ann', 'c_d%']],
    [{ not: { not: { score: 1 } } }, ['ann']],
    [{ deleted_at: null, name: 'ann' }, ['ann']],
    [{ deleted_at: { isNull: false } }, []],
  ])('%j', async (where, expected) => {
    expect(await names(where)).toEqual(expected)
    expect(await repos.users.count({ where })).toBe(expected.length)
    expect(await repos.users.exists({ where })).toBe(expected.length > 0)
    const streamed: string[] = []
    for await (const { name } of repos.users.stream({ where, orderBy, batchSize: 2 })) streamed.push(name)
    expect(streamed.toSorted()).toEqual(expected)
  })

  test('by the number, the instant, the day and the truth, to the last digit', async () => {
    expect(await owners({ followers: { gt: 9007199254740992n } })).toEqual(['c_d%'])
    expect(await owners({ followers: { between: [-1n, 3n] } })).toEqual(['*?[e]\\', 'ann'])
    expect(await owners({ followers: { in: [9007199254740993n, 3n] } })).toEqual(['*?[e]\\', 'c_d%'])
    expect(await owners({ balance: { gt: '9.5' } })).toEqual(['*?[e]\\', 'c_d%'])
    expect(await owners({ balance: { lt: '9.50001' } })).toEqual(['Bob', 'ann'])
    expect(await owners({ balance: { eq: '1234567890123456.7891' } })).toEqual(['*?[e]\\'])
    expect(await owners({ balance: { between: ['-1', '10.0'] } })).toEqual(['Bob', 'ann', 'c_d%'])
    expect(await owners({ balance: { in: ['10', '9.5000'] } })).toEqual(['Bob', 'c_d%'])
    expect(await owners({ born: { lt: '2000-03-01' } })).toEqual(['ann'])
    expect(await owners({ born: { notIn: ['2000-03-01'] } })).toEqual(['ann', 'c_d%'])
    expect(await owners({ born: { isNull: true } })).toEqual(['*?[e]\\'])
    expect(await owners({ born: { isNull: false } })).toEqual(['Bob', 'ann', 'c_d%'])
    expect(await owners({ seen: { gte: new Date(Date.UTC(2024, 0, 1, 0, 0, 0, 1)) } })).toEqual([
      'Bob',
      'c_d%',
    ])
    expect(await owners({ seen: { ne: new Date(Date.UTC(2024, 0, 1)) } })).toEqual(['Bob', 'c_d%'])
    expect(
      await owners({ or: [{ seen: null }, { seen: { lt: new Date(Date.UTC(2024, 0, 1, 0, 0, 0, 1)) } }] }),
    ).toEqual(['*?[e]\\', 'ann'])
    expect(await owners({ confirmed: true })).toEqual(['Bob', 'c_d%'])
    expect(await owners({ confirmed: { ne: true } })).toEqual(['*?[e]\\', 'ann'])
    expect(await owners({ nicknames: { eq: ['*?[e]\\'] } })).toEqual(['*?[e]\\'])
    expect(await owners({ nicknames: { ne: ['ann'] } })).toEqual(['*?[e]\\', 'Bob', 'c_d%'])
  })

  test('what is no operator of a column, and what it cannot be compared with, is refused', async () => {
    for (const where of [
      { score: { like: '1%' } },
      { score: { above: 1 } },
      { score: {} },
      { score: undefined },
      { score: { gt: null } },
      { score: { gt: undefined } },
      { score: { in: 3 } },
      { score: { in: [null] } },
      { score: { between: [1] } },
      { name: { contains: 3 } },
      { name: { like: 'x\\' } },
      { deleted_at: { isNull: 'yes' } },
      { and: { score: 1 } },
      { not: [] },
      { __proto__: null, constructor: 1 },
      { 'score"': 1 },
    ])
      await expect(repos.users.findMany({ where: where as never })).rejects.toThrow(InvalidQueryError)
  })
})
