import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError, runInTransaction } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Post, type Repositories, type User } from '../generated/index.js'

describe.each(databases)('stream on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let ann: User

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    ann = await repos.users.create({ email: 'ann@x', name: 'Ann' })
    await repos.posts.createMany(
      Array.from({ length: 25 }, (_, i) => ({
        author_id: ann.id,
        title: `t${i % 4}`,
        rank: i % 3 === 0 ? null : i % 5,
        visibility: i % 2 === 0 ? ('public' as const) : ('draft' as const),
      })),
    )
    const [gone] = await repos.posts.createMany([{ author_id: ann.id, title: 'gone' }])
    await repos.posts.delete(gone?.id as string)
  })
  afterAll(() => opened.close())

  async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
    const found: Row[] = []
    for await (const row of rows) found.push(row)
    return found
  }

  test.each([1, 2, 5, 24, 25, 26, undefined])(
    'every row once and in order, in batches of %s',
    async (batchSize) => {
      const size = batchSize === undefined ? {} : { batchSize }
      const ids = await repos.posts.findMany({ orderBy: { id: 'asc' } })
      expect(await all(repos.posts.stream(size))).toEqual(ids)
      const ordered = await repos.posts.findMany({
        orderBy: [{ rank: 'desc' }, { title: 'asc' }, { id: 'asc' }],
      })
      expect(
        await all(repos.posts.stream({ orderBy: [{ rank: 'desc' }, { title: 'asc' }], ...size })),
      ).toEqual(ordered)
    },
  )

  test('where, select and include, for each batch', async () => {
    const rows = await all(
      repos.posts.stream({
        where: { visibility: 'public', rank: { isNull: false } },
        orderBy: { rank: 'asc' },
        select: ['rank'],
        include: { author: { select: ['name'] } },
        batchSize: 2,
      }),
    )
    expect(rows.map(({ rank }) => rank)).toEqual([0, 0, 1, 2, 2, 3, 4, 4])
    expect(rows.every(({ author }) => author?.name === 'Ann')).toBe(true)
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['author', 'rank'])
    expectTypeOf(rows[0]).toEqualTypeOf<
      (Pick<Post, 'rank'> & { author: { name: string } | null }) | undefined
    >()
  })

  test('soft-deleted rows are left out, unless they are asked for', async () => {
    expect(await all(repos.posts.stream({ batchSize: 10 }))).toHaveLength(25)
    expect(await all(repos.posts.stream({ batchSize: 10, withDeleted: true }))).toHaveLength(26)
    expect((await all(repos.posts.stream({ onlyDeleted: true }))).map(({ title }) => title)).toEqual(['gone'])
  })

  test('the loop may read and write, and streams may run beside and inside each other', async () => {
    const seen: number[] = []
    for await (const { label, id } of written(repos.posts.stream({ batchSize: 3, orderBy: { id: 'asc' } }))) {
      await repos.posts.update(id, { title: label })
      seen.push(await repos.posts.count({ where: { title: { startsWith: 'seen' } } }))
      for await (const inner of repos.posts.stream({ batchSize: 2 })) {
        expect(inner.id).toBeDefined()
        break
      }
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => i + 1))
    const lists = await Promise.all([1, 2, 3].map((batchSize) => all(repos.posts.stream({ batchSize }))))
    expect(lists.map((list) => list.length)).toEqual([25, 25, 25])
  })

  async function* written(rows: AsyncIterable<Post>): AsyncGenerator<{ id: string; label: string }> {
    for await (const { id } of rows) yield { id, label: `seen ${id}` }
  }

  test('left early or by an error, it leaves nothing behind', async () => {
    for (let i = 0; i < 40; i++) {
      for await (const row of repos.posts.stream({ batchSize: 2 })) if (row.id !== '') break
    }
    const failing = async () => {
      for await (const row of repos.posts.stream({ batchSize: 2 }))
        throw new Error(`work on ${row.title.length} failed`)
    }
    await expect(failing()).rejects.toThrow(/^work on \d+ failed$/)
    expect(await repos.posts.count()).toBe(25)
  })

  test('the same stream may be gone through again', async () => {
    const rows = repos.posts.stream({ batchSize: 4 })
    expect(await all(rows)).toHaveLength(25)
    expect(await all(rows)).toHaveLength(25)
  })

  test('inside a transaction, of which it sees what is not committed yet', async () => {
    const undone = runInTransaction(opened.db, async (trx) => {
      const within = repos.posts.using(trx)
      await within.create({ author_id: ann.id, title: 'new' })
      expect(await all(within.stream({ batchSize: 4 }))).toHaveLength(26)
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect(await all(repos.posts.stream({ batchSize: 4 }))).toHaveLength(25)
  })

  test('errors of the database come out of the loop', async () => {
    const read = async () => {
      const titles: string[] = []
      for await (const { name } of repos.categories.stream({ batchSize: 1 })) {
        titles.push(name)
        if (titles.length === 1) await sql.raw('ALTER TABLE categories RENAME TO gone').execute(opened.db)
      }
    }
    await repos.categories.createMany([{ name: 'a' }, { name: 'b' }])
    await expect(read()).rejects.toThrow(/categories/)
    await sql.raw('ALTER TABLE gone RENAME TO categories').execute(opened.db)
    expect(await all(repos.categories.stream())).toHaveLength(2)
  })

  test('what is no option, size or column is refused', async () => {
    const refused = (options: object) =>
      expect(all(repos.posts.stream(options as never)), JSON.stringify(options)).rejects.toThrow(
        InvalidQueryError,
      )
    await refused({ batchSize: 0 })
    await refused({ batchSize: 1.5 })
    await refused({ batchSize: '1' })
    await refused({ first: 1 })
    await refused({ limit: 1 })
    await refused({ orderBy: { nothing: 'asc' } })
    await refused({ where: { nothing: 1 } })
  })

  test('constant memory: of all rows that came, no more than three batches are still there', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    await repos.tags.createMany(Array.from({ length: 3000 }, (_, i) => ({ label: `${i}` })))
    const came: WeakRef<object>[] = []
    const counts: number[] = []
    for await (const row of repos.tags.stream({ batchSize: 100 })) {
      came.push(new WeakRef(row))
      if (came.length % 500 !== 0) continue
      await setImmediate()
      collect()
      counts.push(came.filter((each) => each.deref() !== undefined).length)
    }
    expect(came).toHaveLength(3000)
    expect(counts).toHaveLength(6)
    expect(Math.max(...counts)).toBeLessThanOrEqual(300)
  })
})
