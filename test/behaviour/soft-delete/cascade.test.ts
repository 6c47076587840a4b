import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ForeignKeyViolationError, withActor } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'
import { countStatements } from '../statements.js'
import { empty, failureOf, someRows } from './rows.js'

describe.each(databases)('cascades of soft delete on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let { user, post, folder, file } = {} as ReturnType<typeof someRows>

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ;({ user, post, folder, file } = someRows(repos))
  })
  afterEach(() => empty(opened, repos))
  afterAll(() => opened?.close())

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
})
