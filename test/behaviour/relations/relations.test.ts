import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import {
  createRepositories,
  type Post,
  type Profile,
  type Repositories,
  type User,
} from '../generated/index.js'

describe.each(databases)('relations on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let ann: User
  let bob: User
  let first: Post
  let second: Post

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ;[ann, bob] = (await repos.users.createMany([
      { email: 'ann@x', name: 'Ann' },
      { email: 'bob@x', name: 'Bob', score: 7 },
    ])) as [User, User]
    ;[first, second] = (await repos.posts.createMany([
      { author_id: ann.id, title: 'first', rank: 2, visibility: 'public' },
      { author_id: ann.id, editor_id: bob.id, title: 'second', rank: 1 },
      { author_id: bob.id, title: 'hidden', visibility: 'hidden' },
    ])) as [Post, Post, Post]
    await repos.comments.createMany([
      { post_id: first.id, user_id: bob.id, body: 'one' },
      { post_id: first.id, user_id: ann.id, body: 'two' },
      { post_id: first.id, user_id: null, body: 'three' },
      { post_id: second.id, user_id: bob.id, body: 'four' },
    ])
    const tags = await repos.tags.createMany([{ label: 'red' }, { label: 'green' }, { label: 'blue' }])
    await repos.post_tags.createMany([
      { post_id: first.id, tag_id: tags[2]?.id as bigint, position: 1 },
      { post_id: first.id, tag_id: tags[0]?.id as bigint, position: 2 },
      { post_id: second.id, tag_id: tags[0]?.id as bigint, position: 1 },
    ])
    const gone = await repos.comments.create({ post_id: second.id, body: 'gone' })
    await repos.comments.delete(gone.id)
  })
  afterAll(() => opened.close())

  test('one row, a row that may be missing, and many rows', async () => {
    const posts = await repos.posts.findMany({
      orderBy: { title: 'asc' },
      include: { author: true, editor: true, comments: { orderBy: { body: 'asc' } } },
    })
    expect(posts.map(({ title, author, editor }) => [title, author?.name, editor?.name])).toEqual([
      ['first', 'Ann', undefined],
      ['hidden', 'Bob', undefined],
      ['second', 'Ann', 'Bob'],
    ])
    expect(posts[0]?.editor).toBeNull()
    expect(posts.map(({ comments }) => comments.map(({ body }) => body))).toEqual([
      ['one', 'three', 'two'],
      [],
      ['four'],
    ])
    expect(posts[0]?.author).toEqual(ann)
    expectTypeOf(posts[0]?.author).toEqualTypeOf<User | null | undefined>()
    expectTypeOf(posts[0]?.comments[0]?.body).toEqualTypeOf<string | undefined>()
  })

  test('deep, each level with its own filter, order, limit and columns', async () => {
    const user = await repos.users.getById(ann.id, {
      include: {
        posts: {
          select: ['title'],
          orderBy: { title: 'desc' },
          include: {
            comments: {
              where: { body: { contains: 'o' } },
              orderBy: { body: 'desc' },
              limit: 2,
              select: ['body'],
              include: { user: { select: ['name'] } },
            },
            tags: { orderBy: { label: 'asc' }, select: ['label'] },
          },
        },
      },
    })
    expect(user).toEqual({
      ...ann,
      posts: [
        {
          title: 'second',
          comments: [{ body: 'four', user: { name: 'Bob' } }],
          tags: [{ label: 'red' }],
        },
        {
          title: 'first',
          comments: [
            { body: 'two', user: { name: 'Ann' } },
            { body: 'one', user: { name: 'Bob' } },
          ],
          tags: [{ label: 'blue' }, { label: 'red' }],
        },
      ],
    })
    expectTypeOf(user.posts[0]).toEqualTypeOf<
      | (Pick<Post, 'title'> & {
          comments: ({ body: string } & { user: { name: string } | null })[]
          tags: { label: string }[]
        })
      | undefined
    >()
  })

  test('limit and offset count for each row', async () => {
    const pages = await repos.posts.findMany({
      orderBy: { title: 'asc' },
      select: ['title'],
      include: { comments: { orderBy: { body: 'asc' }, limit: 1, offset: 1, select: ['body'] } },
    })
    expect(pages).toEqual([
      { title: 'first', comments: [{ body: 'three' }] },
      { title: 'hidden', comments: [] },
      { title: 'second', comments: [] },
    ])
  })

  test('deleted rows are left out at every level, unless they are asked for', async () => {
    const [plain] = await repos.posts.findMany({ where: { title: 'second' }, include: { comments: true } })
    expect(plain?.comments.map(({ body }) => body)).toEqual(['four'])
    const [all] = await repos.posts.findMany({
      where: { title: 'second' },
      include: { comments: { withDeleted: true, orderBy: { body: 'asc' } } },
    })
    expect(all?.comments.map(({ body }) => body)).toEqual(['four', 'gone'])
    const [deleted] = await repos.posts.findMany({
      where: { title: 'second' },
      include: { comments: { onlyDeleted: true } },
    })
    expect(deleted?.comments.map(({ body }) => body)).toEqual(['gone'])
    const [gone] = await repos.comments.findMany({
      onlyDeleted: true,
      include: { post: { include: { author: true } } },
    })
    expect(gone?.post?.author?.name).toBe('Ann')
  })

  test('a table that points at itself', async () => {
    const root = await repos.categories.create({ name: 'root' })
    await repos.categories.createMany([
      { name: 'a', parent_id: root.id },
      { name: 'b', parent_id: root.id },
    ])
    const found = await repos.categories.getById(root.id, {
      include: { children: { orderBy: { name: 'asc' }, include: { parent: true } }, parent: true },
    })
    expect(found.parent).toBeNull()
    expect(found.children.map(({ name, parent }) => [name, parent?.name])).toEqual([
      ['a', 'root'],
      ['b', 'root'],
    ])
  })

  test('a composite key', async () => {
    await repos.seats.createMany([
      { hall: 'A', number: 1 },
      { hall: 'A', number: 2 },
      { hall: 'B', number: 1 },
    ])
    await repos.bookings.createMany([
      { hall: 'A', seat: 1, guest: 'x' },
      { hall: 'B', seat: 1, guest: 'y' },
      { hall: 'B', seat: 1, guest: 'z' },
    ])
    const seats = await repos.seats.findMany({
      orderBy: [{ hall: 'asc' }, { number: 'asc' }],
      include: { bookings: { orderBy: { guest: 'asc' } } },
    })
    expect(seats.map(({ bookings }) => bookings.map(({ guest }) => guest))).toEqual([['x'], [], ['y', 'z']])
    const [booking] = await repos.bookings.findMany({ where: { guest: 'z' }, include: { booked_seat: true } })
    expect(booking?.booked_seat).toMatchObject({ hall: 'B', number: 1 })
  })

  test('every value of an included row is the declared one', async () => {
    const profile: Profile = await repos.profiles.create({
      user_id: ann.id,
      followers: 9007199254740993n,
      balance: '1234567890123456.7890',
      avatar: new Uint8Array([0, 255, 92]),
      born: '2024-02-29',
      wakes: '06:30:00',
      seen: new Date('2024-03-01T01:02:03.004Z'),
      settings: { deep: [1, null, 'x'] },
      nicknames: ['A"nn', 'a,b', ''],
      confirmed: true,
    })
    const user = await repos.users.getById(ann.id, { include: { profile: { include: { user: true } } } })
    const { user: back, ...included } = user.profile ?? { user: null }
    expect(included).toEqual(profile)
    expect(back).toEqual(ann)
    expect((await repos.users.getById(bob.id, { include: { profile: true } })).profile).toBeNull()
  })

  test('filters: some, none, every, and the row that is pointed at', async () => {
    const titles = async (where: Parameters<typeof repos.posts.findMany>[0]) =>
      (await repos.posts.findMany({ ...where, orderBy: { title: 'asc' } })).map(({ title }) => title)
    expect(await titles({ where: { comments: { some: { body: 'one' } } } })).toEqual(['first'])
    expect(await titles({ where: { comments: { some: {} } } })).toEqual(['first', 'second'])
    expect(await titles({ where: { comments: { none: {} } } })).toEqual(['hidden'])
    expect(await titles({ where: { comments: { none: { body: 'gone' } } } })).toEqual([
      'first',
      'hidden',
      'second',
    ])
    expect(await titles({ where: { comments: { every: { user_id: bob.id } } } })).toEqual([
      'hidden',
      'second',
    ])
    expect(await titles({ where: { author: { name: 'Bob' } } })).toEqual(['hidden'])
    expect(await titles({ where: { editor: null } })).toEqual(['first', 'hidden'])
    expect(await titles({ where: { not: { editor: { name: 'Bob' } } } })).toEqual(['first', 'hidden'])
    expect(await titles({ where: { tags: { some: { label: 'blue' } } } })).toEqual(['first'])
    expect(await titles({ where: { tags: { every: { label: 'red' } } } })).toEqual(['hidden', 'second'])
    expect(
      await titles({
        where: { comments: { some: { user: { edited_posts: { some: { title: 'second' } } } } } },
      }),
    ).toEqual(['first', 'second'])
    expect(
      await repos.users.count({ where: { posts: { some: { comments: { some: { body: 'four' } } } } } }),
    ).toBe(1)
    expect(
      await repos.categories.exists({ where: { children: { some: { parent: { name: 'root' } } } } }),
    ).toBe(true)
  })

  test('filters in bulk writes', async () => {
    expect(
      await repos.users.updateMany({ where: { posts: { some: { title: 'first' } } } }, { score: 3 }),
    ).toBe(1)
    expect(await repos.users.count({ where: { score: 3 } })).toBe(1)
    await repos.users.updateMany({ where: { id: ann.id } }, { score: 0 })
  })

  test('one statement for each relation, however many rows there are', async () => {
    const authors = await repos.users.createMany(
      Array.from({ length: 50 }, (_, i) => ({ email: `many${i}@x`, name: 'Many' })),
    )
    await repos.posts.createMany(
      authors.flatMap(({ id }) => [0, 1, 2].map((n) => ({ author_id: id, title: `${n}` }))),
    )
    const found = await repos.users.findMany({
      where: { name: 'Many' },
      include: { posts: { include: { comments: true, author: true } } },
    })
    expect(found.every(({ posts }) => posts.length === 3)).toBe(true)
    expect(found.every(({ id, posts }) => posts.every(({ author }) => author?.id === id))).toBe(true)
    await repos.users.deleteMany({ where: { name: 'Many' } })
  })

  test('what is no relation, column or option is refused', async () => {
    const wrong = async (include: object) => {
      await expect(repos.posts.findMany({ include: include as never })).rejects.toThrow(InvalidQueryError)
    }
    await wrong({ autor: true })
    await wrong({ __proto__: true, constructor: true })
    await wrong({ author: { limit: 1 } })
    await wrong({ comments: { lmit: 1 } })
    await wrong({ comments: { orderBy: { nothing: 'asc' } } })
    await wrong({ comments: { select: ['nothing'] } })
    await wrong({ comments: 1 })
    await expect(repos.posts.findMany({ where: { comments: { any: {} } as never } })).rejects.toThrow(
      'posts: "comments" has no filter "any". Possible: some, none, every.',
    )
    await expect(repos.posts.findMany({ include: { autor: true } as never })).rejects.toThrow(
      'posts: there is no relation "autor" to include. Did you mean "author"?',
    )
  })
})
