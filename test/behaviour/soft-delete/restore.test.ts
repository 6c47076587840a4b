import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ForeignKeyViolationError, NotFoundError, UniqueViolationError } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'
import { empty, failureOf, someRows } from './rows.js'

describe.each(databases)('restore on $name', ({ open }) => {
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

    test('what went with several rows of one deletion comes back with the last of them, in any order', async () => {
      for (const isFirst of [true, false]) {
        const [one, two] = [await folder('one'), await folder('two')]
        const cover = await file('cover', two)
        const below = await folder('below', { parent_id: one.id, cover_id: cover.id })
        const deeper = await file('deeper', below)
        await repos.folders.deleteMany({ where: {} })
        const asked = isFirst ? one.id : two.id
        expect((await repos.folders.restore(asked)).id).toBe(asked)
        expect((await repos.folders.findMany()).map(({ name }) => name)).toEqual([isFirst ? 'one' : 'two'])
        expect(await repos.files.count()).toBe(isFirst ? 0 : 1)
        expect(await failureOf(repos.files.restore(deeper.id))).toBe('deleted-parent')
        const other = isFirst ? two.id : one.id
        expect((await repos.folders.restore(other)).id).toBe(other)
        expect((await repos.folders.findMany()).map(({ name }) => name).sort()).toEqual([
          'below',
          'one',
          'two',
        ])
        expect((await repos.files.findMany()).map(({ name }) => name).sort()).toEqual(['cover', 'deeper'])
        await empty(opened, repos)
      }
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
})
