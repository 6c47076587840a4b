import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from 'vitest'
import { InvalidQueryError, NotFoundError, StaleVersionError } from '../../../runtime/index.js'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Member, type Repositories } from './generated/index.js'

describe.each(databases)('unchanged rows and returned rows on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let ann: Member
  let bob: Member

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    for (const table of ['notes', 'members', 'members_history', 'samples', 'books', 'shelves'])
      await sql`DELETE FROM ${sql.table(table)}`.execute(opened.db)
    ;[ann, bob] = (await repos.members.createMany([
      { email: 'ann@x', team: 'red', handle: 'ann', score: 1, credit: '0.30' },
      { email: 'bob@x', team: 'red', handle: 'bob', score: 2, nickname: 'Bob' },
    ])) as [Member, Member]
  })
  afterAll(() => opened.close())

  const changesKept = async () =>
    (await opened.db.selectFrom('members_history').select('version').execute()).length - 2

  test('pitfall 8: updated_at moves although nothing changed: with skipUnchanged it, version and history stay', async () => {
    const skip = { skipUnchanged: true } as const
    const same = { score: 1, credit: '0.3', nickname: null, email: 'ann@x' }
    expect(await repos.members.update(ann.id, same, skip)).toEqual(ann)
    expect(await repos.members.update(ann.id, same, { ...skip, version: 1 })).toEqual(ann)
    expect(await repos.members.updateMany({ where: { id: ann.id }, ...skip }, same)).toBe(0)
    expect(
      await repos.members.updateEach(
        [ann, bob].map(({ id, score, nickname }) => ({ key: id, changes: { score, nickname } })),
        skip,
      ),
    ).toEqual([ann, bob])
    const row = { email: 'ann@x', team: 'red', handle: 'ann', score: 1 }
    expect(await repos.members.upsert(row, { on: 'email', ...skip })).toEqual(ann)
    expect(await changesKept()).toBe(0)
    // Without the option they move.
    expect((await repos.members.update(ann.id, same)).version).toBe(2)
  })

  test('what changes is written as ever, NULL and values told apart', async () => {
    const skip = { skipUnchanged: true } as const
    expect(await repos.members.update(ann.id, { nickname: 'A', score: 1 }, skip)).toMatchObject({
      nickname: 'A',
      version: 2,
    })
    expect(await repos.members.update(ann.id, { nickname: null }, skip)).toMatchObject({
      nickname: null,
      version: 3,
    })
    expect(await repos.members.updateMany({ where: {}, ...skip }, { score: 2 })).toBe(1)
    const rows = await repos.members.updateEach(
      [
        { key: bob.id, changes: { score: 2 } },
        { key: ann.id, changes: { score: 3 }, version: 4 },
      ],
      skip,
    )
    expect(rows.map(({ score, version }) => [score, version])).toEqual([
      [2, 1],
      [3, 5],
    ])
    const upserted = await repos.members.upsertMany(
      [
        { email: 'new@x', team: 't', handle: 'n', score: 9 },
        { email: 'ann@x', team: 'red', handle: 'ann', score: 3 },
        { email: 'bob@x', team: 'red', handle: 'bob', score: 4 },
      ],
      { on: 'email', ...skip },
    )
    expect(upserted.map(({ score, version }) => [score, version])).toEqual([
      [9, 1],
      [3, 5],
      [4, 2],
    ])
  })

  test('JSON, lists and bytes are compared as values', async () => {
    const bytes = new Uint8Array([1, 2])
    await repos.samples.create({ id: 1, data: { a: 1, b: [1, 2] }, texts: ['x'], bytes, moods: ['sad'] })
    const written = async (changes: object) => {
      const before = await sql<{ n: string }>`SELECT count(*) AS n FROM samples`.execute(opened.db)
      expect(Number(before.rows[0]?.n)).toBe(1)
      return repos.samples.updateMany({ where: {}, skipUnchanged: true }, changes)
    }
    const same = { data: { b: [1, 2], a: 1 }, texts: ['x'], bytes: new Uint8Array([1, 2]), moods: ['sad'] }
    expect(await written(same)).toBe(0)
    for (const change of [
      { data: { a: 1, b: [2, 1] } },
      { data: null },
      { data: [] },
      { texts: [] },
      { texts: null },
      { bytes: new Uint8Array([1]) },
      { moods: ['glad'] },
      { moods: null },
      { data: {} },
    ])
      expect([change, await written(change), await written(change)]).toEqual([change, 1, 0])
  })

  test('errors stay what they are', async () => {
    const skip = { skipUnchanged: true } as const
    await expect(repos.members.update(ann.id, { score: 1 }, { ...skip, version: 2 })).rejects.toThrow(
      StaleVersionError,
    )
    await repos.members.delete(bob.id)
    await expect(repos.members.update(bob.id, { score: 2 }, skip)).rejects.toThrow(NotFoundError)
    const wrong = repos.members.update(ann.id, {}, { skipUnchanged: true })
    expect(await wrong).toEqual(ann)
    await expect(
      repos.members.update(ann.id, { score: 5 }, { skipUnchanged: 'yes' as never }),
    ).rejects.toThrow(InvalidQueryError)
    await expect(
      repos.members.updateMany({ where: {}, skipUnchanged: 1 as never }, { score: 5 }),
    ).rejects.toThrow(InvalidQueryError)
    await expect(
      repos.members.upsert({ email: 'q', team: 'q', handle: 'q' }, { on: 'members_nickname_key', ...skip }),
    ).rejects.toThrow(InvalidQueryError)
  })

  test('updateMany and deleteMany return their rows where asked for', async () => {
    const updated = await repos.members.updateMany({ where: { team: 'red' }, returning: true }, { score: 5 })
    expectTypeOf(updated).toEqualTypeOf<Member[]>()
    expectTypeOf(repos.members.updateMany({ where: {} }, {})).resolves.toEqualTypeOf<number>()
    expect(updated.map(({ email, score, version }) => [email, score, version]).sort()).toEqual([
      ['ann@x', 5, 2],
      ['bob@x', 5, 2],
    ])
    expect(await repos.members.updateMany({ where: { score: 6 }, returning: true }, { score: 5 })).toEqual([])
    expect(await repos.members.updateMany({ where: { team: 'red' }, returning: true }, {})).toHaveLength(2)
    await repos.shelves.createMany([{ label: 'a' }, { label: 'b' }, { label: 'c' }])
    const gone = await repos.shelves.deleteMany({ where: { label: { in: ['a', 'b'] } }, returning: true })
    expect(gone.map(({ label }) => label).sort()).toEqual(['a', 'b'])
    expect(await repos.shelves.deleteMany({ where: {}, returning: false as never })).toBe(1)
    await expect(repos.shelves.deleteMany({ where: {}, returning: 'all' as never })).rejects.toThrow(
      InvalidQueryError,
    )
    await expect(repos.members.updateMany({ returning: true } as never, { score: 1 })).rejects.toThrow(
      InvalidQueryError,
    )
  })
})
