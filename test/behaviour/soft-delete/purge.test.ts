import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  AbortedError,
  ForeignKeyViolationError,
  InvalidQueryError,
  NotFoundError,
  runInTransaction,
} from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories, type User } from '../generated/index.js'
import { countStatements } from '../statements.js'

describe.each(databases)('purge on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterEach(async () => {
    const tables = [
      'file_locks',
      'file_views',
      'file_notes',
      'files',
      'folders',
      'comments',
      'posts',
      'boxes',
      'shelves',
      'users',
    ] as const
    for (const table of tables) await opened.db.deleteFrom(table).execute()
  })
  afterAll(() => opened?.close())

  let serial = 0
  const user = (): Promise<User> => repos.users.create({ email: `user${++serial}@x`, name: 'U' })
  const users = (count: number): Promise<User[]> =>
    repos.users.createMany(Array.from({ length: count }, () => ({ email: `user${++serial}@x`, name: 'U' })))
  const later = (): Date => new Date(Date.now() + 60_000)

  test('a row goes for good with the deleted rows below, whatever its foreign keys do', async () => {
    const top = await repos.folders.create({ name: 'top' })
    const below = await repos.folders.create({ name: 'below', parent_id: top.id })
    const file = await repos.files.create({ name: 'f', folder_id: below.id })
    await repos.file_views.create({ file_id: file.id })
    await expect(repos.folders.purge(top.id)).rejects.toThrow(ForeignKeyViolationError)
    const deleted = await repos.folders.delete(top.id)
    expect(await repos.folders.purge(top.id)).toEqual(deleted)
    expect(await repos.folders.count({ withDeleted: true })).toBe(0)
    expect(await repos.files.count({ withDeleted: true })).toBe(0)
    expect(await repos.file_views.count()).toBe(0)
    await expect(repos.folders.purge(top.id)).rejects.toThrow(NotFoundError)
  })

  test('rows in a circle', async () => {
    const one = await repos.folders.create({ name: 'one' })
    const two = await repos.folders.create({ name: 'two', parent_id: one.id })
    await repos.folders.update(one.id, { parent_id: two.id })
    await repos.folders.delete(one.id)
    await repos.folders.purge(one.id)
    expect(await repos.folders.count({ withDeleted: true })).toBe(0)
  })

  test('a row that others refer to stays, with all that is below', async () => {
    const top = await repos.folders.create({ name: 'top' })
    const file = await repos.files.create({ name: 'f', folder_id: top.id })
    await repos.file_notes.create({ file_id: file.id, note: 'x' })
    await repos.folders.delete(top.id)
    await expect(repos.folders.purge(top.id)).rejects.toThrow(ForeignKeyViolationError)
    expect(await repos.folders.purgeDeleted({ before: later() })).toBe(0)
    expect([
      await repos.folders.count({ withDeleted: true }),
      await repos.files.count({ withDeleted: true }),
    ]).toEqual([1, 1])
  })

  test('purgeDeleted takes what was deleted before, in batches, and leaves what is referred to', async () => {
    const all = await users(25)
    const kept = all.slice(0, 3)
    const [author] = kept
    await repos.users.deleteMany({ where: { id: { notIn: kept.map(({ id }) => id) } } })
    expect(await repos.users.purgeDeleted({ before: new Date(Date.now() - 60_000) })).toBe(0)
    const held = all.slice(20)
    const post = await repos.posts.create({ author_id: author?.id as string, title: 'x' })
    // Rows that others refer to, past the repositories.
    await opened.db
      .insertInto('comments')
      .values(held.slice(0, 2).map(({ id }) => ({ post_id: post.id, user_id: id, body: 'x' })))
      .execute()
    expect(await repos.users.purgeDeleted({ before: later(), batchSize: 4 })).toBe(20)
    const left = await repos.users.findMany({ withDeleted: true })
    expect(new Set(left.map(({ id }) => id))).toEqual(
      new Set([...kept, ...held.slice(0, 2)].map(({ id }) => id)),
    )
  })

  test('the deleted children of a batch go with it', async () => {
    const [ann, bob] = (await users(2)) as [User, User]
    for (const { id } of [ann, bob]) {
      const post = await repos.posts.create({ author_id: id, title: 'x' })
      await repos.comments.createMany([1, 2].map((body) => ({ post_id: post.id, body: String(body) })))
    }
    await repos.users.delete(ann.id)
    expect(await repos.users.purgeDeleted({ before: later() })).toBe(1)
    expect(await repos.posts.count({ withDeleted: true })).toBe(1)
    expect(await repos.comments.count({ withDeleted: true })).toBe(2)
  })

  test('trees in one table, and composite keys', async () => {
    const top = await repos.folders.create({ name: 'top' })
    for (const name of ['a', 'b', 'c']) await repos.folders.create({ name, parent_id: top.id })
    await repos.folders.delete(top.id)
    expect(await repos.folders.purgeDeleted({ before: later(), batchSize: 1 })).toBe(4)

    await repos.shelves.createMany([1, 2, 3].map((number) => ({ shop: 'a', number })))
    await repos.boxes.create({ shop: 'a', shelf_number: 2, label: 'x' })
    await repos.shelves.deleteMany({ where: { number: { in: [1, 2] } } })
    expect(await repos.shelves.purgeDeleted({ before: later(), batchSize: 1 })).toBe(2)
    expect(await repos.shelves.findMany({ withDeleted: true, select: ['number'] })).toEqual([{ number: 3 }])
    expect(await repos.boxes.count({ withDeleted: true })).toBe(0)
  })

  test('can be ended, and what is done stays done', async () => {
    await users(9)
    await repos.users.deleteMany({ where: {} })
    await expect(repos.users.purgeDeleted({ before: later(), signal: AbortSignal.abort() })).rejects.toThrow(
      AbortedError,
    )
    expect(await repos.users.count({ onlyDeleted: true })).toBe(9)
    const stop = new AbortController()
    const purging = repos.users.purgeDeleted({ before: later(), batchSize: 1, signal: stop.signal })
    while ((await repos.users.count({ onlyDeleted: true })) === 9)
      await new Promise((resolve) => setImmediate(resolve))
    stop.abort()
    const ended = await purging.catch((error: unknown) => error)
    const left = await repos.users.count({ onlyDeleted: true })
    if (left > 0) expect(ended).toBeInstanceOf(AbortedError)
    expect(left).toBeLessThan(9)
    expect(await repos.users.purgeDeleted({ before: later() })).toBe(left)
  })

  test('inside a transaction it is undone with it', async () => {
    await users(3)
    await repos.users.deleteMany({ where: {} })
    await expect(
      runInTransaction(opened.db, async (trx) => {
        expect(await repos.users.using(trx).purgeDeleted({ before: later(), batchSize: 2 })).toBe(3)
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await repos.users.count({ onlyDeleted: true })).toBe(3)
  })

  test('10,000 rows take a handful of statements a batch', async () => {
    const ann = await user()
    const posts = await repos.posts.createMany(
      Array.from({ length: 10_000 }, (_, i) => ({ author_id: ann.id, title: String(i) })),
    )
    await repos.comments.createMany(posts.map(({ id }) => ({ post_id: id, body: 'x' })))
    await repos.posts.deleteMany({ where: {} })
    const purged = await countStatements(() =>
      repos.posts.purgeDeleted({ before: later(), batchSize: 2_500 }),
    )
    expect(purged.result).toBe(10_000)
    expect(purged.statements).toBeLessThanOrEqual(5 * 5)
    expect(await repos.comments.count({ withDeleted: true })).toBe(0)
  }, 120_000)

  test('options that make no sense are refused', async () => {
    for (const options of [
      {},
      { before: 'yesterday' },
      { before: later(), batchSize: 0 },
      { before: later(), all: true },
    ])
      await expect(repos.users.purgeDeleted(options as never)).rejects.toThrow(InvalidQueryError)
    await expect(repos.users.purgeDeleted({ before: new Date(Number.NaN) })).rejects.toThrow(/date/i)
  })
})
