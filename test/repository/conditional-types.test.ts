import { expectTypeOf, test } from 'vitest'
import type { Found } from '../../runtime/repository/index.js'
import type { Comment, Post, Repositories, Tag, User } from '../behaviour/generated/index.js'
import type { PostTypes } from '../behaviour/generated/repositories/posts.js'
import type { Repositories as History } from '../behaviour/history/generated/index.js'

/*
 * What compiles and what does not; `tsc` is the judge, so nothing here runs. What is asked for in some cases only may be missing at
 * run time, so the compiler says so.
 */

declare const flag: boolean
type RowOf<P extends Promise<readonly unknown[]>> = Awaited<P>[number]

test('what is surely included is surely there', () => {
  const calls = ({ posts }: Repositories) => ({
    literal: posts.findMany({ include: { comments: true, author: false }, limit: 1 }),
    nested: posts.findMany({
      select: ['id'],
      include: { comments: { select: ['body'], include: { user: true } }, tags: { through: true } },
    }),
  })
  type Calls = ReturnType<typeof calls>
  expectTypeOf<RowOf<Calls['literal']>['comments']>().toEqualTypeOf<Comment[]>()
  expectTypeOf<keyof RowOf<Calls['literal']>>().toEqualTypeOf<keyof Post | 'comments'>()
  expectTypeOf<keyof RowOf<Calls['nested']>>().toEqualTypeOf<'id' | 'comments' | 'tags'>()
  expectTypeOf<RowOf<Calls['nested']>['comments'][number]>().toEqualTypeOf<
    Pick<Comment, 'body'> & { user: User | null }
  >()
  expectTypeOf<RowOf<Calls['nested']>['tags'][number]>().toExtend<Tag & { through: { position: number } }>()
})

test('what is included in some cases is optional', () => {
  const calls = ({ posts }: Repositories, asked: { include?: { comments: true } }) => ({
    flag: posts.findMany({ include: { comments: flag } }),
    options: posts.findMany({ include: { comments: flag ? { limit: 1 } : false } }),
    missing: posts.findMany({ include: { comments: flag ? true : undefined } }),
    whole: posts.findMany({ include: flag ? { comments: true } : undefined }),
    elsewhere: posts.findMany(asked),
    spread: posts.findMany({ limit: 1, ...(flag && { include: { comments: true } }) }),
    union: posts.findMany({ include: flag ? { comments: true } : { tags: true } }),
    // @ts-expect-error one of two options; write the condition inside
    unionOfOptions: posts.findMany(flag ? { include: { comments: true } } : {}),
    byKey: posts.findById('x', { include: { comments: flag } }),
    byIndex: posts.listByAuthorId('x', { include: { comments: flag } }),
  })
  type Calls = ReturnType<typeof calls>
  type Comments = { comments?: Comment[] }
  expectTypeOf<Pick<RowOf<Calls['flag']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['options']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['missing']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['whole']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['elsewhere']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['spread']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['union']>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['union']>, 'tags'>>().toEqualTypeOf<{ tags?: Tag[] }>()
  expectTypeOf<Pick<NonNullable<Awaited<Calls['byKey']>>, 'comments'>>().toEqualTypeOf<Comments>()
  expectTypeOf<Pick<RowOf<Calls['byIndex']>, 'comments'>>().toEqualTypeOf<Comments>()
})

test('so it is at every depth', () => {
  const calls = ({ users, posts }: Repositories) => ({
    deep: users.findMany({ include: { posts: { include: { comments: flag } } } }),
    columns: posts.findMany({ include: { comments: { select: flag ? ['body'] : ['id'] } } }),
    through: posts.findMany({ include: { tags: { through: flag } } }),
    live: posts.findMany({ include: { author: { withDeleted: flag } } }),
  })
  type Calls = ReturnType<typeof calls>
  expectTypeOf<Pick<RowOf<Calls['deep']>['posts'][number], 'comments'>>().toEqualTypeOf<{
    comments?: Comment[]
  }>()
  expectTypeOf<{ id?: string; body?: string }>().toExtend<RowOf<Calls['columns']>['comments'][number]>()
  expectTypeOf<RowOf<Calls['columns']>['comments'][number]>().toExtend<{ id?: string; body?: string }>()
  expectTypeOf<Pick<RowOf<Calls['through']>['tags'][number], 'through'>>().toExtend<{
    through?: { position: number }
  }>()
  expectTypeOf<Calls['through']>().resolves.items.not.toExtend<{ tags: { through: unknown }[] }>()
  expectTypeOf<RowOf<Calls['live']>['author']>().toEqualTypeOf<User | null>()
})

test('of columns those of every list are there', () => {
  const calls = (
    { posts }: Repositories,
    list: ('id' | 'title')[],
    asked: { select?: readonly ['id', 'title'] },
  ) => ({
    literal: posts.findMany({ select: ['id', 'title'] }),
    union: posts.findMany({ select: flag ? ['id', 'title'] : ['id', 'rank'] }),
    list: posts.findMany({ select: list }),
    elsewhere: posts.findMany(asked),
  })
  type Calls = ReturnType<typeof calls>
  expectTypeOf<RowOf<Calls['literal']>>().toEqualTypeOf<Pick<Post, 'id' | 'title'>>()
  expectTypeOf<RowOf<Calls['union']>>().toExtend<{ id: string; title?: string; rank?: number | null }>()
  expectTypeOf<{ id: string }>().toExtend<RowOf<Calls['union']>>()
  expectTypeOf<Record<never, never>>().toExtend<RowOf<Calls['list']>>()
  expectTypeOf<RowOf<Calls['elsewhere']>>().toExtend<{ id: string; title: string; rank?: number | null }>()
})

