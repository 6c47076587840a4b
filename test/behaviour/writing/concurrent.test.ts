import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, type Opened } from './databases.js'
import { createRepositories, type Repositories } from './generated/index.js'

/** The same items in another order for each seed. */
const shuffled = <T>(items: readonly T[], seed: number): T[] =>
  items
    .map((item, i) => ({ item, place: (i * 7919 + seed * 104_729 + ((i * seed) % 17) * 31) % 997 }))
    .sort((one, other) => one.place - other.place)
    .map(({ item }) => item)

describe.each(databases)('forty calls at once about the same rows in other orders, on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    await opened.db.deleteFrom('members').execute()
    // Warm, so that the calls do not wait for connections instead of each other.
    await Promise.all(Array.from({ length: 30 }, () => repos.members.count()))
  })
  afterAll(() => opened?.close())

  const row = (i: number) => ({ email: `${i}@x`, team: 'red', handle: `${i}` })
  const rows = Array.from({ length: 50 }, (_, i) => row(i))
  const forty = <T>(call: (seed: number) => Promise<T>): Promise<T[]> =>
    Promise.all(Array.from({ length: 40 }, (_, seed) => call(seed)))

  test('upsertMany inserts each once, and gives back the order that it was given', async () => {
    const written = await forty((score) =>
      repos.members
        .upsertMany(
          shuffled(
            rows.map((each) => ({ ...each, score })),
            score,
          ),
          { on: 'email' },
        )
        .then((found) => found.map(({ email }) => email)),
    )
    for (const [seed, emails] of written.entries())
      expect(emails).toEqual(shuffled(rows, seed).map(({ email }) => email))
    expect(await repos.members.count({ where: { version: 40 } })).toBe(50)
  })

  test('upsertMany of rows that give different columns', async () => {
    await repos.members.createMany(rows)
    const mixed = (seed: number) =>
      rows.map((each, i) => ({ ...each, ...((i + seed) % 2 === 0 ? { score: seed } : { nickname: `${i}` }) }))
    await forty((seed) => repos.members.upsertMany(shuffled(mixed(seed), seed), { on: 'email' }))
    expect(await repos.members.count({ where: { version: 41 } })).toBe(50)
  })

  test('updateEach, of the same columns and of different ones', async () => {
    const ids = (await repos.members.createMany(rows)).map(({ id }) => id)
    await forty((seed) =>
      repos.members.updateEach(
        shuffled(ids, seed).map((key, i) => ({
          key,
          changes: seed % 2 === 0 || i % 2 === 0 ? { score: seed } : { nickname: `${key}` },
        })),
      ),
    )
    expect(await repos.members.count({ where: { version: 41 } })).toBe(50)
  })
})
