import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import {
  ForeignKeyViolationError,
  InvalidQueryError,
  JsonNull,
  NotFoundError,
  StaleVersionError,
  withActor,
} from '../../../runtime/index.js'
import { everyDatabase, type Opened } from '../../support/every-database.js'
import { countStatements } from '../statements.js'
import { type Campaign, createRepositories, type DB, type Repositories } from './generated/index.js'

const databases = everyDatabase<DB>(new URL('generated/', import.meta.url))

describe.each(databases)('history on $name', ({ dialect, open }) => {
  let opened: Opened<DB>
  let repos: Repositories

  /** An instant of the database, after everything so far and before everything that follows. */
  async function instant(): Promise<Date> {
    await delay(3)
    const now =
      dialect === 'sqlite'
        ? sql`strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`
        : sql`clock_timestamp()::timestamptz(3)::text`
    const { rows } = await sql<{ now: string }>`SELECT ${now} AS now`.execute(opened.db)
    await delay(3)
    return new Date(rows[0]?.now as string)
  }

  const newCampaign = (name: string): Promise<Campaign> => repos.campaigns.create({ team_id: 1, name })

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    await repos.teams.create({ id: 1, name: 'One' })
  })
  afterAll(() => opened.close())

  const bent = {
    reach: 9007199254740993n,
    budget: '1234567890123456.0001',
    settings: { a: [1, { b: null }], z: 'x' },
    logo: new Uint8Array([0, 255, 7]),
    starts: '2026-02-28',
    seen: new Date('2026-03-01T01:02:03.004Z'),
    words: ['a', "b'c"],
  }

  test('a row has an entry for each state, the newest first, with values of the declared types', async () => {
    const first = await repos.campaigns.create({ team_id: 1, name: 'states', ...bent })
    const second = await repos.campaigns.update(first.id, { stage: 'running', settings: JsonNull })
    const third = await repos.campaigns.delete(first.id)
    const entries = await repos.campaigns.history(first.id)
    expect(entries.map(({ version, operation }) => [version, operation])).toEqual([
      [3, 'update'],
      [2, 'update'],
      [1, 'insert'],
    ])
    expect(entries.map(({ row }) => row)).toEqual([third, second, first])
    expect(entries[2]?.row).toMatchObject(bent)
    expect(entries[1]?.row.settings).toBe(JsonNull)
    for (const { at, id } of entries) {
      expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
      expect(typeof id).toBe('bigint')
    }
    expectTypeOf(entries[0]?.row).toEqualTypeOf<Campaign | undefined>()
    await repos.campaigns.purge(first.id)
    const [gone] = await repos.campaigns.history(first.id, { limit: 1 })
    expect(gone).toMatchObject({ operation: 'delete', version: 3, row: third })
  })

  test('pages of a history go from the newest entry backwards', async () => {
    const label = await repos.labels.create({ name: 'paged' })
    for (let n = 0; n < 6; n++) await repos.labels.update(label.name, { colour: `c${n}` })
    const seen: number[] = []
    for (let before: bigint | undefined; ; ) {
      const page = await repos.labels.history('paged', { limit: 3, before })
      seen.push(...page.map(({ version }) => version))
      if (page.length === 0) break
      before = page.at(-1)?.id
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(await repos.labels.history('nobody')).toEqual([])
  })

  test('two versions are compared column by column', async () => {
    const { id } = await repos.campaigns.create({ team_id: 1, name: 'compared', ...bent })
    await repos.campaigns.update(id, {
      settings: { z: 'x', a: [1, { b: null }] },
      logo: new Uint8Array([0, 255, 7]),
    })
    await repos.campaigns.update(id, {
      reach: 9007199254740994n,
      budget: null,
      words: ['a'],
      logo: new Uint8Array([1]),
    })
    const same = await repos.campaigns.history(id, { from: 1, to: 2 })
    expect(Object.keys(same.changes).sort()).toEqual(
      same.from.row.updated_at.getTime() === same.to.row.updated_at.getTime()
        ? ['version']
        : ['updated_at', 'version'],
    )
    const { from, to, changes } = await repos.campaigns.history(id, { from: 2, to: 3 })
    expect([from.version, to.version]).toEqual([2, 3])
    expect({ ...changes, updated_at: undefined, version: undefined }).toEqual({
      reach: { from: 9007199254740993n, to: 9007199254740994n },
      budget: { from: '1234567890123456.0001', to: null },
      words: { from: ['a', "b'c"], to: ['a'] },
      logo: { from: new Uint8Array([0, 255, 7]), to: new Uint8Array([1]) },
    })
    expect(changes.version).toEqual({ from: 2, to: 3 })
    expectTypeOf(changes.reach).toEqualTypeOf<{ readonly from: bigint; readonly to: bigint } | undefined>()
    const back = await repos.campaigns.history(id, { from: 3, to: 2 })
    expect(back.changes.words).toEqual({ from: ['a'], to: ['a', "b'c"] })
    await expect(repos.campaigns.history(id, { from: 1, to: 9 })).rejects.toThrow(NotFoundError)
  })

  test('a row is read as it was at an instant, from the millisecond in which it was written until the next', async () => {
    const before = await instant()
    const first = await newCampaign('as of')
    const during = await instant()
    const second = await repos.campaigns.update(first.id, { name: 'as of, later' })
    const deleted = await instant()
    await repos.campaigns.delete(first.id)
    const after = await instant()
    await repos.campaigns.purge(first.id)
    const end = await instant()

    expect(await repos.campaigns.asOf(first.id, before)).toBeUndefined()
    expect(await repos.campaigns.asOf(first.id, during)).toEqual(first)
    expect(await repos.campaigns.asOf(first.id, deleted)).toEqual(second)
    expect(await repos.campaigns.asOf(first.id, after)).toBeUndefined()
    expect(
      await repos.campaigns.asOf(first.id, after, { withDeleted: true, select: ['name', 'version'] }),
    ).toEqual({
      name: 'as of, later',
      version: 3,
    })
    expect(await repos.campaigns.asOf(first.id, end, { withDeleted: true })).toBeUndefined()

    const [, , update, insert] = await repos.campaigns.history(first.id)
    const edge = update?.at as Date
    expect(await repos.campaigns.asOf(first.id, edge)).toEqual(second)
    expect(await repos.campaigns.asOf(first.id, new Date(edge.getTime() - 1))).toEqual(first)
    expect(
      await repos.campaigns.asOf(first.id, new Date((insert?.at.getTime() as number) - 1)),
    ).toBeUndefined()
  })

  test('whole queries are answered as of an instant, along relations as well', async () => {
    const [a, b] = [await newCampaign('query a'), await newCampaign('query b')]
    const ad = await repos.ads.create({ campaign_id: a.id, title: 'ad a', clicks: 1 })
    await repos.ads.create({ campaign_id: b.id, title: 'ad b' })
    await repos.labels.create({ name: 'then' })
    await repos.campaign_labels.create({ campaign_id: a.id, label: 'then', place: 1 })
    const then = await instant()
    await repos.campaigns.update(a.id, { name: 'query z', stage: 'done' })
    await repos.ads.update(ad.id, { title: 'ad z', clicks: 5, campaign_id: b.id })
    await repos.ads.create({ campaign_id: a.id, title: 'ad new' })
    await repos.campaign_labels.delete({ campaign_id: a.id, label: 'then' })
    await repos.campaigns.purge(b.id)
    await newCampaign('query c')

    const past = repos.campaigns.asOf(then)
    const where = { name: { startsWith: 'query' } }
    const found = await past.findMany({
      where,
      orderBy: { name: 'desc' },
      include: {
        team: true,
        ads: { orderBy: { title: 'asc' }, select: ['title'], include: { campaign: { select: ['name'] } } },
        labels: { select: ['name'] },
        campaign_labels: { where: { place: 1 } },
      },
    })
    expect(found.map(({ name, ads, labels }) => ({ name, ads, labels }))).toEqual([
      { name: 'query b', ads: [{ title: 'ad b', campaign: { name: 'query b' } }], labels: [] },
      {
        name: 'query a',
        ads: [{ title: 'ad a', campaign: { name: 'query a' } }],
        labels: [{ name: 'then' }],
      },
    ])
    expect(found[1]?.campaign_labels).toHaveLength(1)
    expect(found[0]?.team?.name).toBe('One')
    expectTypeOf(found[0]?.team?.name).toEqualTypeOf<string | undefined>()
    expect(await past.count({ where })).toBe(2)
    expect(
      await past.findMany({ where, orderBy: { name: 'asc' }, limit: 1, offset: 1, select: ['name'] }),
    ).toEqual([{ name: 'query b' }])
    expect(
      await past.findMany({
        where: { ads: { some: { clicks: 1, title: { eq: 'ad a' } } } },
        select: ['name'],
      }),
    ).toEqual([{ name: 'query a' }])
    expect(
      await past.findMany({ where: { ...where, ads: { none: { clicks: { gt: 0 } } } }, select: ['name'] }),
    ).toEqual([{ name: 'query b' }])
    expect(await past.exists({ where: { labels: { some: { name: 'then' } } } })).toBe(true)
    expect(await repos.campaigns.exists({ where: { labels: { some: { name: 'then' } } } })).toBe(false)
    expect(
      (await past.findOne({ where, orderBy: { name: 'asc' }, include: { ads: { limit: 1 } } }))?.ads,
    ).toMatchObject([{ title: 'ad a', clicks: 1 }])
    expect((await past.getById(b.id)).name).toBe('query b')

    const page = { where, orderBy: { name: 'asc' }, first: 1, select: ['name'] } as const
    const first = await past.paginate(page)
    const second = await past.paginate({ ...page, after: first.pageInfo.endCursor, include: { ads: true } })
    expect(first.rows).toEqual([{ name: 'query a' }])
    expect(second.rows).toMatchObject([{ name: 'query b', ads: [{ title: 'ad b' }] }])
    expect(second.pageInfo.hasNextPage).toBe(false)
    const streamed = []
    for await (const { name, ads } of past.stream({ where, batchSize: 1, include: { ads: true } }))
      streamed.push([name, ads.map(({ title }) => title)])
    expect(streamed).toEqual([
      ['query a', ['ad a']],
      ['query b', ['ad b']],
    ])
    const ads = repos.ads.asOf(then)
    expect(await ads.aggregate({ where: { campaign: where }, count: true, sum: ['clicks'] })).toEqual({
      count: 2,
      sum: { clicks: 1 },
    })
    const groups = {
      by: ['title'],
      where: { campaign: where },
      count: true,
      orderBy: { by: { title: 'desc' } },
    } as const
    expect(await ads.groupBy(groups)).toEqual([
      { by: { title: 'ad b' }, count: 1 },
      { by: { title: 'ad a' }, count: 1 },
    ])
    await expect(repos.campaigns.getById(b.id)).rejects.toThrow(NotFoundError)
    await expect(past.getById('00000000-0000-7000-8000-000000000000')).rejects.toThrow(NotFoundError)
  })

  test('what has no history is read as it is now, and leads to the past again', async () => {
    const campaign = await newCampaign('through the team')
    const then = await instant()
    await repos.campaigns.update(campaign.id, { name: 'through the team, later' })
    await repos.teams.update(1, { name: 'One, renamed' })
    const found = await repos.campaigns.asOf(campaign.id, then, {
      include: {
        team: { include: { campaigns: { where: { name: { startsWith: 'through' } }, select: ['name'] } } },
      },
    })
    expect(found?.team?.name).toBe('One, renamed')
    expect(found?.team?.campaigns).toEqual([{ name: 'through the team' }])
    await repos.teams.update(1, { name: 'One' })
  })

  test('a row of the past with what it included is one statement on a server, and what a list of it gives', async () => {
    const campaign = await newCampaign('tree')
    await repos.ads.createMany(['a', 'b', 'c'].map((title) => ({ title, campaign_id: campaign.id })))
    const then = await instant()
    await repos.ads.updateMany({ where: { campaign_id: campaign.id, title: 'b' } }, { title: 'z' })
    await repos.ads.deleteMany({ where: { campaign_id: campaign.id, title: 'c' } })
    const later = await newCampaign('another tree')
    const include = {
      ads: {
        where: { campaign: { name: 'tree' } },
        orderBy: { title: 'desc' },
        limit: 2,
        include: { campaign: { select: ['name'], include: { team: true } } },
      },
    } as const
    const past = repos.campaigns.asOf(then)
    const { result, statements } = await countStatements(() => past.getById(campaign.id, { include }))
    expect(statements).toBe(dialect === 'postgres' ? 1 : 4)
    expect(result.ads.map(({ title, campaign }) => [title, campaign?.name, campaign?.team?.id])).toEqual([
      ['c', 'tree', 1],
      ['b', 'tree', 1],
    ])
    const where = { id: { in: [campaign.id, later.id] } }
    expect(await past.findMany({ where, include })).toEqual([result])
    expect(await past.findOne({ where, include })).toEqual(result)
    const now = await repos.campaigns.findMany({ where, include, orderBy: { name: 'desc' } })
    expect(now.map(({ ads }) => ads.map(({ title }) => title))).toEqual([['z', 'a'], []])
  })

  test('names in queries about the past are checked, and rows of it cannot be locked', async () => {
    const past = repos.campaigns.asOf(new Date())
    for (const call of [
      () => past.findMany({ where: { '"': 1 } as never }),
      () => past.findMany({ orderBy: { nothing: 'asc' } as never }),
      () => past.findMany({ include: { nothing: true } as never }),
      () => past.findMany({ select: ['history_id'] as never }),
      () => repos.campaigns.history('x', { limit: -1 }),
      () => repos.campaigns.history('x', { before: 3 as never }),
      () => repos.campaigns.history('x', { from: 1 } as never),
      () => repos.campaigns.history('x', { from: 1, to: 2, limit: 3 } as never),
      () => repos.campaigns.history('x', { offset: 3 } as never),
    ]) {
      await expect(call().then(() => 'nothing thrown')).rejects.toThrow()
    }
    await expect(repos.campaigns.asOf('x', 'yesterday' as never)).rejects.toThrow(InvalidQueryError)
    expect(() => repos.campaigns.asOf('yesterday' as never)).toThrow(InvalidQueryError)
    expect(() => past.findMany({ lock: 'update' } as never)).toThrow('cannot be locked')
  })

  test('a row is given the values of a version again, as a new version', async () => {
    const first = await repos.campaigns.create({ team_id: 1, name: 'reverted', ...bent })
    await repos.campaigns.update(first.id, {
      name: 'other',
      reach: 1n,
      settings: null,
      logo: null,
      words: null,
    })
    const back = await withActor('ann', () => repos.campaigns.revert(first.id, 1, { version: 2 }))
    expect(back).toEqual({ ...first, version: 3, updated_at: back.updated_at, updated_by: 'ann' })
    expect(back.updated_at.getTime()).toBeGreaterThanOrEqual(first.updated_at.getTime())
    expect(await repos.campaigns.getById(first.id)).toEqual(back)
    const [newest] = await repos.campaigns.history(first.id)
    expect(newest).toMatchObject({ operation: 'update', version: 3, row: back })
    const stale = repos.campaigns.revert(first.id, 1, { version: 2 })
    await expect(stale).rejects.toThrow(StaleVersionError)
    await expect(stale).rejects.toMatchObject({ expected: 2, actual: 3 })
    await expect(repos.campaigns.revert(first.id, 9)).rejects.toThrow(NotFoundError)
    await expect(repos.campaigns.revert('00000000-0000-7000-8000-000000000000', 1)).rejects.toThrow(
      NotFoundError,
    )
  })

  test('a row that is gone comes back by its history, and goes on counting its versions', async () => {
    const first = await repos.campaigns.create({ team_id: 1, name: 'comes back', ...bent })
    await repos.campaigns.delete(first.id)
    await expect(repos.campaigns.revert(first.id, 2)).rejects.toThrow('in version 2 the row')
    const undeleted = await repos.campaigns.revert(first.id, 1)
    expect(undeleted).toEqual({ ...first, version: 3, updated_at: undeleted.updated_at })
    await repos.campaigns.purge(first.id)
    await expect(repos.campaigns.revert(first.id, 1, { version: 2 })).rejects.toMatchObject({
      expected: 2,
      actual: 3,
    })
    const again = await repos.campaigns.revert(first.id, 1, { version: 3 })
    expect(again).toEqual({ ...first, version: 4, updated_at: again.updated_at })
    expect(
      (await repos.campaigns.history(first.id)).map(({ version, operation }) => [version, operation]),
    ).toEqual([
      [4, 'insert'],
      [3, 'delete'],
      [3, 'update'],
      [2, 'update'],
      [1, 'insert'],
    ])
    await repos.campaigns.update(first.id, { reach: 1n }, { version: 4 })
  })

  test('a number that the database gave is given again to a row that comes back', async () => {
    const ad = await repos.ads.create({ title: 'numbered' })
    await repos.ads.delete(ad.id)
    expect(await repos.ads.revert(ad.id, 1)).toEqual({ ...ad, version: 2 })
    const key = { campaign_id: (await newCampaign('keyed')).id, label: 'of two' }
    await repos.labels.create({ name: 'of two' })
    await repos.campaign_labels.create({ ...key, place: 4 })
    await repos.campaign_labels.update(key, { place: 5 })
    expect(await repos.campaign_labels.revert(key, 1)).toEqual({ ...key, place: 4, version: 3 })
    await repos.labels.delete('of two')
    await expect(repos.campaign_labels.revert(key, 2)).rejects.toThrow(ForeignKeyViolationError)
  })
})
