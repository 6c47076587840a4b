import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { UniqueViolationError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Post, type Repositories } from '../generated/index.js'
import { empty, someRows } from './rows.js'

describe.each(databases)('deleted rows on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let { user, post } = {} as ReturnType<typeof someRows>

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ;({ user, post } = someRows(repos))
  })
  afterEach(() => empty(opened, repos))
  afterAll(() => opened?.close())

  describe('pitfall 1: a unique index', () => {
    test('does not keep a deleted row from being made again, and finders tell the live one', async () => {
      const email = 'again@x'
      const ids: string[] = []
      for (const name of ['first', 'second', 'third']) {
        const { id } = await repos.users.create({ email, name })
        ids.push(id)
        await repos.users.delete(id)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      expect(await repos.users.findByEmail(email)).toBeUndefined()
      expect((await repos.users.findByEmail(email, { onlyDeleted: true }))?.name).toBe('third')
      expect((await repos.users.findByEmail(email, { withDeleted: true }))?.name).toBe('third')
      const live = await repos.users.restore(ids[0] as string)
      expect(await repos.users.findByEmail(email)).toEqual(live)
      expect(await repos.users.findByEmail(email, { withDeleted: true })).toEqual(live)
      expect((await repos.users.findByEmail(email, { onlyDeleted: true }))?.name).toBe('third')
      await expect(repos.users.create({ email, name: 'fourth' })).rejects.toThrow(UniqueViolationError)
    })
  })

  test('a primary key that a deleted row has says where it may be', async () => {
    await repos.shelves.create({ shop: 'a', number: 1 })
    await repos.shelves.delete({ shop: 'a', number: 1 })
    const row = { shop: 'a', number: 1 }
    const calls = [
      () => repos.shelves.create(row),
      () => repos.shelves.createMany([{ shop: 'b', number: 1 }, row]),
    ]
    for (const call of calls) {
      const refused = await call().catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(UniqueViolationError)
      expect((refused as Error).message).toContain('may be a deleted one: bring it back with restore')
    }
  })

  describe('pitfall 6: deleted rows', () => {
    test('are left out of every read at every level, and there where they are asked for', async () => {
      const [ann, bob] = [await user(), await user()]
      const [live, dead] = [await post(ann, 'live'), await post(ann, 'dead')]
      const [kept, gone] = [
        await repos.comments.create({ post_id: live.id, user_id: bob.id, body: 'kept' }),
        await repos.comments.create({ post_id: live.id, body: 'gone' }),
      ]
      await repos.comments.create({ post_id: dead.id, body: 'along' })
      await repos.comments.delete(gone.id)
      await repos.posts.delete(dead.id)
      const scopes = [{}, { withDeleted: true }, { onlyDeleted: true }] as const
      const titles = [['live'], ['dead', 'live'], ['dead']]
      for (const [i, scope] of scopes.entries()) {
        const sorted = { ...scope, orderBy: { title: 'asc' } } as const
        const of = (rows: readonly Post[]) => rows.map(({ title }) => title)
        expect(of(await repos.posts.findMany(sorted))).toEqual(titles[i])
        expect(of(await repos.posts.listByAuthorId(ann.id, sorted))).toEqual(titles[i])
        expect((await repos.posts.findOne(sorted))?.title).toBe(titles[i]?.[0])
        expect(of((await repos.posts.paginate({ ...sorted, first: 5 })).rows)).toEqual(titles[i])
        const streamed: Post[] = []
        for await (const row of repos.posts.stream({ ...sorted, batchSize: 1 })) streamed.push(row)
        expect(of(streamed)).toEqual(titles[i])
        expect(await repos.posts.count(scope)).toBe(titles[i]?.length)
        expect(await repos.posts.exists({ ...scope, where: { title: 'dead' } })).toBe(i > 0)
        expect((await repos.posts.findById(dead.id, scope))?.title).toBe(i > 0 ? 'dead' : undefined)
        const nested = await repos.users.getById(ann.id, {
          include: { posts: { ...sorted, include: { comments: { ...scope, orderBy: { body: 'asc' } } } } },
        })
        expect(nested.posts.map(({ comments }) => comments.map(({ body }) => body))).toEqual(
          [[['kept']], [['along'], ['gone', 'kept']], [['along']]][i],
        )
        const one = await repos.comments.findMany({
          withDeleted: true,
          orderBy: { body: 'asc' },
          include: { post: scope },
        })
        expect(one.map(({ post: found }) => found?.title)).toEqual(
          [
            [undefined, 'live', 'live'],
            ['dead', 'live', 'live'],
            ['dead', undefined, undefined],
          ][i],
        )
      }
      expect(kept.deleted_at).toBeNull()
      const [row] = await repos.comments.findMany({ include: { post: { onlyDeleted: true } } })
      expectTypeOf(row?.post).toEqualTypeOf<Post | null | undefined>()
    })

    test('count in filters of relations only where they are asked for', async () => {
      const [ann, bob] = [await user(), await user()]
      const [live, dead] = [await post(ann, 'live'), await post(bob, 'dead')]
      const gone = await repos.comments.create({ post_id: live.id, body: 'gone' })
      await repos.comments.delete(gone.id)
      await repos.posts.delete(dead.id)
      const names = async (where: Parameters<typeof repos.users.findMany>[0]) =>
        (await repos.users.findMany({ ...where, orderBy: { email: 'asc' } })).map(({ id }) =>
          id === ann.id ? 'ann' : 'bob',
        )
      expect(await names({ where: { posts: { some: {} } } })).toEqual(['ann'])
      expect(await names({ where: { posts: { withDeleted: true, some: {} } } })).toEqual(['ann', 'bob'])
      expect(await names({ where: { posts: { onlyDeleted: true, some: { title: 'dead' } } } })).toEqual([
        'bob',
      ])
      expect(await names({ where: { posts: { onlyDeleted: true, none: {} } } })).toEqual(['ann'])
      expect(await names({ where: { posts: { withDeleted: true, every: { title: 'live' } } } })).toEqual([
        'ann',
      ])
      const some = (comments: object) => names({ where: { posts: { some: { comments } } } } as never)
      expect(await some({ some: { body: 'gone' } })).toEqual([])
      expect(await some({ onlyDeleted: true, some: { body: 'gone' } })).toEqual(['ann'])
      const bodies = async (where: object) =>
        (await repos.comments.findMany({ withDeleted: true, where })).map(({ body }) => body)
      await repos.posts.delete(live.id)
      expect(await bodies({ post: { title: 'live' } })).toEqual([])
      expect(await bodies({ post: { title: 'live', withDeleted: true } })).toEqual(['gone'])
      expect(await bodies({ post: { onlyDeleted: true } })).toEqual(['gone'])
      await expect(bodies({ post: { withDeleted: 'yes' } })).rejects.toThrow(/withDeleted is true or false/)
      await expect(bodies({ post: { withDeleted: true, onlyDeleted: true } })).rejects.toThrow(
        /exclude each other/,
      )
      await expect(repos.users.findMany({ where: { posts: { withDeleted: true } } })).rejects.toThrow(
        /is an object with some, none, every/,
      )
      await expect(
        repos.users.findMany({ where: { profile: { withDeleted: true } } } as never),
      ).rejects.toThrow(/soft-delete mixin/)
    })
  })
})
