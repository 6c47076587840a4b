import type { Kysely } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databases, type Opened } from './databases.js'
import { createRepositories, type DB, type Repositories, UserRepository } from './generated/index.js'
import { UserRepository as GeneratedUserRepository } from './generated/repositories/users.js'

describe.each(databases)('methods of a user’s own on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened.close())
  beforeEach(async () => {
    for (const { id } of await repos.users.findMany({ withDeleted: true })) await repos.users.purge(id)
  })

  const ada = () => repos.users.create({ email: ' ada@example.org ', name: 'Ada' })
  const scores = async () => (await repos.users.findMany()).map(({ score }) => score)

  test('createRepositories makes repositories of the user’s class, which index.ts exports', () => {
    expect(repos.users).toBeInstanceOf(UserRepository)
    expect(repos.users).toBeInstanceOf(GeneratedUserRepository)
    expect(UserRepository).not.toBe(GeneratedUserRepository)
  })

  test('they use what is generated, replace it, and write with plain Kysely', async () => {
    const { id, email } = await ada()
    expect(email).toBe('ada@example.org')
    await repos.users.award(id, 5)
    expect(await repos.users.best()).toMatchObject([{ id, score: 5 }])
  })

  test('inside a transaction they belong to it, and are undone with it', async () => {
    const { id } = await ada()
    const work = repos.transaction(async (tx) => {
      await tx.users.award(id, 5)
      expect(await tx.users.best()).toMatchObject([{ score: 5 }])
      await expect(
        tx.transaction(async (inner) => {
          await inner.users.award(id, 5)
          expect(await inner.users.best()).toMatchObject([{ score: 10 }])
          throw new Error('inner')
        }),
      ).rejects.toThrow('inner')
      expect(await tx.users.best()).toMatchObject([{ score: 5 }])
      throw new Error('outer')
    })
    await expect(work).rejects.toThrow('outer')
    expect(await scores()).toEqual([0])
  })

  test('a copy that is bound to a transaction has them, private fields included', async () => {
    const { id } = await ada()
    await repos.transaction(async ({ db }) => {
      const bound = repos.users.using(db)
      expect(bound).toBeInstanceOf(UserRepository)
      await bound.award(id, 2)
      expect(await bound.best()).toMatchObject([{ score: 2 }])
    })
    expect(await scores()).toEqual([2])
  })

  test('a copy that is bound to a transaction has fields of its own, so that what they write is undone with it', async () => {
    class Team extends UserRepository {
      readonly others = new GeneratedUserRepository(this.db)
      readonly added = [] as string[]
      later: string | undefined

      readonly label: string

      constructor(db: Kysely<DB>, label = 'none') {
        super(db)
        this.label = label
      }
    }
    const team = new Team(opened.db, 'red')
    team.later = 'set'
    team.added.push('outside')
    const undone = repos.transaction(async ({ db }) => {
      const bound = team.using(db)
      expect(bound).toMatchObject({ label: 'red', later: 'set', added: [] })
      await bound.others.create({ email: 'ada@example.org', name: 'Ada' })
      throw new Error('stop')
    })
    await expect(undone).rejects.toThrow('stop')
    expect(await scores()).toEqual([])
    expect(team.added).toEqual(['outside'])
  })
})
