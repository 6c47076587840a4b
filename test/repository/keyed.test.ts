import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withActor } from '../../runtime/actor.js'
import {
  ActorRequiredError,
  CheckViolationError,
  InvalidQueryError,
  NotFoundError,
  NotNullViolationError,
  StaleVersionError,
  UniqueViolationError,
  ValueError,
} from '../../runtime/errors.js'
import { accessTo } from '../../runtime/repository/access.js'
import { actorFor } from '../../runtime/repository/actor.js'
import { type Column, columnsOf } from '../../runtime/repository/table.js'
import { sessionOf } from '../../runtime/session-of.js'
import { JsonNull } from '../../runtime/values/json.js'
import {
  databases,
  emptyTables,
  type OpenDatabase,
  type Repositories,
  repositoriesOn,
} from './support/databases.js'
import { secrets } from './support/tables.js'

describe.each(databases)('one row on $name', ({ open, dialect }) => {
  let database: OpenDatabase
  let repos: Repositories
  beforeAll(async () => {
    database = await open()
    repos = repositoriesOn(database.db)
  })
  beforeEach(() => emptyTables(database.db))
  afterAll(() => database?.close())

  const spring = { name: 'Spring', platform: 'web' }

  test('create returns the row as the database keeps it', async () => {
    const given = {
      ...spring,
      email: 'a@b.c',
      budget: '12.5',
      settings: { theme: 'dark', sizes: [1, 2] },
      tags: ['a', 'b "c"', 'd,{e}'],
      hits: 9_223_372_036_854_775_807n,
      active: false,
      starts_on: '2024-02-29',
      payload: new Uint8Array([0, 255, 7]),
    }
    const row = await repos.campaigns.create(given)
    expect(row).toMatchObject({ ...given, budget: '12.50', notes: null, version: 1, deleted_at: null })
    expect(row.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(row.created_at).toBeInstanceOf(Date)
    expect(Math.abs(row.created_at.getTime() - Date.now())).toBeLessThan(60_000)
    expect(await repos.campaigns.getById(row.id)).toEqual(row)
  })

  test('create leaves undefined to the default and takes null for NULL', async () => {
    const row = await repos.campaigns.create({ ...spring, budget: undefined, notes: null } as never)
    expect(row).toMatchObject({ budget: '0.00', notes: null, hits: 0n, active: true })
    await expect(repos.campaigns.create({ ...spring, hits: null } as never)).rejects.toThrow(
      NotNullViolationError,
    )
  })

  test('create keeps a given id and times', async () => {
    const id = '0190A5E5-0000-7000-8000-000000000001'
    const created_at = new Date('2001-02-03T04:05:06.789Z')
    const row = await repos.campaigns.create({
      ...spring,
      id,
      created_at,
      updated_at: created_at,
    })
    expect(row).toMatchObject({ id: id.toLowerCase(), created_at, updated_at: created_at, version: 1 })
    expect(await repos.campaigns.findById(id)).toEqual(row)
  })

  test('create without any column, and without a key', async () => {
    expect(await repos.events.create({})).toMatchObject({ kind: 'tick', data: null })
    expect((await repos.events.create({ data: JsonNull })).data).toBe(JsonNull)
  })

  test('create refuses columns that are not the caller’s', async () => {
    const refused = [
      { deleted_at: new Date() },
      { created_by: 'me' },
      { deletion_id: 'x' },
      { nam: 'x' },
      { version: 7 },
    ]
    for (const more of refused) {
      await expect(repos.campaigns.create({ ...spring, ...more } as never)).rejects.toThrow(InvalidQueryError)
    }
    const labelled = { tenant: 'a', number: 1n, role: 'owner', label: 'x' }
    await expect(repos.members.create(labelled as never)).rejects.toThrow(/computes/)
    const hostile = JSON.parse('{"name":"a","platform":"b","__proto__":"c"}')
    await expect(repos.campaigns.create(hostile)).rejects.toThrow(/no column "__proto__"/)
    expect(await repos.campaigns.count()).toBe(0)
  })

  test('a wrong name is answered with those that the call takes', async () => {
    const creating = repos.members.create({ zzzzzzzzzzzz: 1 } as never)
    await expect(creating).rejects.toThrow(/"zzzzzzzzzzzz" for create\. Possible: tenant, number, role/)
    await expect(creating).rejects.not.toThrow(/label/)
    await expect(repos.campaigns.create({ ...spring, deleted_a: 1 } as never)).rejects.not.toThrow(
      /deleted_at/,
    )
    const updating = repos.campaigns.updateMany({ where: {} }, { zzzzzzzzzzzz: 1 } as never)
    await expect(updating).rejects.not.toThrow(/ created_by/)
    await expect(repos.members.findMany({ where: { zzzzzzzzzzzz: 1 } as never })).rejects.toThrow(/label/)
  })

  test('violations come as classes', async () => {
    await repos.campaigns.create({ ...spring, email: 'a@b.c' })
    await expect(repos.campaigns.create({ ...spring, email: 'a@b.c' })).rejects.toThrow(UniqueViolationError)
    await expect(repos.members.create({ tenant: 'a', number: 1n, role: 'king' as never })).rejects.toThrow(
      CheckViolationError,
    )
  })

  test('findById and getById', async () => {
    const row = await repos.campaigns.create(spring)
    expect(await repos.campaigns.findById('0190a5e5-0000-7000-8000-00000000ffff')).toBeUndefined()
    const missing = repos.campaigns.getById('0190a5e5-0000-7000-8000-00000000ffff')
    await expect(missing).rejects.toThrow(NotFoundError)
    await expect(missing).rejects.toThrow(/campaigns.*0190a5e5-0000-7000-8000-00000000ffff/)
    for (const key of [undefined, null]) {
      await expect(repos.campaigns.findById(key as never)).rejects.toThrow(InvalidQueryError)
    }
    await expect(repos.campaigns.findById(row.id, { withDeletd: true } as never)).rejects.toThrow(
      /withDeleted/,
    )
  })

  test('a composite key', async () => {
    const member = await repos.members.create({ tenant: 'a', number: 2n ** 60n, role: 'owner' })
    const key = { tenant: 'a', number: 2n ** 60n }
    expect(member.label).toBe('a:1152921504606846976')
    expect(await repos.members.findById(key)).toEqual(member)
    expect(await repos.members.findById({ ...key, number: 3n })).toBeUndefined()
    expect((await repos.members.update(key, { role: 'guest' })).role).toBe('guest')
    expect((await repos.members.update(key, { number: 5n })).number).toBe(5n)
    await expect(repos.members.findById({ tenant: 'a' } as never)).rejects.toThrow(/"number" is undefined/)
    await expect(repos.members.findById({ ...key, role: 'guest' } as never)).rejects.toThrow(/no part of/)
    await expect(repos.members.findById('a' as never)).rejects.toThrow(/object of tenant, number/)
    expect((await repos.members.delete({ tenant: 'a', number: 5n })).number).toBe(5n)
    await expect(repos.members.delete(key)).rejects.toThrow(NotFoundError)
    expect(await repos.members.count()).toBe(0)
  })

  test('update changes what is given, and counts', async () => {
    const old = await repos.campaigns.create({ ...spring, notes: 'keep', updated_at: new Date('2020-01-01') })
    const row = await repos.campaigns.update(old.id, { budget: '3', email: null, notes: undefined } as never)
    expect(row).toMatchObject({ budget: '3.00', notes: 'keep', version: 2, created_at: old.created_at })
    expect(row.updated_at.getTime()).toBeGreaterThan(old.updated_at.getTime())
    expect(await repos.campaigns.getById(old.id)).toEqual(row)
    const given = { updated_at: new Date('2030-01-01T00:00:00.001Z') } as never
    await expect(repos.campaigns.update(old.id, given)).rejects.toThrow(/every update sets it/)
  })

  test('update with the version that was read', async () => {
    const { id } = await repos.campaigns.create(spring)
    expect((await repos.campaigns.update(id, { name: 'a' }, { version: 1 })).version).toBe(2)
    const stale = await repos.campaigns
      .update(id, { name: 'b' }, { version: 1 })
      .catch((error: unknown) => error)
    expect(stale).toBeInstanceOf(StaleVersionError)
    expect(stale).toMatchObject({ expected: 1, actual: 2, table: 'campaigns' })
    expect(await repos.campaigns.getById(id)).toMatchObject({ name: 'a', version: 2 })
    await expect(repos.campaigns.delete(id, { version: 1 })).rejects.toThrow(StaleVersionError)
    await expect(repos.campaigns.update(id, {}, { version: 1 })).rejects.toThrow(StaleVersionError)
    expect((await repos.campaigns.update(id, {}, { version: 2 })).version).toBe(2)
    await expect(repos.campaigns.update(id, {}, { version: '2' as never })).rejects.toThrow(InvalidQueryError)
    expect((await repos.campaigns.delete(id, { version: 2 })).version).toBe(3)
  })

  test('update of nothing reads, of nobody throws', async () => {
    const row = await repos.campaigns.create(spring)
    expect(await repos.campaigns.update(row.id, {})).toEqual(row)
    expect(await repos.campaigns.update(row.id, { name: undefined } as never)).toEqual(row)
    const nobody = '0190a5e5-0000-7000-8000-00000000ffff'
    for (const call of [
      () => repos.campaigns.update(nobody, { name: 'x' }),
      () => repos.campaigns.update(nobody, { name: 'x' }, { version: 1 }),
      () => repos.campaigns.update(nobody, {}),
      () => repos.campaigns.delete(nobody),
      () => repos.campaigns.delete(nobody, { version: 1 }),
    ]) {
      await expect(call()).rejects.toThrow(NotFoundError)
    }
  })

  test('update refuses what never changes', async () => {
    const { id } = await repos.campaigns.create(spring)
    for (const changes of [
      { id },
      { created_at: new Date() },
      { version: 9 },
      { updated_by: 'x' },
      { nme: 'x' },
    ]) {
      await expect(repos.campaigns.update(id, changes as never)).rejects.toThrow(InvalidQueryError)
    }
    await expect(repos.groups.update(id, { name: 'x' }, { version: 1 } as never)).rejects.toThrow(
      /versioning/,
    )
  })

  test('the actor', async () => {
    const { id, ...row } = await withActor('ann', () => repos.campaigns.create(spring))
    expect(row).toMatchObject({ created_by: 'ann', updated_by: 'ann', deleted_by: null })
    const updated = await withActor('bob', () => repos.campaigns.update(id, { name: 'x' }))
    expect(updated).toMatchObject({ created_by: 'ann', updated_by: 'bob' })
    expect((await repos.campaigns.update(id, { name: 'y' })).updated_by).toBeNull()
    const deleted = await withActor('cid', () => repos.campaigns.delete(id))
    expect(deleted).toMatchObject({ created_by: 'ann', updated_by: 'cid', deleted_by: 'cid' })
    expect(await repos.campaigns.restore(id)).toMatchObject({ deleted_by: null, updated_by: null })
  })

  test('an actor that is required', async () => {
    for (const call of [
      () => repos.secrets.create({ text: 'x' }),
      () => repos.secrets.createMany([{ text: 'x' }, { text: 'y' }]),
      () => repos.secrets.updateMany({ where: {} }, { text: 'y' }),
    ]) {
      await expect(call()).rejects.toThrow(ActorRequiredError)
    }
    const secret = await withActor(2n ** 62n, () => repos.secrets.create({ text: 'x' }))
    expect(secret.created_by).toBe(2n ** 62n)
    await expect(repos.secrets.update(secret.id, { text: 'y' })).rejects.toThrow(ActorRequiredError)
    await expect(repos.secrets.updateEach([{ key: secret.id, changes: { text: 'y' } }])).rejects.toThrow(
      'secrets.updateEach needs to know who acts: call it inside withActor',
    )
    const access = accessTo(secrets, sessionOf(database.db))
    const column = columnsOf(access.table, ['updated_by'])[0] as Column
    expect(() => actorFor(access, column, 'campaigns.delete')).toThrow(
      'campaigns.delete, which goes on to secrets, needs to know who acts: call it inside withActor',
    )
    await withActor(7n, () => repos.secrets.createMany([{ text: 'x' }, { text: 'y' }]))
    expect(await repos.secrets.count({ where: { updated_by: 7n } })).toBe(2)
  })

  test('a property whose column has another name', async () => {
    const group = await repos.groups.create({ name: 'one' })
    expect(group.name).toBe('one')
    expect((await repos.groups.update(group.id, { name: 'two' })).name).toBe('two')
    const found = await repos.groups.findMany({ where: { name: 'two' }, orderBy: { name: 'asc' } })
    expect(found.map(({ id }) => id)).toEqual([group.id])
    await expect(repos.groups.findOne({ where: { 'group "name"': 'two' } as never })).rejects.toThrow(
      InvalidQueryError,
    )
  })

  test('an enum that is a type of its own', async () => {
    const mood = await repos.moods.create({ mood: 'sad', all: ['sad', 'glad'] })
    expect(await repos.moods.findMany({ where: { mood: 'sad' } })).toEqual([mood])
    expect(await repos.moods.findMany({ where: { mood: { in: ['glad', 'sad'] } } })).toEqual([mood])
    expect(await repos.moods.findMany({ where: { mood: { startsWith: 'sa' } } })).toEqual([mood])
    expect(await repos.moods.findMany({ where: { all: ['sad', 'glad'] } })).toEqual([mood])
    expect((await repos.moods.update(mood.id, { mood: 'glad', all: [] })).all).toEqual([])
    expect(dialect).toMatch(/sqlite|postgres/)
  })

  test('a value outside an enum is refused in writes and filters', async () => {
    const { moods } = repos
    const mood = await moods.create({ mood: 'sad', all: ['glad'] })
    const calls: readonly (() => Promise<unknown>)[] = [
      () => moods.create({ mood: 'sd', all: null }),
      () => moods.create({ mood: 'sad', all: ['sad', 'sd'] }),
      () => moods.createMany([{ mood: 'sad' }, { mood: 'sd' }] as never),
      () => moods.update(mood.id, { mood: 'sd' }),
      () => moods.updateMany({ where: {} }, { all: ['sd'] }),
      () => moods.findMany({ where: { mood: 'sd' } }),
      () => moods.count({ where: { not: { mood: { ne: 'sd' } } } }),
      () => moods.findMany({ where: { mood: { in: ['sad', 'sd'] } } }),
      () => moods.findMany({ where: { all: ['sd'] } }),
    ]
    for (const call of calls) {
      const error: unknown = await call().catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(ValueError)
      expect(String(error)).toMatch(
        /moods\.(mood|all) cannot take the string "sd": expected one of glad, sad\./,
      )
    }
    expect(await moods.findMany()).toEqual([mood])
  })
})
