import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ForeignKeyViolationError, runInTransaction } from '../../../runtime/index.js'
import { someoneWaits } from '../../support/waiting.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

const servers = databases.filter(({ name }) => name.startsWith('PostgreSQL'))

/** Each writes while the other has not committed: what comes of it must be what one after the other would give. */
describe.each(servers)('at the same time on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened?.close())

  let serial = 0
  const user = () => repos.users.create({ email: `user${++serial}@x`, name: 'U' })

  /** Runs `first` and keeps its transaction open until `second` waits for it, or has ended where it need not wait. */
  async function overlap<T>(
    first: (repositories: Repositories) => Promise<unknown>,
    second: () => Promise<T>,
    waits = true,
  ): Promise<PromiseSettledResult<T>> {
    let running: Promise<PromiseSettledResult<T>[]> | undefined
    await runInTransaction(opened.db, async (trx) => {
      await first(createRepositories(trx))
      running = Promise.allSettled([second()])
      await (waits ? someoneWaits(opened.db) : running)
    })
    const [result] = (await running) ?? []
    return result as PromiseSettledResult<T>
  }

  const live = async (author_id: string) =>
    (await repos.posts.findMany({ where: { author_id } })).map(({ title }) => title)

  const writes = {
    create: (id: string) => repos.posts.create({ author_id: id, title: 'new' }),
    createMany: (id: string) =>
      repos.posts.createMany([1, 2].map((rank) => ({ author_id: id, title: 'new', rank }))),
    update: async (id: string, other: string) => repos.posts.update(other, { author_id: id }),
    updateMany: async (id: string, other: string) =>
      repos.posts.updateMany({ where: { id: other } }, { author_id: id }),
    restore: async (_id: string, _other: string, deleted: string) => repos.posts.restore(deleted),
  }

  const scene = async () => {
    const [parent, owner] = [await user(), await user()]
    const other = await repos.posts.create({ author_id: owner.id, title: 'other' })
    const deleted = await repos.posts.create({ author_id: parent.id, title: 'deleted' })
    await repos.posts.delete(deleted.id)
    return { parent: parent.id, other: other.id, deleted: deleted.id }
  }

  test.each(Object.keys(writes) as (keyof typeof writes)[])(
    'pitfall 5: a parent that is being deleted is refused by %s',
    async (name) => {
      const { parent, other, deleted } = await scene()
      const result = await overlap(
        (within) => within.users.delete(parent),
        () => writes[name](parent, other, deleted) as Promise<unknown>,
      )
      expect(result).toMatchObject({ status: 'rejected', reason: { failure: 'deleted-parent' } })
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(ForeignKeyViolationError)
      expect(await live(parent)).toEqual([])
    },
  )

  test.each(Object.keys(writes) as (keyof typeof writes)[])(
    'pitfall 4: what %s is writing goes along with a parent that is deleted meanwhile',
    async (name) => {
      const { parent, other, deleted } = await scene()
      const at = (within: Repositories) => ({
        create: () => within.posts.create({ author_id: parent, title: 'new' }),
        createMany: () =>
          within.posts.createMany([1, 2].map((rank) => ({ author_id: parent, title: 'new', rank }))),
        update: () => within.posts.update(other, { author_id: parent }),
        updateMany: () => within.posts.updateMany({ where: { id: other } }, { author_id: parent }),
        restore: () => within.posts.restore(deleted),
      })
      const result = await overlap(
        (within) => at(within)[name](),
        () => repos.users.delete(parent),
      )
      expect(result.status).toBe('fulfilled')
      expect(await live(parent)).toEqual([])
      await repos.users.restore(parent)
      expect(await live(parent)).not.toEqual([])
    },
  )

  test('a row that would refuse comes in time', async () => {
    const { parent } = await scene()
    const post = await repos.posts.create({ author_id: (await user()).id, title: 'x' })
    const result = await overlap(
      (within) => within.comments.create({ post_id: post.id, user_id: parent, body: 'x' }),
      () => repos.users.delete(parent),
    )
    expect(result).toMatchObject({ status: 'rejected', reason: { failure: 'still-referenced' } })
  })

  test('who writes to a parent does not wait for those who link to it', async () => {
    const { parent } = await scene()
    await runInTransaction(opened.db, async (trx) => {
      await createRepositories(trx).posts.create({ author_id: parent, title: 'x' })
      const late = delay(10_000, 'waited', { ref: false })
      expect(await Promise.race([repos.users.update(parent, { score: 3 }), late])).toMatchObject({ score: 3 })
    })
  })

  test('of two who delete a row one does, by key and by filter', async () => {
    const { parent } = await scene()
    const result = await overlap(
      (within) => within.users.delete(parent),
      () => repos.users.delete(parent),
    )
    expect(result).toMatchObject({ status: 'rejected', reason: { name: 'NotFoundError' } })
    const [one, two] = [await user(), await user()]
    const where = { id: { in: [one.id, two.id] } }
    const many = await overlap(
      (within) => within.users.delete(one.id),
      () => repos.users.deleteMany({ where }),
    )
    expect(many).toMatchObject({ status: 'fulfilled', value: 1 })
  })

  test('a change that was made meanwhile does not keep a row from being deleted', async () => {
    const { parent } = await scene()
    const result = await overlap(
      (within) => within.users.update(parent, { score: 9 }),
      () => repos.users.delete(parent),
    )
    expect(result).toMatchObject({ status: 'fulfilled', value: { score: 9 } })
  })

  test('what is being restored is not purged', async () => {
    const { deleted } = await scene()
    const before = new Date(Date.now() + 60_000)
    const result = await overlap(
      (within) => within.posts.restore(deleted),
      () => repos.posts.purgeDeleted({ before }),
      false,
    )
    expect(result.status).toBe('fulfilled')
    expect(await repos.posts.findById(deleted)).toBeDefined()
  })
})
