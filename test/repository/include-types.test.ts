import { expectTypeOf, test } from 'vitest'
import type { Include, Where } from '../../runtime/repository/index.js'
import type { Comment, Repositories } from '../behaviour/generated/index.js'
import type { PostTypes } from '../behaviour/generated/repositories/posts.js'

/*
 * What compiles and what does not; `tsc` is the judge, so nothing here runs.
 */

test('names that do not exist are errors at every depth of what is included', () => {
  const calls = ({ posts, users }: Repositories) => {
    // @ts-expect-error no such relation beside one that is there
    posts.findMany({ include: { author: true, autor: true } })
    // @ts-expect-error no such relation
    posts.findMany({ include: { autor: true } })
    // @ts-expect-error no such relation, deep
    users.findMany({ include: { posts: { include: { comments: true, coments: true } } } })
    // @ts-expect-error no such option
    posts.findMany({ include: { comments: { limit: 1, lmit: 1 } } })
    // @ts-expect-error no such option of one row
    posts.findMany({ include: { author: { select: ['name'], limit: 1 } } })
    // @ts-expect-error no such column in a filter
    posts.findMany({ include: { comments: { where: { body: 'x', bdy: 'x' } } } })
    // @ts-expect-error no such column in a list of filters
    posts.findMany({ include: { comments: { where: { or: [{ body: 'x' }, { body: 'y', bdy: 'x' }] } } } })
    // @ts-expect-error no such operator
    posts.findMany({ include: { comments: { where: { body: { eq: 'x', contians: 'x' } } } } })
    // @ts-expect-error no such column in a filter along a relation
    posts.findMany({ include: { comments: { where: { user: { name: 'x', nam: 'x' } } } } })
    // @ts-expect-error no such column in an order
    posts.findMany({ include: { comments: { orderBy: { body: 'asc', bdy: 'asc' } } } })
    // @ts-expect-error no such column
    posts.findMany({ include: { comments: { select: ['body', 'bdy'] } } })
    // @ts-expect-error no such column of the table between
    posts.findMany({ include: { tags: { through: { select: ['positoin'] } } } })
    // @ts-expect-error a column that ties the table between to its ends
    posts.findMany({ include: { tags: { through: { select: ['post_id'] } } } })
    // @ts-expect-error no such option
    posts.findMany({ include: { tags: { through: { orderBy: { position: 'asc' }, limit: 1 } } } })
    // @ts-expect-error there is no table between
    posts.findMany({ include: { comments: { through: true } } })
    // @ts-expect-error no such relation, by key
    posts.findById('x', { include: { author: true, autor: true } })
    // @ts-expect-error no such relation, by an index
    posts.listByAuthorId('x', { include: { author: true, autor: true } })
    // @ts-expect-error no such relation, page by page
    posts.paginate({ first: 1, include: { author: true, autor: true } })
    // @ts-expect-error no such column along a relation
    posts.findMany({ where: { comments: { some: { body: 'x', bdy: 'x' } } } })
  }
  expectTypeOf(calls).toBeFunction()
})

test('what was built elsewhere may be given', () => {
  const calls = ({ posts }: Repositories, include: Include<PostTypes>, where: Where<PostTypes>) => {
    posts.findMany({ include, where })
    posts.findMany({ include: { author: { include: { posts: { where, orderBy: { title: 'asc' } } } } } })
    const chosen = { comments: { select: ['body'], where: { body: { in: ['a', 'b'] } } } } as const
    return posts.findMany({ include: chosen })
  }
  expectTypeOf<ReturnType<typeof calls>>().resolves.items.toHaveProperty('comments')
  expectTypeOf<Awaited<ReturnType<typeof calls>>[number]['comments']>().toEqualTypeOf<
    Pick<Comment, 'body'>[]
  >()
})
