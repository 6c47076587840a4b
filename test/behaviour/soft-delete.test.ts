import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import {
  ForeignKeyViolationError,
  NotFoundError,
  UniqueViolationError,
  withActor,
} from '../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import {
  createRepositories,
  type FileRow,
  type Folder,
  type Post,
  type Repositories,
  type User,
} from './generated/index.js'
import { countStatements } from './statements.js'

describe.each(databases)('soft delete on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterEach(async () => {
    await repos.folders.updateMany({ where: {} }, { cover_id: null })
    for (const table of [
      'file_locks',
      'file_views',
      'file_notes',
      'files',
      'comments',
      'posts',
      'boxes',
    ] as const)
      await opened.db.deleteFrom(table).execute()
    while (Number((await opened.db.selectFrom('folders').select('id').execute()).length) > 0)
      await opened.db
        .deleteFrom('folders')
        .where('id', 'not in', (eb) =>
          eb
            .selectFrom('folders as c')
            .select('c.parent_id')
            .where('c.parent_id', 'is not', null)
            .$castTo<{ parent_id: string }>(),
        )
        .execute()
    for (const table of ['shelves', 'users'] as const) await opened.db.deleteFrom(table).execute()
  })
  afterAll(() => opened?.close())

  let serial = 0
  const user = (): Promise<User> => repos.users.create({ email: `user${++serial}@x`, name: 'U' })
  const post = (author: User, title = 'p'): Promise<Post> =>
    repos.posts.create({ author_id: author.id, title })
  const folder = (name: string, more: { parent_id?: string; cover_id?: string } = {}): Promise<Folder> =>
    repos.folders.create({ name, ...more })
  const file = (name: string, { id }: Folder, copy_of_id?: string): Promise<FileRow> =>
    repos.files.create({ name, folder_id: id, copy_of_id: copy_of_id ?? null })
  const failureOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'nothing',
      (error: unknown) => (error instanceof ForeignKeyViolationError ? error.failure : error),
    )

  describe('cascades', () => {
    test('pitfall 4: children go with their parent, under one deletion id and one time, at any depth', async () => {
      const ann = await user()
      const posts = await Promise.all(['a', 'b'].map((title) => post(ann, title)))
      for (const { id } of posts)
        await repos.comments.createMany([
          { post_id: id, body: '1' },
          { post_id: id, body: '2' },
        ])
      const deleted = await repos.users.delete(ann.id)
      const rows = [
        ...(await repos.posts.findMany({ onlyDeleted: true })),
        ...(await repos.comments.findMany({ onlyDeleted: true })),
      ]
      expect(rows).toHaveLength(6)
      for (const row of rows) {
        expect(row.deletion_id).toBe(deleted.deletion_id)
        expect(row.deleted_at).toEqual(deleted.deleted_at)
      }
      expect(await repos.posts.count()).toBe(0)
      expect(await repos.comments.exists()).toBe(false)
    })

    test('rows that refer to rows of their own table, forty deep, and in a circle', async () => {
      const top = await folder('0')
      let last = top
      for (let depth = 1; depth < 40; depth++) {
        last = await folder(String(depth), { parent_id: last.id })
        await file('f', last)
      }
      await repos.folders.update(top.id, { parent_id: last.id })
      await repos.folders.delete(top.id)
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([0, 0])
      await repos.folders.restore(top.id)
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([40, 39])
      await repos.folders.update(top.id, { parent_id: null })
    })

    test('tables that refer to each other', async () => {
      const [one, two] = [await folder('one'), await folder('two')]
      const cover = await file('cover', one)
      await repos.folders.update(two.id, { cover_id: cover.id })
      await repos.folders.update(one.id, { cover_id: cover.id })
      await file('other', two)
      await repos.files.delete(cover.id)
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([0, 0])
      await repos.files.restore(cover.id)
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([2, 2])
    })

    test('a composite key, with one who did it', async () => {
      const ann = await user()
      await repos.shelves.createMany([1, 2].map((number) => ({ shop: 'a', number })))
      await repos.boxes.createMany(
        [1, 1, 2, null].map((shelf_number) => ({ shop: 'a', shelf_number, label: 'x' })),
      )
      await withActor(ann.id, () => repos.shelves.delete({ shop: 'a', number: 1 }))
      const boxes = await repos.boxes.findMany({ onlyDeleted: true })
      expect(boxes.map(({ shelf_number, deleted_by }) => [shelf_number, deleted_by])).toEqual([
        [1, ann.id],
        [1, ann.id],
      ])
      await repos.users.delete(ann.id)
      expect(await repos.boxes.count()).toBe(2)
      await repos.shelves.restore({ shop: 'a', number: 1 })
      expect(await repos.boxes.count()).toBe(4)
    })

    test('10,000 rows with children take a statement for each table and level', async () => {
      const ann = await user()
      const posts = await repos.posts.createMany(
        Array.from({ length: 10_000 }, (_, i) => ({ author_id: ann.id, title: String(i) })),
      )
      await repos.comments.createMany(posts.map(({ id }) => ({ post_id: id, body: 'x' })))
      const deleting = await countStatements(() => repos.posts.deleteMany({ where: {} }))
      expect(deleting).toEqual({ result: 10_000, statements: 2 })
      expect(await repos.comments.count()).toBe(0)
      await repos.posts.purgeDeleted({ before: new Date(Date.now() + 60_000), batchSize: 10_000 })
      const more = await repos.posts.createMany(
        Array.from({ length: 10_000 }, (_, i) => ({ author_id: ann.id, title: String(i) })),
      )
      await repos.comments.createMany(more.map(({ id }) => ({ post_id: id, body: 'x' })))
      const { statements } = await countStatements(() => repos.users.delete(ann.id))
      expect(statements).toBeLessThanOrEqual(6)
      const restored = await countStatements(() => repos.users.restore(ann.id))
      expect(restored.statements).toBeLessThanOrEqual(10)
      expect([await repos.posts.count(), await repos.comments.count()]).toEqual([10_000, 10_000])
    }, 120_000)
  })

  describe('what refuses a deletion, and what does not care', () => {
    test('a live row by restrict, whether it soft-deletes or not', async () => {
      const [ann, bob] = [await user(), await user()]
      const { id } = await post(ann)
      const comment = await repos.comments.create({ post_id: id, user_id: bob.id, body: 'x' })
      const refused = await repos.users.delete(bob.id).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(ForeignKeyViolationError)
      expect(refused).toMatchObject({
        table: 'comments',
        columns: ['user_id'],
        failure: 'still-referenced',
        origin: 'users.delete',
      })
      await repos.comments.delete(comment.id)
      await repos.users.delete(bob.id)

      const top = await folder('top')
      const below = await file('f', await folder('below', { parent_id: top.id }))
      await repos.file_locks.create({ file_id: below.id })
      expect(await failureOf(repos.folders.delete(top.id))).toBe('still-referenced')
      expect(await failureOf(repos.folders.deleteMany({ where: {} }))).toBe('still-referenced')
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([2, 1])
    })

    test('what goes along itself does not refuse', async () => {
      const ann = await user()
      const { id } = await post(ann)
      await repos.comments.create({ post_id: id, user_id: ann.id, body: 'of her own' })
      await repos.users.delete(ann.id)
      expect(await repos.comments.count()).toBe(0)
    })

    test('none leaves rows as they are', async () => {
      const one = await folder('one')
      const original = await file('f', one)
      const copy = await file('copy', await folder('two'), original.id)
      await repos.file_views.create({ file_id: original.id })
      await repos.folders.delete(one.id)
      expect(await repos.files.findMany()).toEqual([copy])
      expect(await repos.file_views.count()).toBe(1)
      expect((await repos.files.getById(copy.id, { include: { original: true } })).original).toBeNull()
    })
  })

  describe('restore', () => {
    test('brings back what went in that deletion alone', async () => {
      const ann = await user()
      const [before, other, kept] = [
        await post(ann, 'before'),
        await post(ann, 'other'),
        await post(ann, 'kept'),
      ]
      await repos.posts.delete(before.id)
      await repos.posts.deleteMany({ where: { id: other.id } })
      await repos.users.delete(ann.id)
      const restored = await repos.users.restore(ann.id)
      expect(restored).toMatchObject({ id: ann.id, deleted_at: null, deletion_id: null })
      expect((await repos.posts.findMany()).map(({ id }) => id)).toEqual([kept.id])
    })

    test('a unique value that was taken meanwhile: nothing comes back', async () => {
      const top = await folder('top')
      const below = await folder('below', { parent_id: top.id })
      const first = await file('same', below)
      await repos.files.delete(first.id)
      const second = await file('same', below)
      await repos.files.delete(second.id)
      const third = await file('same', below)
      for (const { id } of [first, second])
        await expect(repos.files.restore(id)).rejects.toThrow(UniqueViolationError)
      expect((await repos.files.findMany()).map(({ id }) => id)).toEqual([third.id])

      await repos.folders.delete(top.id)
      await opened.db.insertInto('files').values({ folder_id: below.id, name: 'same' }).execute()
      await expect(repos.folders.restore(top.id)).rejects.toThrow(UniqueViolationError)
      expect([await repos.folders.count(), await repos.files.count()]).toEqual([0, 1])
    })

    test('a child whose parent is deleted is refused, by any key that its parent must be live for', async () => {
      const [ann, bob] = [await user(), await user()]
      const { id } = await post(ann)
      const comment = await repos.comments.create({ post_id: id, user_id: bob.id, body: 'x' })
      await repos.posts.delete(id)
      const refused = await repos.comments.restore(comment.id).catch((error: unknown) => error)
      expect(refused).toBeInstanceOf(ForeignKeyViolationError)
      expect(refused).toMatchObject({
        table: 'comments',
        columns: ['post_id'],
        failure: 'deleted-parent',
        origin: 'comments.restore',
        message:
          'comments.restore: post_id refers to a row of posts that is deleted. Restore it first, or refer to another row.',
      })
      expect(await repos.comments.count()).toBe(0)

      // By another key than the one that it went along with, and a level further up: the order of restoring is that of deleting, backwards.
      await repos.users.delete(bob.id)
      expect(await failureOf(repos.posts.restore(id))).toBe('deleted-parent')
      expect(await repos.posts.count()).toBe(0)
      await repos.users.restore(bob.id)
      await repos.posts.restore(id)
      expect(await repos.comments.count()).toBe(1)
    })

    test('what may outlive its parent comes back without it', async () => {
      const [ann, bob] = [await user(), await user()]
      const { id } = await repos.posts.create({ author_id: ann.id, editor_id: bob.id, title: 'x' })
      await repos.posts.delete(id)
      await repos.users.delete(bob.id)
      expect(await repos.posts.restore(id)).toMatchObject({ id, editor_id: bob.id })
    })

    test('what is not deleted, or not there', async () => {
      const ann = await user()
      await expect(repos.users.restore(ann.id)).rejects.toThrow(/has no deleted row/)
      await repos.users.delete(ann.id)
      await repos.users.purge(ann.id)
      await expect(repos.users.restore(ann.id)).rejects.toThrow(NotFoundError)
      await expect(repos.boxes.restore(ann.id)).rejects.toThrow(/has no row/)
    })
  })

  describe('pitfall 5: a deleted parent', () => {
    test('is refused by every way of writing', async () => {
      const [ann, gone] = [await user(), await user()]
      const [{ id }, again] = [await post(ann), await post(ann)]
      await repos.users.delete(gone.id)
      const calls = {
        create: () => repos.posts.create({ author_id: gone.id, title: 'x' }),
        createMany: () =>
          repos.posts.createMany([
            { author_id: ann.id, title: 'x' },
            { author_id: gone.id, title: 'y' },
          ]),
        update: () => repos.posts.update(id, { title: 'y', author_id: gone.id }),
        updateMany: () => repos.posts.updateMany({ where: { id } }, { author_id: gone.id }),
        updateEach: () => {
          const others = { key: again.id, changes: { author_id: ann.id } }
          return repos.posts.updateEach([{ key: id, changes: { author_id: gone.id } }, others])
        },
        upsert: () => repos.posts.upsert({ id, author_id: gone.id, title: 'x' }),
        upsertMany: () =>
          repos.posts.upsertMany([
            { id: again.id, author_id: ann.id, title: 'x' },
            { id, author_id: gone.id, title: 'x' },
          ]),
      }
      for (const [name, call] of Object.entries(calls)) {
        const refused = await call().catch((error: unknown) => error)
        expect(refused).toBeInstanceOf(ForeignKeyViolationError)
        expect(refused).toMatchObject({
          table: 'posts',
          columns: ['author_id'],
          failure: 'deleted-parent',
          origin: `posts.${name}`,
        })
      }
      expect(await repos.posts.findMany({ select: ['author_id', 'title'] })).toEqual([
        { author_id: ann.id, title: 'p' },
        { author_id: ann.id, title: 'p' },
      ])
      await repos.users.restore(gone.id)
      for (const call of Object.values(calls)) await call()
      expect(await repos.posts.count({ where: { author_id: gone.id } })).toBe(3)
    })

    test('by every kind of key, unless the key does not care', async () => {
      const [ann, gone, one] = [await user(), await user(), await folder('one')]
      const { id } = await file('f', one)
      const lost = await file('lost', one)
      await repos.files.delete(lost.id)
      await repos.users.delete(gone.id)
      expect(await failureOf(repos.posts.create({ author_id: ann.id, editor_id: gone.id, title: 'x' }))).toBe(
        'deleted-parent',
      )
      expect(await failureOf(repos.file_notes.create({ file_id: lost.id, note: 'x' }))).toBe('deleted-parent')
      expect(await failureOf(repos.file_locks.create({ file_id: lost.id }))).toBe('deleted-parent')
      await repos.file_views.createMany([{ file_id: lost.id }, { file_id: lost.id }])
      expect(await repos.files.update(id, { copy_of_id: lost.id })).toMatchObject({ copy_of_id: lost.id })
      await withActor(gone.id, () => repos.boxes.create({ shop: 'a', label: 'by somebody who is gone' }))
    })

    test('that a row has already may be written again', async () => {
      const [ann, bob] = [await user(), await user()]
      const row = await repos.posts.create({ author_id: ann.id, editor_id: bob.id, title: 'x' })
      await repos.users.delete(bob.id)
      expect(await repos.posts.update(row.id, { editor_id: bob.id, title: 'y' })).toMatchObject({
        title: 'y',
      })
      await repos.posts.update(row.id, { editor_id: null })
      expect(await failureOf(repos.posts.update(row.id, { editor_id: bob.id }))).toBe('deleted-parent')
    })

    test('a parent that was never there is the database’s to refuse, and a row that is not there is told first', async () => {
      const [ann, gone] = [await user(), await user()]
      const { id } = await post(ann)
      await repos.users.delete(gone.id)
      const nobody = '0190a5e5-0000-7000-8000-00000000ffff'
      await expect(repos.posts.create({ author_id: nobody, title: 'x' })).rejects.toMatchObject({
        name: 'ForeignKeyViolationError',
      })
      expect(await failureOf(repos.posts.create({ author_id: nobody, title: 'x' }))).toBe('missing-parent')
      await expect(repos.posts.update(nobody, { author_id: gone.id })).rejects.toThrow(NotFoundError)
      expect(await repos.posts.updateMany({ where: { id: nobody } }, { author_id: gone.id })).toBe(0)
      await repos.posts.delete(id)
      await expect(repos.posts.update(id, { author_id: gone.id })).rejects.toThrow(NotFoundError)
    })

    test('of a composite key, also when a part of it changes', async () => {
      await repos.shelves.createMany([1, 2].map((number) => ({ shop: 'a', number })))
      const box = await repos.boxes.create({ shop: 'a', shelf_number: 1, label: 'x' })
      await repos.shelves.delete({ shop: 'a', number: 2 })
      expect(await failureOf(repos.boxes.create({ shop: 'a', shelf_number: 2, label: 'x' }))).toBe(
        'deleted-parent',
      )
      const many = [1, 2, null].map((shelf_number) => ({ shop: 'a', shelf_number, label: 'x' }))
      expect(await failureOf(repos.boxes.createMany(many))).toBe('deleted-parent')
      expect(await failureOf(repos.boxes.update(box.id, { shelf_number: 2 }))).toBe('deleted-parent')
      expect(await failureOf(repos.boxes.updateMany({ where: {} }, { shelf_number: 2 }))).toBe(
        'deleted-parent',
      )
      expect(await repos.boxes.count({ where: { shelf_number: 1 } })).toBe(1)
      await repos.boxes.createMany(many.filter(({ shelf_number }) => shelf_number !== 2))
      expect(await repos.boxes.update(box.id, { shelf_number: null })).toMatchObject({ shelf_number: null })
      expect(await repos.boxes.updateMany({ where: {} }, { shelf_number: 1 })).toBe(3)
    })

    test('costs no further statement', async () => {
      const ann = await user()
      const made = await countStatements(() => post(ann))
      expect(made.statements).toBe(1)
      const { id } = made.result
      const many = [1, 2].map((rank) => ({ author_id: ann.id, title: 'x', rank }))
      expect((await countStatements(() => repos.posts.createMany(many))).statements).toBe(1)
      expect((await countStatements(() => repos.posts.update(id, { author_id: ann.id }))).statements).toBe(1)
      const all = { where: {} }
      expect(
        (await countStatements(() => repos.posts.updateMany(all, { author_id: ann.id }))).statements,
      ).toBe(1)
    })
  })

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
