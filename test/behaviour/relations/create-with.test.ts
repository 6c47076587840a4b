import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError, UniqueViolationError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import {
  type Comment,
  createRepositories,
  type Post,
  type Repositories,
  type Tag,
  type User,
} from '../generated/index.js'

describe.each(databases)('nested create on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened.close())

  test('a row with what it points at, what points at it and what a table between ties to it, deep', async () => {
    const post = await repos.posts.createWith({
      title: 'whole',
      author: {
        email: 'ann@x',
        name: 'Ann',
        profile: { followers: 9007199254740993n, balance: '1.5', nicknames: ['A'], settings: { deep: [1] } },
      },
      comments: [{ body: 'one', user: { email: 'bob@x', name: 'Bob' } }, { body: 'two' }],
      tags: [
        { label: 'red', through: { position: 2 } },
        { label: 'blue', through: { position: 1 } },
      ],
    })
    expectTypeOf(post.title).toEqualTypeOf<string>()
    expectTypeOf(post.author.profile.followers).toEqualTypeOf<bigint>()
    expectTypeOf(post.comments[0]?.body).toEqualTypeOf<string | undefined>()
    expectTypeOf(post.tags[0]?.through.position).toEqualTypeOf<number | undefined>()
    expect(post.author.profile.settings).toEqual({ deep: [1] })
    const read = await repos.posts.getById(post.id, {
      include: {
        author: { include: { profile: true } },
        comments: { orderBy: { body: 'asc' }, include: { user: true } },
        tags: { through: true, orderBy: { label: 'desc' } },
      },
    })
    const { comments, ...rest } = read
    expect(post).toMatchObject(rest)
    expect(comments.map(({ body, user }) => [body, user?.name])).toEqual([
      ['one', 'Bob'],
      ['two', undefined],
    ])
    expect(post.comments.map(({ body, post_id }) => [body, post_id])).toEqual([
      ['one', post.id],
      ['two', post.id],
    ])
  })

  test('rows come back as they were asked for, each list in its order, and lists that are empty', async () => {
    const user = await repos.users.createWith({
      email: 'lists@x',
      name: 'Lists',
      posts: Array.from({ length: 5 }, (_, i) => ({
        title: `post ${i}`,
        comments: Array.from({ length: i }, (_, n) => ({ body: `${i}.${n}` })),
      })),
      edited_posts: [],
    })
    expect(user.posts.map(({ title, comments }) => [title, comments.map(({ body }) => body)])).toEqual(
      [0, 1, 2, 3, 4].map((i) => [`post ${i}`, Array.from({ length: i }, (_, n) => `${i}.${n}`)]),
    )
    expect(user.edited_posts).toEqual([])
    expect(await repos.posts.count({ where: { author_id: user.id } })).toBe(5)
  })

  test('a table that points at itself', async () => {
    const root = await repos.categories.createWith({
      name: 'root',
      children: [{ name: 'a', children: [{ name: 'a1' }] }, { name: 'b' }],
    })
    expect(root.children.map(({ name, parent_id }) => [name, parent_id])).toEqual([
      ['a', root.id],
      ['b', root.id],
    ])
    expect(root.children[0]?.children?.[0]?.name).toBe('a1')
    const leaf = await repos.categories.createWith({ name: 'leaf', parent: { name: 'top' } })
    expect(leaf.parent_id).toBe(leaf.parent.id)
  })

  test('a composite key', async () => {
    const seat = await repos.seats.createWith({
      hall: 'A',
      number: 1,
      bookings: [{ guest: 'x' }, { guest: 'y' }],
    })
    expect(seat.bookings.map(({ hall, seat: number, guest }) => [hall, number, guest])).toEqual([
      ['A', 1, 'x'],
      ['A', 1, 'y'],
    ])
    const booking = await repos.bookings.createWith({ guest: 'z', booked_seat: { hall: 'B', number: 2 } })
    expect(booking).toMatchObject({ hall: 'B', seat: 2 })
  })

  test('all or nothing', async () => {
    const before = await repos.users.count()
    await expect(
      repos.posts.createWith({
        title: 'never',
        author: { email: 'never@x', name: 'Never' },
        tags: [
          { label: 'twice', through: { position: 1 } },
          { label: 'twice', through: { position: 2 } },
        ],
      }),
    ).rejects.toThrow(UniqueViolationError)
    expect(await repos.users.count()).toBe(before)
    expect(await repos.posts.exists({ where: { title: 'never' } })).toBe(false)
  })

  test('without anything nested it is create', async () => {
    const user = await repos.users.createWith({ email: 'plain@x', name: 'Plain' })
    expectTypeOf(user.name).toEqualTypeOf<string>()
    expect(await repos.users.getById(user.id)).toEqual(user)
  })

  test('what is no column or relation, and what is said twice, is refused before it is written', async () => {
    const wrong = (row: object) => repos.posts.createWith(row as never)
    const author = { email: 'w@x', name: 'W' }
    await expect(wrong({ title: 'x', autor: author })).rejects.toThrow(
      'posts: there is no relation "autor" to create. Did you mean "author"?',
    )
    await expect(wrong({ title: 'x', author, author_id: 'y' })).rejects.toThrow(
      'posts: "author_id" of createWith is given by "author"; leave one of them out.',
    )
    await expect(wrong({ title: 'x', author, comments: [{ body: 'x', post_id: 'y' }] })).rejects.toThrow(
      'comments: "post_id" of createWith is given by "comments"; leave one of them out.',
    )
    await expect(wrong({ title: 'x', author, comments: { body: 'x' } })).rejects.toThrow(InvalidQueryError)
    await expect(wrong({ title: 'x', author: [author] })).rejects.toThrow(InvalidQueryError)
    await expect(wrong({ title: 'x', author, tags: [{ label: 'x', through: 1 }] })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(wrong({ title: 'x', author, comments: [{ bdy: 'x' }] })).rejects.toThrow(InvalidQueryError)
    const circle: { [name: string]: unknown } = { name: 'x' }
    circle.parent = circle
    await expect(repos.categories.createWith(circle as never)).rejects.toThrow(
      'categories: createWith is nested more than 10 deep.',
    )
    expect(await repos.users.exists({ where: { email: 'w@x' } })).toBe(false)
  })

  test('what does not compile', () => {
    const calls = () => {
      // @ts-expect-error neither the author nor their id
      repos.posts.createWith({ title: 'x' })
      // @ts-expect-error both
      repos.posts.createWith({ title: 'x', author_id: 'y', author: { email: 'x', name: 'x' } })
      // @ts-expect-error no such relation
      repos.posts.createWith({ title: 'x', author_id: 'y', comment: [] })
      // @ts-expect-error a required column of a comment is missing
      repos.posts.createWith({ title: 'x', author_id: 'y', comments: [{}] })
      // @ts-expect-error the post is known
      repos.posts.createWith({ title: 'x', author_id: 'y', comments: [{ body: 'x', post_id: 'z' }] })
      // @ts-expect-error the place of the tag is missing
      repos.posts.createWith({ title: 'x', author_id: 'y', tags: [{ label: 'x' }] })
      return repos.posts.createWith({
        title: 'x',
        author_id: 'y',
        tags: [{ label: 'x', through: { position: 1 } }],
      })
    }
    type Called = Awaited<ReturnType<typeof calls>>
    expectTypeOf<Called>().toExtend<Post & { tags: (Tag & { through: { position: number } })[] }>()
    expectTypeOf<Comment>().toHaveProperty('post_id')
    expectTypeOf<User>().toHaveProperty('email')
  })
})