test('figures that are asked for in some cases are optional', () => {
  const calls = ({ posts }: Repositories, asked: { count?: true }) => ({
    literal: posts.aggregate({ count: true, max: ['rank'] }),
    flag: posts.aggregate({ count: flag, max: ['rank'] }),
    elsewhere: posts.aggregate(asked),
    lists: posts.aggregate({ max: flag ? ['rank'] : ['title'] }),
    groups: posts.groupBy({ by: ['title'], count: flag, max: flag ? ['rank'] : undefined }),
  })
  type Calls = ReturnType<typeof calls>
  expectTypeOf<Calls['literal']>().resolves.toEqualTypeOf<{ count: number; max: { rank: number | null } }>()
  expectTypeOf<Pick<Awaited<Calls['flag']>, 'count'>>().toEqualTypeOf<{ count?: number }>()
  expectTypeOf<Pick<Awaited<Calls['elsewhere']>, 'count'>>().toEqualTypeOf<{ count?: number }>()
  expectTypeOf<Awaited<Calls['lists']>['max']>().toExtend<{ rank?: number | null; title?: string | null }>()
  expectTypeOf<Record<never, never>>().toExtend<Awaited<Calls['lists']>['max']>()
  expectTypeOf<Pick<RowOf<Calls['groups']>, 'count'>>().toEqualTypeOf<{ count?: number }>()
  expectTypeOf<RowOf<Calls['groups']>['by']>().toEqualTypeOf<{ title: string }>()
  expectTypeOf<undefined>().toExtend<RowOf<Calls['groups']>['max']>()
})

test('helpers name a row by what it was read with', () => {
  type Listed = Found<PostTypes, { select: ['id', 'title']; include: { comments: true } }>
  expectTypeOf<Listed>().toEqualTypeOf<Pick<Post, 'id' | 'title'> & { comments: Comment[] }>()
  expectTypeOf<Found<PostTypes>>().toEqualTypeOf<Post>()
  const list = ({ posts }: Repositories): Promise<Listed[]> =>
    posts.findMany({ select: ['id', 'title'], include: { comments: true } })
  expectTypeOf(list).returns.resolves.toEqualTypeOf<Listed[]>()
})

test('the past is checked as the present is', () => {
  const calls = ({ campaigns }: History, instant: Date) => {
    const past = campaigns.asOf(instant)
    // @ts-expect-error no such relation beside one that is there
    past.findMany({ include: { ads: true, adds: true } })
    // @ts-expect-error no such option
    past.findMany({ include: { ads: { wehre: {}, limit: 3 } } })
    // @ts-expect-error no such relation, of one row
    past.findOne({ include: { ads: true, adds: true } })
    // @ts-expect-error no such relation, by key
    past.getById('x', { include: { ads: true, adds: true } })
    // @ts-expect-error no such relation, page by page
    past.paginate({ first: 1, include: { ads: true, adds: true } })
    // @ts-expect-error no such relation, of one row by key
    campaigns.asOf('x', instant, { include: { ads: true, adds: true } })
    // @ts-expect-error what is past is not locked
    past.findMany({ lock: 'update' })
    return past.findMany({ include: { labels: { through: true, limit: undefined }, ads: flag } })
  }
  type Row = RowOf<ReturnType<typeof calls>>
  expectTypeOf<Row['labels'][number]>().toHaveProperty('through')
  expectTypeOf<undefined>().toExtend<Row['ads']>()
})

test('names are checked in what was built elsewhere, too', () => {
  const calls = ({ posts }: Repositories) => {
    const relation = { author: true, autor: true } as const
    // @ts-expect-error no such relation
    posts.findMany({ include: relation })
    const option = { author: true, comments: { limit: 1, lmit: 1 } } as const
    // @ts-expect-error no such option
    posts.findMany({ include: option })
    const deep = { comments: { include: { user: true, usr: true } } } as const
    // @ts-expect-error no such relation, deep
    posts.findMany({ include: deep })
    const options = { limit: 1, include: { author: true, autor: true } } as const
    // @ts-expect-error no such relation, in options
    posts.findMany(options)
  }
  expectTypeOf(calls).toBeFunction()
})

test('an option that is undefined is none', () => {
  const calls = ({ posts }: Repositories, cursor: string | undefined, limit: number | undefined) => [
    posts.findMany({ limit, offset: limit, where: undefined, orderBy: undefined, lock: undefined }),
    posts.findMany({ withDeleted: undefined, signal: undefined, timeout: limit, select: undefined }),
    posts.findMany({
      include: { comments: { limit, where: undefined, select: undefined, include: undefined } },
    }),
    posts.paginate({ first: 20, after: cursor }),
    posts.paginate({ last: 20, before: cursor }),
    posts.stream({ batchSize: limit }),
    posts.groupBy({ by: ['title'], count: undefined, limit, orderBy: undefined }),
    posts.updateMany({ where: {}, skipUnchanged: undefined }, { title: undefined, rank: undefined }),
    posts.upsert({ author_id: 'x', title: 'y', rank: undefined, visibility: undefined }, { on: undefined }),
    posts.create({ author_id: 'x', title: 'y', rank: limit, editor_id: cursor }),
    posts.increment('x', { rank: limit }),
    posts.createWith({ author_id: 'x', title: 'y', rank: limit, editor_id: cursor, comments: undefined }),
  ]
  expectTypeOf(calls).toBeFunction()
})
