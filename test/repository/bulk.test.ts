import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withActor } from '../../runtime/actor.js'
import { InvalidQueryError } from '../../runtime/errors.js'
import { runInTransaction } from '../../runtime/repository/index.js'
import {
  databases,
  emptyTables,
  type OpenDatabase,
  type Repositories,
  repositoriesOn,
} from './support/databases.js'

describe.each(databases)('many rows on $name', ({ open }) => {
  let database: OpenDatabase
  let repos: Repositories
  beforeAll(async () => {
    database = await open()
    repos = repositoriesOn(database.db)
  })
  beforeEach(async () => {
    await emptyTables(database.db)
    const past = new Date('2020-01-01')
    const platforms = ['web', 'tv', 'web', 'tv', 'web']
    await repos.campaigns.createMany(
      platforms.map((platform, i) => ({ name: `c${i}`, platform, updated_at: past })),
    )
  })
  afterAll(() => database?.close())

  test('updateMany changes what matches, and all that every write changes', async () => {
    const changed = await withActor('ann', () =>
      repos.campaigns.updateMany(
        { where: { platform: 'web', name: { ne: 'c0' } } },
        { budget: '7', notes: null },
      ),
    )
    expect(changed).toBe(2)
    const rows = await repos.campaigns.findMany({ orderBy: { name: 'asc' } })
    expect(rows.map(({ budget }) => budget)).toEqual(['0.00', '0.00', '7.00', '0.00', '7.00'])
    expect(rows.map(({ version }) => version)).toEqual([1, 1, 2, 1, 2])
    expect(rows.map(({ updated_by }) => updated_by)).toEqual([null, null, 'ann', null, 'ann'])
    expect(rows.map((row) => row.updated_at.getFullYear() > 2020)).toEqual([false, false, true, false, true])
  })

  test('updateMany of every row, of nothing, and of no change', async () => {
    expect(await repos.campaigns.updateMany({ where: {} }, { notes: 'x' })).toBe(5)
    expect(await repos.campaigns.updateMany({ where: { name: 'none' } }, { notes: 'y' })).toBe(0)
    expect(await repos.campaigns.updateMany({ where: { platform: 'tv' } }, {})).toBe(2)
    expect(await repos.campaigns.count({ where: { notes: 'x', version: 2 } })).toBe(5)
  })

  test('a forgotten filter changes nothing', async () => {
    const forgotten = [
      undefined,
      null,
      {},
      { where: undefined },
      { where: null },
      { where: { name: undefined } },
    ]
    for (const options of forgotten as never[]) {
      const called = async () => repos.campaigns.updateMany(options, { notes: 'x' })
      await expect(called()).rejects.toThrow(InvalidQueryError)
      await expect((async () => repos.campaigns.deleteMany(options))()).rejects.toThrow(InvalidQueryError)
      await expect((async () => repos.events.deleteMany(options))()).rejects.toThrow(InvalidQueryError)
    }
    expect(await repos.campaigns.count({ where: { version: 1 } })).toBe(5)
  })

  test('updateMany refuses options where other methods have them', async () => {
    const call = repos.campaigns.updateMany as (...all: unknown[]) => Promise<unknown>
    const late = call.call(repos.campaigns, { where: {} }, { notes: 'x' }, { returning: true })
    await expect(late).rejects.toThrow(InvalidQueryError)
    await expect(late).rejects.toThrow('updateMany takes its options first')
  })

  test('updateMany refuses what update refuses', async () => {
    for (const changes of [{ version: 3 }, { deleted_at: null }, { id: 'x' }, { nope: 1 }, null, []]) {
      await expect(repos.campaigns.updateMany({ where: {} }, changes as never)).rejects.toThrow(
        InvalidQueryError,
      )
    }
  })

  test('deleteMany deletes for real where nothing soft-deletes', async () => {
    await repos.events.createMany([{ kind: 'a' }, { kind: 'b' }, { kind: 'b', data: { x: 1 } }])
    expect(await repos.events.updateMany({ where: { kind: 'b' } }, { data: [1] })).toBe(2)
    expect(await repos.events.findMany({ where: { data: { eq: [1] } } })).toHaveLength(2)
    expect(await repos.events.deleteMany({ where: { kind: 'b' } })).toBe(2)
    expect(await repos.events.deleteMany({ where: {} })).toBe(1)
    expect(await repos.events.count()).toBe(0)
  })

  test('query continues as Kysely', async () => {
    const query = repos.campaigns.query().select(['campaigns.name']).where('budget', '=', '0').orderBy('name')
    expect((await query.execute()).map(({ name }) => name)).toEqual(['c0', 'c1', 'c2', 'c3', 'c4'])
  })

  test('a transaction is kept or undone as a whole', async () => {
    await runInTransaction(database.db, async (trx) => {
      await repositoriesOn(trx).campaigns.create({ name: 'kept', platform: 'x' })
    })
    const undone = runInTransaction(database.db, async (trx) => {
      const tx = repositoriesOn(trx)
      await tx.campaigns.create({ name: 'lost', platform: 'x' })
      expect(await tx.campaigns.count({ where: { platform: 'x' } })).toBe(2)
      throw new Error('no')
    })
    await expect(undone).rejects.toThrow('no')
    expect((await repos.campaigns.findMany({ where: { platform: 'x' } })).map(({ name }) => name)).toEqual([
      'kept',
    ])
  })

  test('a transaction within one is a savepoint', async () => {
    const result = await runInTransaction(database.db, async (trx) => {
      const outer = repos.campaigns.using(trx)
      await outer.create({ name: 'outer', platform: 'x' })
      const inner = runInTransaction(trx, async (nested) => {
        await repos.campaigns.using(nested).create({ name: 'inner', platform: 'x' })
        throw new Error('inner')
      })
      await expect(inner).rejects.toThrow('inner')
      return (await outer.findMany({ where: { platform: 'x' } })).map(({ name }) => name)
    })
    expect(result).toEqual(['outer'])
    expect(await repos.campaigns.count({ where: { platform: 'x' } })).toBe(1)
  })

  test('using keeps the class, and a call of many statements joins the transaction', async () => {
    const undone = runInTransaction(database.db, async (trx) => {
      const bound = repos.campaigns.using(trx)
      expect((await bound.listByPlatform('web')).map(({ name }) => name)).toEqual(['c4', 'c2', 'c0'])
      await bound.createMany([
        { name: 'a', platform: 'x' },
        { name: 'b', platform: 'x', notes: 'other columns' },
      ])
      await bound.deleteMany({ where: { platform: 'web' } })
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    expect(await repos.campaigns.count()).toBe(5)
  })

  test('calls at the same time do not get in each other’s way', async () => {
    const work = Array.from({ length: 20 }, async (_, i) => {
      const { id } = await repos.campaigns.create({ name: `p${i}`, platform: 'p' })
      await repos.campaigns.update(id, { notes: `${i}` }, { version: 1 })
      if (i % 2 === 0) await repos.campaigns.delete(id)
      return repos.campaigns.findById(id, { withDeleted: true })
    })
    const rows = await Promise.all(work)
    expect(rows.map((row) => row?.notes)).toEqual(rows.map((_, i) => `${i}`))
    expect(await repos.campaigns.count({ where: { platform: 'p' } })).toBe(10)
  })
})
