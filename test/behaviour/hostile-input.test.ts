import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { InvalidQueryError, NotNullViolationError, ValueError } from '../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Repositories } from './generated/index.js'

/** What no type allows, and a request or a slip of the application can still contain. */
describe.each(databases)('hostile input on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    await opened.db.deleteFrom('tags').execute()
    await repos.tags.createMany([{ label: 'a' }, { label: 'b' }])
  })
  afterAll(() => opened.close())

  // biome-ignore lint/suspicious/noSparseArray: that is what is tried
  const hole = [,] as never

  test('a list with a hole is refused, and a filter that is one does not change every row', async () => {
    for (const where of [
      { or: hole },
      { and: hole },
      { not: { or: hole } },
      { or: [{ label: 'a' }, { and: hole }] },
    ]) {
      await expect(repos.tags.deleteMany({ where })).rejects.toThrow(InvalidQueryError)
      await expect(repos.tags.updateMany({ where }, { label: 'c' })).rejects.toThrow(InvalidQueryError)
    }
    expect(await repos.tags.deleteMany({ where: { or: [] } })).toBe(0)
    expect(await repos.tags.count()).toBe(2)
    const post = '00000000-0000-7000-8000-000000000000'
    for (const call of [
      () => repos.tags.findMany({ where: { label: { in: hole } } }),
      () => repos.tags.findMany({ orderBy: hole }),
      () => repos.tags.findMany({ select: hole }),
      () => repos.tags.aggregate({ max: hole }),
      () => repos.tags.groupBy({ by: hole, count: true }),
      () => repos.tags.createMany(hole),
      () => repos.tags.upsert({ label: 'a' }, { on: hole }),
      () => repos.tags.upsert({ label: 'a' }, { on: 'label', update: hole }),
      () => repos.tags.updateEach(hole),
      () => repos.posts.link(post, 'tags', hole),
      () => repos.posts.createWith({ title: 'x', author_id: post, tags: hole }),
    ])
      await expect(call()).rejects.toThrow(InvalidQueryError)
    expect(await repos.tags.count()).toBe(2)
  })

  test('a key that is null is refused, and makes no row of its own', async () => {
    const none = { id: null as never, name: 'x' }
    await expect(repos.categories.create(none)).rejects.toThrow(NotNullViolationError)
    await expect(repos.categories.createMany([none, none])).rejects.toThrow(NotNullViolationError)
    await expect(repos.categories.upsert(none)).rejects.toThrow(NotNullViolationError)
    const { id } = await repos.categories.create({ name: 'y' })
    await expect(repos.categories.update(id, { id: null as never })).rejects.toThrow(NotNullViolationError)
    expect(await repos.categories.count()).toBe(1)
  })

  test('JSON is a thousand levels deep at most, in values and in filters', async () => {
    const nested = (depth: number): never => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as never
    const user = await repos.users.create({ email: 'deep@x', name: 'Deep' })
    const profile = { user_id: user.id, followers: 0n, balance: '0', nicknames: [] }
    const { id } = await repos.profiles.create({ ...profile, settings: nested(1000) })
    expect((await repos.profiles.getById(id)).settings).toEqual(nested(1000))
    for (const depth of [1001, 20_000]) {
      await expect(repos.profiles.update(id, { settings: nested(depth) })).rejects.toThrow(ValueError)
      const where = { settings: { eq: nested(depth) } }
      await expect(repos.profiles.findMany({ where })).rejects.toThrow(ValueError)
    }
    await expect(repos.profiles.update(id, { settings: nested(1001) })).rejects.toThrow(
      /expected JSON that is at most 1000 levels deep at \$(\[0\]){20}…\./,
    )
  })

  test('patterns, orders and numbers without end', async () => {
    const long = 'x'.repeat(16_001)
    for (const operator of ['like', 'ilike', 'startsWith', 'endsWith'] as const) {
      const call = (text: string) => repos.tags.findMany({ where: { label: { [operator]: text } } })
      await expect(call(long)).rejects.toThrow(InvalidQueryError)
      expect(await call('*'.repeat(16_000))).toEqual([])
      expect(await call('鍵'.repeat(16_000))).toEqual([])
    }
    expect(await repos.tags.findMany({ where: { label: { contains: long } } })).toEqual([])
    const orderBy = Array.from({ length: 3000 }, () => ({ label: 'desc' as const }))
    expect((await repos.tags.findMany({ orderBy })).map(({ label }) => label)).toEqual(['b', 'a'])
    const where = { balance: { gt: 1e-7 as never } }
    expect(await repos.profiles.count({ where })).toBe(0)
  })
})
