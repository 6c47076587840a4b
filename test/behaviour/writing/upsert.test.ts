import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { InvalidQueryError, UniqueViolationError, withActor } from '../../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Member, type Repositories } from './generated/index.js'

describe.each(databases)('upsert on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    for (const table of ['notes', 'members', 'members_history', 'samples', 'books', 'shelves', 'leases'])
      await sql`DELETE FROM ${sql.table(table)}`.execute(opened.db)
  })
  afterAll(() => opened.close())

  const ann = { email: 'ann@x', team: 'red', handle: 'ann' }
  const history = async (id: string) => {
    const rows = await opened.db
      .selectFrom('members_history')
      .select(['history_operation', 'version', 'score', 'deleted_at'])
      .where('id', '=', id)
      .orderBy('history_id')
      .execute()
    return rows.map(({ history_operation: operation, version }) => `${operation} ${version}`)
  }

  test('inserts, then updates the same row, by each kind of key', async () => {
    const first = await withActor('ada', () => repos.members.upsert(ann, { on: 'email' }))
    expect(first).toMatchObject({ ...ann, score: 0, version: 1, created_by: 'ada', updated_by: 'ada' })
    const second = await withActor('bob', () =>
      repos.members.upsert({ ...ann, score: 5, nickname: 'Annie' }, { on: 'email' }),
    )
    expect(second).toMatchObject({ id: first.id, score: 5, version: 2, created_by: 'ada', updated_by: 'bob' })
    expect(second.created_at).toEqual(first.created_at)
    const byTwo = await repos.members.upsert({ ...ann, email: 'new@x' }, { on: ['team', 'handle'] })
    expect(byTwo).toMatchObject({ id: first.id, email: 'new@x', score: 5, version: 3 })
    const byId = await repos.members.upsert({ ...ann, id: first.id, team: 'blue' })
    expect(byId).toMatchObject({ id: first.id, team: 'blue', version: 4 })
    const named = { email: 'other@x', team: 'blue', handle: 'x', nickname: 'ANNIE' }
    const byExpression = await repos.members.upsert(named, { on: 'members_nickname_key' })
    expect(byExpression).toMatchObject({ ...named, id: first.id, version: 5 })
    const leader = { email: 'leader@x', team: 'blue', handle: 'l', leader: true }
    const inserted = await repos.members.upsert(leader, { on: 'members_leader_key' })
    expect(inserted).toMatchObject({ ...leader, version: 1 })
    const byPredicate = await repos.members.upsert(
      { ...leader, email: 'chief@x', score: 9 },
      { on: 'members_leader_key' },
    )
    expect(byPredicate).toMatchObject({ id: inserted.id, email: 'chief@x', score: 9, version: 2 })
    expect(await repos.members.count()).toBe(2)
    expect(await history(first.id)).toEqual(['insert 1', 'update 2', 'update 3', 'update 4', 'update 5'])
  })

  test('pitfall 2: ON CONFLICT (email) then no longer matches: the predicate of the index is repeated', async () => {
    const old = await repos.members.upsert(ann, { on: 'email' })
    await repos.members.delete(old.id)
    const fresh = await repos.members.upsert(ann, { on: 'email' })
    expect(fresh.id).not.toBe(old.id)
    expect(await repos.members.upsert({ ...ann, score: 1 }, { on: 'email' })).toMatchObject({
      id: fresh.id,
      score: 1,
    })
    expect(await repos.members.count({ withDeleted: true })).toBe(2)
  })

  test('pitfall 3: bulk upsert writes into the tombstone; data vanishes silently: one path for one row and for many', async () => {
    const dead = await repos.members.create(ann)
    await repos.members.delete(dead.id)
    const before = await repos.members.findById(dead.id, { withDeleted: true })
    for (const rows of [
      [ann],
      [
        { ...ann, score: 2 },
        { email: 'bob@x', team: 'red', handle: 'bob' },
      ],
    ]) {
      const written = await repos.members.upsertMany(rows, { on: 'email' })
      expect(written.map(({ email, deleted_at }) => [email, deleted_at])).toEqual(
        rows.map(({ email }) => [email, null]),
      )
      expect(await repos.members.findById(dead.id, { withDeleted: true })).toEqual(before)
    }
    // A key that deleted rows are part of says so instead of writing into one.
    const byId = [{ ...ann, id: dead.id, email: 'new@x', handle: 'new' }]
    await expect(repos.members.upsertMany(byId)).rejects.toThrow(UniqueViolationError)
    await expect(
      repos.members.upsertMany([{ email: 'c@x', team: 'c', handle: 'c', id: newer(dead.id) }, ...byId]),
    ).rejects.toThrow(/deleted row/)
    expect(await repos.members.findById(dead.id, { withDeleted: true })).toEqual(before)
    expect(await repos.members.count({ where: { email: { in: ['c@x', 'new@x'] } } })).toBe(0)
  })

  const newer = (id: string) => id.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

  test('revive brings back the row that was deleted last, and what went along', async () => {
    const older = await repos.members.create({ ...ann, score: 1 })
    await repos.members.delete(older.id)
    const last = await repos.members.create({ ...ann, score: 2 })
    await repos.notes.create({ member_id: last.id, body: 'kept' })
    await repos.members.delete(last.id)
    const [revived, created] = await repos.members.upsertMany(
      [
        { ...ann, nickname: 'back' },
        { email: 'bob@x', team: 'red', handle: 'bob' },
      ],
      { on: 'email', revive: true },
    )
    expect(revived).toMatchObject({ id: last.id, score: 2, nickname: 'back', deleted_at: null })
    expect(created).toMatchObject({ email: 'bob@x', version: 1 })
    expect(await repos.notes.count({ where: { member_id: last.id } })).toBe(1)
    expect(await repos.members.count({ onlyDeleted: true })).toBe(1)
    expect((await history(last.id)).length).toBe(4)
    const again = await repos.members.upsert({ ...ann, score: 3 }, { on: 'email', revive: true })
    expect(again).toMatchObject({ id: last.id, score: 3 })
    await repos.members.delete(last.id)
    expect(await repos.members.upsert({ ...ann, id: last.id }, { revive: true })).toMatchObject({
      id: last.id,
      deleted_at: null,
    })
  })

  test('pitfall 11: REPLACE bypasses triggers and takes along what refers to the row: upsert updates in place', async () => {
    await repos.shelves.create({ label: 'a' })
    await repos.books.create({ title: 'Emma', shelf: 'a' })
    expect(await repos.shelves.upsert({ label: 'a', floor: 2 })).toEqual({ label: 'a', floor: 2 })
    expect(await repos.books.count({ where: { shelf: 'a' } })).toBe(1)
    const { id } = await repos.members.upsert(ann, { on: 'email' })
    await repos.members.upsert({ ...ann, score: 1 }, { on: 'email' })
    expect(await history(id)).toEqual(['insert 1', 'update 2'])
  })

  test('many rows, some new and some there, come back in the order given', async () => {
    const row = (i: number) => ({ email: `m${i}@x`, team: 'red', handle: `h${i}`, score: i })
    const old = await repos.members.createMany([3, 1, 4].map(row))
    const rows = await repos.members.upsertMany(
      [0, 4, 2, 3, 1].map((i) => ({ ...row(i), score: i * 10, ...(i % 2 === 0 && { nickname: `n${i}` }) })),
      { on: 'email' },
    )
    expect(rows.map(({ score }) => score)).toEqual([0, 40, 20, 30, 10])
    expect(rows.map(({ version }) => version)).toEqual([1, 2, 1, 2, 2])
    expect(rows[3]?.id).toBe(old[0]?.id)
    expect(rows.map(({ nickname }) => nickname)).toEqual(['n0', 'n4', 'n2', null, null])
    expect(await repos.members.upsertMany([], { on: 'email' })).toEqual([])
  })

  test('which columns are updated can be narrowed, down to none', async () => {
    const first = await repos.members.upsert({ ...ann, score: 1, nickname: 'a' }, { on: 'email' })
    const options = { on: 'email', update: ['score'] } as const
    const second = await repos.members.upsert({ ...ann, team: 'blue', score: 2, nickname: 'b' }, options)
    expect(second).toMatchObject({ team: 'red', score: 2, nickname: 'a', version: 2 })
    const rows = await repos.members.upsertMany(
      [
        { ...ann, score: 3 },
        { email: 'bob@x', team: 'red', handle: 'bob', score: 4 },
      ],
      { on: 'email', update: [] },
    )
    expect(rows.map(({ score, version }) => [score, version])).toEqual([
      [2, 2],
      [4, 1],
    ])
    expect(rows[0]).toEqual(second)
    // With nothing but the key there is nothing to update.
    const shelf = await repos.shelves.upsert({ label: 'a', floor: 3 })
    expect(await repos.shelves.upsert({ label: 'a' })).toEqual(shelf)
    expect(await history(first.id)).toEqual(['insert 1', 'update 2'])
  })

  test('the same row twice, a key without values, and options that do not fit are refused', async () => {
    const refused: readonly (() => Promise<unknown>)[] = [
      () => repos.members.upsertMany([ann, { ...ann, score: 1 }], { on: 'email' }),
      () =>
        repos.members.upsertMany(
          ['A', 'a'].map((nickname, i) => ({ ...ann, email: `${i}`, handle: `${i}`, nickname })),
          { on: 'members_nickname_key' },
        ),
      () => repos.members.upsert(ann),
      () => repos.members.upsert(ann, { on: 'score' as never }),
      () => repos.members.upsert(ann, { on: ['email', 'team'] as never }),
      () => repos.members.upsert(ann, { on: 'team, handle' as never }),
      () => repos.members.upsert(ann, { on: 7 as never }),
      () => repos.members.upsert(ann, { on: 'email', update: ['version' as never] }),
      () => repos.members.upsert(ann, { on: 'email', update: ['email'] }),
      () => repos.members.upsert(ann, { on: 'email', update: ['"; DROP TABLE members' as never] }),
      () => repos.members.upsert(ann, { on: 'email', update: 'score' as never }),
      () => repos.members.upsert(ann, { on: 'email', revive: 1 as never }),
      () => repos.members.upsert(ann, { on: 'members_nickname_key', revive: true }),
      () => repos.members.upsert(ann, { conflict: 'email' } as never),
      () => repos.members.upsert({ ...ann, version: 3 } as never, { on: 'email' }),
      () => repos.members.upsert(null as never, { on: 'email' }),
      () => repos.shelves.upsert({ label: 'a' }, { revive: true as never }),
      () => repos.members.upsertMany('x' as never, { on: 'email' }),
    ]
    for (const call of refused) await expect(call()).rejects.toThrow(InvalidQueryError)
    expect(await repos.members.count()).toBe(0)
    await expect(repos.members.upsert(ann, { on: 'emal' as never })).rejects.toThrow('Did you mean "email"?')
  })

  test('another key that is taken is an error, and undoes the whole call', async () => {
    await repos.members.create({ ...ann, email: 'first@x' })
    const rows = [{ email: 'bob@x', team: 'red', handle: 'bob' }, ann]
    await expect(repos.members.upsertMany(rows, { on: 'email' })).rejects.toThrow(UniqueViolationError)
    expect(await repos.members.count()).toBe(1)
  })

  test('by a key with a predicate, of which nothing but its column is given, the row stays as it is', async () => {
    const on = 'leases_open_key' as const
    const first = await repos.leases.upsert({ name: 'a' }, { on })
    expect(await repos.leases.upsert({ name: 'a' }, { on })).toEqual(first)
    const [again, other] = await repos.leases.upsertMany([{ name: 'a' }, { name: 'b' }], { on })
    expect([again, other?.name]).toEqual([first, 'b'])
    await repos.leases.update(first.id, { released: new Date() })
    const next = await repos.leases.upsert({ name: 'a' }, { on })
    expect(next).toMatchObject({ name: 'a', released: null })
    expect(next.id).not.toBe(first.id)
    expect(await repos.leases.upsert({ name: 'a' }, { on })).toEqual(next)
    expect(await repos.leases.count()).toBe(3)
  })

  test('a row that comes and goes meanwhile is inserted again, and is none that was deleted', async () => {
    await Promise.all(Array.from({ length: 30 }, () => repos.shelves.count()))
    const calls = Array.from({ length: 120 }, (_, i) =>
      i % 3 === 0 ? repos.shelves.deleteMany({ where: {} }) : repos.shelves.upsert({ label: 'a' }),
    )
    for (const call of await Promise.all(calls)) expect([0, 1, { label: 'a', floor: 0 }]).toContainEqual(call)
  })

  test('at the same time, one inserts and the others update', async () => {
    const calls = Array.from({ length: 8 }, (_, score) =>
      repos.members.upsert({ ...ann, score }, { on: 'email' }),
    )
    const rows = await Promise.all(calls)
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1)
    expect(rows.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })

  test('ten thousand rows in one call', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({ email: `${i}@x`, team: 't', handle: `${i}` }))
    const half = await repos.members.upsertMany(rows.slice(0, 5000), { on: 'email' })
    const all = await repos.members.upsertMany(
      rows.map((row, score) => ({ ...row, score })),
      { on: 'email' },
    )
    expect(all.map(({ score }) => score)).toEqual(rows.map((_, i) => i))
    expect(all.filter(({ version }: Member) => version === 2)).toHaveLength(half.length)
  })
})
