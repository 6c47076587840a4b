import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  ForeignKeyViolationError,
  NotFoundError,
  StaleVersionError,
  withActor,
} from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'
import { countStatements } from '../statements.js'
import { empty, failureOf, someRows } from './rows.js'

describe.each(databases)('deleted parents on $name', ({ open }) => {
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

    test('is refused by revert, whether the row is there, deleted or gone', async () => {
      const [one, two] = [await folder('one'), await folder('two')]
      const [moved, deleted, gone] = [await file('moved', one), await file('d', one), await file('g', one)]
      await repos.files.update(moved.id, { folder_id: two.id })
      await repos.files.purge(gone.id)
      await repos.folders.delete(one.id)
      const all = [moved, deleted, gone]
      for (const { id } of all) {
        await expect(repos.files.revert(id, 1)).rejects.toMatchObject({
          name: 'ForeignKeyViolationError',
          columns: ['folder_id'],
          failure: 'deleted-parent',
          origin: 'files.revert',
        })
      }
      await expect(repos.files.revert(moved.id, 1, { version: 1 })).rejects.toThrow(StaleVersionError)
      expect(await repos.files.findMany({ select: ['name', 'folder_id', 'version'] })).toEqual([
        { name: 'moved', folder_id: two.id, version: 2 },
      ])
      await repos.folders.restore(one.id)
      for (const { id } of all) await repos.files.revert(id, 1)
      expect(await repos.files.count({ where: { folder_id: one.id } })).toBe(3)
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
      const other = await repos.boxes.create({ shop: 'a', shelf_number: null, label: 'x' })
      const each = [box, other].map(({ id }) => ({ key: id, changes: { shelf_number: 2 } }))
      expect(await failureOf(repos.boxes.updateEach(each))).toBe('deleted-parent')
      expect(await failureOf(repos.boxes.updateEach(each, { skipUnchanged: true }))).toBe('deleted-parent')
      const one = { key: box.id, changes: { shelf_number: 1 } }
      expect(await failureOf(repos.boxes.updateEach([one, ...each.slice(1)]))).toBe('deleted-parent')
      expect(
        await repos.boxes.updateEach([one, { key: other.id, changes: { shelf_number: null } }]),
      ).toHaveLength(2)
      await repos.boxes.purge(other.id)
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
})
