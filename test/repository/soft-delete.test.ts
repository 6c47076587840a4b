import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ForeignKeyViolationError, InvalidQueryError, NotFoundError } from '../../runtime/errors.js'
import {
  databases,
  emptyTables,
  type OpenDatabase,
  type Repositories,
  repositoriesOn,
} from './support/databases.js'

describe.each(databases)('soft delete on $name', ({ open }) => {
  let database: OpenDatabase
  let repos: Repositories
  beforeAll(async () => {
    database = await open()
    repos = repositoriesOn(database.db)
  })
  beforeEach(() => emptyTables(database.db))
  afterAll(() => database?.close())

  const campaign = (name = 'Spring', more = {}) => repos.campaigns.create({ name, platform: 'web', ...more })
  const group = (name: string, campaign_id: string | null, parent_id: string | null = null) =>
    repos.groups.create({ name, campaign_id, parent_id })
  const ad = (title: string, group_id: string) => repos.ads.create({ title, group_id })
  const liveGroups = async () =>
    (await repos.groups.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)
  const liveAds = async () =>
    (await repos.ads.findMany({ orderBy: { title: 'asc' } })).map(({ title }) => title)

  test('a deleted row is left out of every read unless asked for', async () => {
    const { id } = await campaign('one', { email: 'x' })
    const other = await campaign('two')
    const deleted = await repos.campaigns.delete(id)
    expect(deleted).toMatchObject({ id, version: 2 })
    expect(deleted.deleted_at).toBeInstanceOf(Date)
    expect(deleted.deletion_id).toMatch(/-7/)
    expect(await repos.campaigns.findById(id)).toBeUndefined()
    await expect(repos.campaigns.getById(id)).rejects.toThrow(NotFoundError)
    expect(await repos.campaigns.findOne({ where: { id } })).toBeUndefined()
    expect(await repos.campaigns.findByEmail('x')).toBeUndefined()
    expect((await repos.campaigns.findMany()).map((row) => row.id)).toEqual([other.id])
    expect((await repos.campaigns.listByPlatform('web')).map((row) => row.id)).toEqual([other.id])
    expect(await repos.campaigns.count()).toBe(1)
    expect(await repos.campaigns.exists({ where: { name: 'one' } })).toBe(false)
    const query = repos.campaigns.query().select('campaigns.id')
    expect(await query.execute()).toEqual([{ id: other.id }])

    expect(await repos.campaigns.findById(id, { withDeleted: true })).toEqual(deleted)
    expect(await repos.campaigns.findById(other.id, { onlyDeleted: true })).toBeUndefined()
    expect(await repos.campaigns.getById(id, { onlyDeleted: true })).toEqual(deleted)
    expect(await repos.campaigns.count({ withDeleted: true })).toBe(2)
    expect(await repos.campaigns.findMany({ onlyDeleted: true, where: { platform: 'web' } })).toEqual([
      deleted,
    ])
    expect(await repos.campaigns.exists({ onlyDeleted: true, where: { name: 'one' } })).toBe(true)
    expect(await repos.campaigns.count({ where: { or: [{ name: 'one' }, { name: 'two' }] } })).toBe(1)
  })

  test('writes do not reach a deleted row', async () => {
    const { id } = await campaign()
    await repos.campaigns.delete(id)
    await expect(repos.campaigns.update(id, { name: 'x' })).rejects.toThrow(NotFoundError)
    await expect(repos.campaigns.update(id, { name: 'x' }, { version: 2 })).rejects.toThrow(NotFoundError)
    await expect(repos.campaigns.update(id, {})).rejects.toThrow(NotFoundError)
    await expect(repos.campaigns.delete(id)).rejects.toThrow(NotFoundError)
    expect(await repos.campaigns.updateMany({ where: {} }, { name: 'x' })).toBe(0)
    expect(await repos.campaigns.deleteMany({ where: {} })).toBe(0)
    expect(await repos.campaigns.findById(id, { withDeleted: true })).toMatchObject({
      name: 'Spring',
      version: 2,
    })
  })

  test('the value of a unique index is free again', async () => {
    const { id } = await campaign('one', { email: 'x' })
    await repos.campaigns.delete(id)
    const second = await campaign('two', { email: 'x' })
    expect((await repos.campaigns.findByEmail('x'))?.id).toBe(second.id)
    await expect(repos.campaigns.restore(id)).rejects.toThrow(/unique|email/i)
    expect(await repos.campaigns.findById(id)).toBeUndefined()
  })

  test('children go with their parent through all levels, and come back with it', async () => {
    const one = await campaign('one')
    const two = await campaign('two')
    const top = await group('a', one.id)
    const below = await group('b', null, top.id)
    const lowest = await group('c', null, below.id)
    await group('d', two.id)
    await ad('1', top.id)
    await ad('2', lowest.id)
    const gone = await ad('3', lowest.id)
    await repos.ads.delete(gone.id)

    const { deletion_id } = await repos.campaigns.delete(one.id)
    expect(await liveGroups()).toEqual(['d'])
    expect(await liveAds()).toEqual([])
    const deletedAds = await repos.ads.findMany({ onlyDeleted: true, orderBy: { title: 'asc' } })
    expect(deletedAds.map((row) => row.deletion_id === deletion_id)).toEqual([true, true, false])

    const restored = await repos.campaigns.restore(one.id)
    expect(restored).toMatchObject({ deleted_at: null, deletion_id: null, deleted_by: null, version: 3 })
    expect(await repos.campaigns.getById(one.id)).toEqual(restored)
    expect(await liveGroups()).toEqual(['a', 'b', 'c', 'd'])
    expect(await liveAds()).toEqual(['1', '2'])
    expect(await repos.groups.findMany({ where: { not: { deletion_id: null } } })).toEqual([])
  })

  test('restoring a child brings back its own branch alone', async () => {
    const one = await campaign('one')
    const a = await group('a', one.id)
    const b = await group('b', one.id)
    await ad('1', a.id)
    await ad('2', b.id)
    await repos.campaigns.delete(one.id)
    await repos.groups.restore(a.id)
    expect(await liveGroups()).toEqual(['a'])
    expect(await liveAds()).toEqual(['1'])
    await repos.campaigns.restore(one.id)
    expect(await liveGroups()).toEqual(['a', 'b'])
    expect(await liveAds()).toEqual(['1', '2'])
  })

  test('restoring does not reach over to a branch that the row has no part in', async () => {
    const [one, two] = [await campaign('one'), await campaign('two')]
    const other = await group('other', two.id)
    const a = await group('a', one.id)
    const both = await group('both', one.id, other.id)
    await repos.campaigns.delete(one.id)
    await repos.groups.restore(a.id)
    expect(await liveGroups()).toEqual(['a', 'other'])
    await expect(repos.groups.restore(other.id)).rejects.toThrow(NotFoundError)
    expect(await repos.groups.findById(both.id)).toBeUndefined()
  })

  test('a circle of rows comes to an end', async () => {
    const a = await group('a', null)
    const b = await group('b', null, a.id)
    await repos.groups.update(a.id, { parent_id: b.id })
    const self = await group('self', null)
    await repos.groups.update(self.id, { parent_id: self.id })
    await repos.groups.delete(a.id)
    await repos.groups.delete(self.id)
    expect(await liveGroups()).toEqual([])
    await repos.groups.restore(b.id)
    await repos.groups.restore(self.id)
    expect(await liveGroups()).toEqual(['a', 'b', 'self'])
  })

  test('deleteMany takes children along under one deletion', async () => {
    const [one, two, three] = [await campaign('one'), await campaign('two'), await campaign('three')]
    for (const { id, name } of [one, two, three]) await ad(name, (await group(name, id)).id)
    expect(await repos.campaigns.deleteMany({ where: { name: { in: ['one', 'two'] } } })).toBe(2)
    expect(await liveAds()).toEqual(['three'])
    const deleted = await repos.ads.findMany({ onlyDeleted: true })
    expect(new Set(deleted.map((row) => row.deletion_id)).size).toBe(1)
    await repos.campaigns.restore(one.id)
    expect(await liveAds()).toEqual(['one', 'three'])
  })

  test('a live row that restricts refuses the whole deletion', async () => {
    const one = await campaign('one')
    await group('a', one.id)
    const invoice = await repos.invoices.create({ campaign_id: one.id })
    const refused = await repos.campaigns.delete(one.id).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ForeignKeyViolationError)
    expect(refused).toMatchObject({ table: 'invoices', columns: ['campaign_id'] })
    await expect(repos.campaigns.deleteMany({ where: {} })).rejects.toThrow(ForeignKeyViolationError)
    expect(await repos.campaigns.getById(one.id)).toEqual(one)
    expect(await liveGroups()).toEqual(['a'])
    await repos.invoices.delete(invoice.id)
    await repos.campaigns.delete(one.id)
    expect(await repos.campaigns.count()).toBe(0)
  })

  test('a refused deletion leaves the transaction around it whole', async () => {
    const one = await campaign('one')
    await group('a', one.id)
    await repos.invoices.create({ campaign_id: one.id })
    await database.db.transaction().execute(async (trx) => {
      const inner = repos.campaigns.using(trx)
      await expect(inner.delete(one.id)).rejects.toThrow(ForeignKeyViolationError)
      await inner.update(one.id, { name: 'after' })
    })
    expect(await liveGroups()).toEqual(['a'])
    expect(await repos.campaigns.getById(one.id)).toMatchObject({ name: 'after', version: 2 })
  })

  test('a key of two columns, and children without a key', async () => {
    const [one, two] = await repos.orders.createMany([
      { shop: 'a', number: 1 },
      { shop: 'a', number: 2 },
    ])
    const line = (item: string, number: number | null) => ({ item, shop: 'a', number })
    await repos.lines.createMany([line('x', 1), line('y', 1), line('z', 2), line('none', null)])
    const items = async () =>
      (await repos.lines.findMany({ orderBy: { item: 'asc' } })).map(({ item }) => item)
    expect(await repos.lines.deleteMany({ where: { item: 'y' } })).toBe(1)
    expect(await repos.orders.deleteMany({ where: { shop: 'a' } })).toBe(2)
    expect(await items()).toEqual(['none'])
    expect(await repos.orders.restore({ shop: 'a', number: 1 })).toEqual(one)
    expect(await items()).toEqual(['none', 'x'])
    expect(await repos.orders.restore({ shop: 'a', number: 2 })).toEqual(two)
    expect(await items()).toEqual(['none', 'x', 'z'])
    expect(await repos.lines.count({ withDeleted: true })).toBe(4)
  })

  test('restore of what is not deleted or not there', async () => {
    const one = await campaign('one')
    await expect(repos.campaigns.restore(one.id)).rejects.toThrow(/no deleted row/)
    await expect(repos.campaigns.restore('0190a5e5-0000-7000-8000-00000000ffff')).rejects.toThrow(
      NotFoundError,
    )
    expect(await repos.campaigns.getById(one.id)).toEqual(one)
  })

  test('purge removes a row for good', async () => {
    const one = await campaign('one')
    const a = await group('a', one.id)
    await repos.campaigns.delete(one.id)
    expect((await repos.campaigns.purge(one.id)).id).toBe(one.id)
    expect(await repos.campaigns.findById(one.id, { withDeleted: true })).toBeUndefined()
    expect(await repos.groups.findById(a.id, { withDeleted: true })).toBeUndefined()
    await expect(repos.campaigns.purge(one.id)).rejects.toThrow(NotFoundError)
    const live = await campaign('live')
    await repos.invoices.create({ campaign_id: live.id })
    await expect(repos.campaigns.purge(live.id)).rejects.toThrow(ForeignKeyViolationError)
  })

  test('options that make no sense are refused', async () => {
    await expect(repos.campaigns.findMany({ withDeleted: true, onlyDeleted: true })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(repos.members.findMany({ withDeleted: true } as never)).rejects.toThrow(InvalidQueryError)
    for (const value of ['false', 'no', 0, 1, null, {}]) {
      const options = [{ withDeleted: value }, { onlyDeleted: value }] as never[]
      for (const option of options) {
        await expect(repos.campaigns.findMany(option)).rejects.toThrow(/Deleted is true or false, not /)
        await expect(repos.campaigns.findById('x', option)).rejects.toThrow(InvalidQueryError)
        await expect(repos.campaigns.count(option)).rejects.toThrow(InvalidQueryError)
      }
    }
    expect(await repos.campaigns.findMany({ withDeleted: false, onlyDeleted: false })).toEqual([])
  })
})
