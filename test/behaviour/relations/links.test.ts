import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import { ForeignKeyViolationError, InvalidQueryError, NotFoundError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

describe.each(databases)('linking on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let author: string
  let post: string
  let ids: bigint[]

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    author = (await repos.users.create({ email: 'ann@x', name: 'Ann' })).id
    ids = (await repos.tags.createMany(['a', 'b', 'c', 'd'].map((label) => ({ label })))).map(({ id }) => id)
  })
  beforeEach(async () => {
    post = (await repos.posts.create({ author_id: author, title: 'x' })).id
  })
  afterAll(() => opened.close())

  const tag = (index: number, position: number) => ({ key: ids[index] as bigint, through: { position } })
  const linked = async () => {
    const { tags } = await repos.posts.getById(post, {
      include: { tags: { through: true, orderBy: { label: 'asc' } } },
    })
    return tags.map(({ label, through }) => `${label}${through.position}`)
  }

  test('what is linked already stays, and takes new values', async () => {
    expect(await repos.posts.link(post, 'tags', [tag(0, 1), tag(1, 2)])).toBe(2)
    expect(await repos.posts.link(post, 'tags', [tag(0, 1), tag(2, 3)])).toBe(1)
    expect(await linked()).toEqual(['a1', 'b2', 'c3'])
    expect(await repos.posts.link(post, 'tags', [tag(0, 7)])).toBe(0)
    expect(await linked()).toEqual(['a7', 'b2', 'c3'])
    expect(await repos.posts.link(post, 'tags', [])).toBe(0)
    expect(await repos.posts.link(post, 'tags', [tag(3, 1), tag(3, 4)])).toBe(1)
    expect(await linked()).toEqual(['a7', 'b2', 'c3', 'd4'])
  })

  test('what is not linked is no error to unlink', async () => {
    await repos.posts.link(post, 'tags', [tag(0, 1), tag(1, 2)])
    expect(await repos.posts.unlink(post, 'tags', [ids[0] as bigint, ids[3] as bigint])).toBe(1)
    expect(await repos.posts.unlink(post, 'tags', [ids[0] as bigint])).toBe(0)
    expect(await repos.posts.unlink(post, 'tags', [])).toBe(0)
    expect(await linked()).toEqual(['b2'])
    expect(await repos.tags.count()).toBe(4)
  })

  test('a whole set, of which nothing but the difference is written', async () => {
    expect(await repos.posts.setLinks(post, 'tags', [tag(0, 1), tag(1, 2)])).toEqual({
      linked: 2,
      unlinked: 0,
    })
    expect(await repos.posts.setLinks(post, 'tags', [tag(1, 2), tag(2, 1)])).toEqual({
      linked: 1,
      unlinked: 1,
    })
    expect(await linked()).toEqual(['b2', 'c1'])
    expect(await repos.posts.setLinks(post, 'tags', [tag(1, 2), tag(2, 1)])).toEqual({
      linked: 0,
      unlinked: 0,
    })
    expect(await repos.posts.setLinks(post, 'tags', [])).toEqual({ linked: 0, unlinked: 2 })
    expect(await linked()).toEqual([])
  })

  test('from the other side, and inside a transaction that is undone', async () => {
    const place = { key: post, through: { position: 5 } }
    expect(await repos.tags.link(ids[3] as bigint, 'posts', [place])).toBe(1)
    expect(await linked()).toEqual(['d5'])
    await expect(
      repos.transaction(async (tx) => {
        await tx.posts.setLinks(post, 'tags', [tag(0, 1)])
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await linked()).toEqual(['d5'])
  })

  /** A pool that is cold makes calls wait for connections instead of each other. */
  const warm = () => Promise.all(Array.from({ length: 30 }, () => repos.tags.count()))

  test('two calls about one row at once leave one of each link', async () => {
    await warm()
    const calls = Array.from({ length: 4 }, () => repos.posts.link(post, 'tags', [tag(0, 1), tag(1, 2)]))
    expect((await Promise.all(calls)).sort()).toEqual([0, 0, 0, 2])
    expect(await linked()).toEqual(['a1', 'b2'])
  })

  test('forty calls at once, from both sides, are in nobody’s way', async () => {
    const posts = await repos.posts.createMany(
      Array.from({ length: 5 }, () => ({ author_id: author, title: 'many' })),
    )
    await warm()
    const some = <T>(of: readonly T[], seed: number) => of.filter((_, i) => (seed + i * 3) % 4 !== 0)
    const call = (seed: number) => {
      const [mine, theirs] = [posts[seed % 5]?.id as string, ids[seed % 4] as bigint]
      const through = { position: seed }
      const tags = some(seed % 8 < 4 ? ids : ids.toReversed(), seed).map((key) => ({ key, through }))
      const rows = some(seed % 8 < 4 ? posts : posts.toReversed(), seed).map(({ id: key }) => ({
        key,
        through,
      }))
      if (seed % 7 === 0) return repos.tags.link(theirs, 'posts', rows)
      if (seed % 7 === 1) return repos.posts.unlink(mine, 'tags', [theirs])
      return seed % 2 === 0
        ? repos.posts.setLinks(mine, 'tags', tags)
        : repos.tags.setLinks(theirs, 'posts', rows)
    }
    await Promise.all(Array.from({ length: 40 }, (_, seed) => call(seed)))
    const last = posts.map(({ id }) => repos.posts.setLinks(id, 'tags', [tag(0, 1)]))
    await Promise.all(last)
    expect(await repos.post_tags.count({ where: { post_id: { in: posts.map(({ id }) => id) } } })).toBe(5)
  })

  test('rows that are not there, and deleted ones, are not linked', async () => {
    await expect(repos.posts.link(post, 'tags', [{ key: 999n, through: { position: 1 } }])).rejects.toThrow(
      ForeignKeyViolationError,
    )
    const gone = await repos.posts.create({ author_id: author, title: 'gone' })
    await repos.posts.delete(gone.id)
    await expect(repos.posts.link(gone.id, 'tags', [tag(0, 1)])).rejects.toThrow(NotFoundError)
    await expect(repos.posts.unlink(gone.id, 'tags', [ids[0] as bigint])).rejects.toThrow(NotFoundError)
    expect(await linked()).toEqual([])
  })

  test('what cannot be linked is refused', async () => {
    const wrong = (relation: string, targets: unknown) =>
      expect(repos.posts.link(post, relation as never, targets as never)).rejects
    await wrong('comments', []).toThrow(
      'posts: link needs a relation through a table between, and "comments" is none.',
    )
    await wrong('tagz', []).toThrow('posts: there is no relation "tagz" to link. Did you mean "tags"?')
    await wrong('tags', ids[0]).toThrow(InvalidQueryError)
    await wrong('tags', [null]).toThrow('posts: link needs a key of tags, not null.')
    await wrong('tags', [{ key: ids[0], position: 1 }]).toThrow('posts: link has no "position" beside a key.')
    await wrong('tags', [{ key: ids[0], through: { positoin: 1 } }]).toThrow(
      'post_tags: there is no column "positoin" for link. Did you mean "position"?',
    )
    await wrong('tags', [{ key: ids[0], through: { tag_id: 1n } }]).toThrow(InvalidQueryError)
    await expect(repos.posts.unlink(post, 'tags', [tag(0, 1)] as never)).rejects.toThrow(InvalidQueryError)
  })

  test('what does not compile', () => {
    const calls = () => {
      // @ts-expect-error no table between
      repos.posts.link(post, 'comments', [])
      // @ts-expect-error the position is required
      repos.posts.link(post, 'tags', [1n])
      // @ts-expect-error the position is required
      repos.posts.link(post, 'tags', [{ key: 1n }])
      // @ts-expect-error another key
      repos.posts.link(post, 'tags', [{ key: 'x', through: { position: 1 } }])
      // @ts-expect-error another column
      repos.posts.link(post, 'tags', [{ key: 1n, through: { position: 1, place: 2 } }])
      // @ts-expect-error another key
      repos.posts.unlink(post, 'tags', ['x'])
    }
    expectTypeOf(calls).toBeFunction()
  })
})
