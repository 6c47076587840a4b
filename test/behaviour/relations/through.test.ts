import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories, type Tag } from '../generated/index.js'

describe.each(databases)('columns of the table between on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    const ann = await repos.users.create({ email: 'ann@x', name: 'Ann' })
    const [first, second] = await repos.posts.createMany([
      { author_id: ann.id, title: 'first' },
      { author_id: ann.id, title: 'second' },
      { author_id: ann.id, title: 'without' },
    ])
    const [red, green, blue] = await repos.tags.createMany([
      { label: 'red' },
      { label: 'green' },
      { label: 'blue' },
    ])
    await repos.post_tags.createMany([
      { post_id: first?.id as string, tag_id: blue?.id as bigint, position: 1 },
      { post_id: first?.id as string, tag_id: red?.id as bigint, position: 2 },
      { post_id: first?.id as string, tag_id: green?.id as bigint, position: 3 },
      { post_id: second?.id as string, tag_id: red?.id as bigint, position: 1 },
    ])
  })
  afterAll(() => opened.close())

  test('each row has those of the row that led to it, and the same tag has others elsewhere', async () => {
    const posts = await repos.posts.findMany({
      orderBy: { title: 'asc' },
      include: { tags: { through: { orderBy: { position: 'desc' } } } },
    })
    expect(posts.map(({ tags }) => tags.map(({ label, through }) => [label, through.position]))).toEqual([
      [
        ['green', 3],
        ['red', 2],
        ['blue', 1],
      ],
      [['red', 1]],
      [],
    ])
    expectTypeOf(posts[0]?.tags[0]).toEqualTypeOf<(Tag & { through: { position: number } }) | undefined>()
    expect(Object.keys(posts[0]?.tags[0] ?? {})).toEqual(['id', 'label', 'through'])
  })

  test('they filter and order what is included, beside its own filter, order, limit and columns', async () => {
    const posts = await repos.posts.findMany({
      where: { title: 'first' },
      select: ['title'],
      include: {
        tags: {
          select: ['label'],
          through: { where: { position: { gte: 2 } }, orderBy: { position: 'desc' }, select: ['position'] },
          where: { label: { ne: 'white' } },
          limit: 1,
          offset: 1,
        },
      },
    })
    expect(posts).toEqual([{ title: 'first', tags: [{ label: 'red', through: { position: 2 } }] }])
  })

  test('from the other side, deep, and together with what the included rows include', async () => {
    const tags = await repos.tags.findMany({
      where: { label: 'red' },
      include: {
        posts: {
          select: ['title'],
          through: true,
          orderBy: { title: 'asc' },
          include: { tags: { through: true, select: ['label'], orderBy: { label: 'asc' } } },
        },
      },
    })
    const tagOf = (label: string, position: number) => ({ label, through: { position } })
    expect(tags[0]?.posts).toEqual([
      {
        title: 'first',
        through: { position: 2 },
        tags: [tagOf('blue', 1), tagOf('green', 3), tagOf('red', 2)],
      },
      { title: 'second', through: { position: 1 }, tags: [tagOf('red', 1)] },
    ])
  })

  test('without being asked for they are not there', async () => {
    const [post] = await repos.posts.findMany({ where: { title: 'second' }, include: { tags: true } })
    expectTypeOf(post?.tags).toEqualTypeOf<Tag[] | undefined>()
    expect(Object.keys(post?.tags[0] ?? {})).toEqual(['id', 'label'])
  })

  test('what the table between does not have is refused', async () => {
    const wrong = (include: object) => repos.posts.findMany({ include: include as never })
    await expect(wrong({ tags: { through: { select: ['post_id'] } } })).rejects.toThrow(
      'post_tags: select of through of "tags" has "post_id", by which it ties two rows.',
    )
    await expect(wrong({ tags: { through: { select: ['positoin'] } } })).rejects.toThrow(
      'post_tags: there is no column "positoin" for select of through of "tags". Did you mean "position"?',
    )
    await expect(wrong({ comments: { through: true } })).rejects.toThrow(
      'posts: through of "comments" needs a table between, and the relation has none.',
    )
    await expect(wrong({ tags: { through: { limit: 1 } } })).rejects.toThrow(InvalidQueryError)
    await expect(wrong({ tags: { through: { where: { label: 'red' } } } })).rejects.toThrow(InvalidQueryError)
    await expect(wrong({ tags: { through: { orderBy: { label: 'asc' } } } })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(wrong({ tags: { through: 'position' } })).rejects.toThrow(InvalidQueryError)
  })
})
