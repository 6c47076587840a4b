import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { InvalidQueryError, outsideTransaction } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

describe.each(databases)('ambient transactions on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  let n = 0

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(() => opened.db.deleteFrom('users').execute())
  afterAll(() => opened.close())

  const someone = (name: string) => ({ name, email: `${name}${++n}@x` })
  const names = async () => (await repos.users.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)
  describe('pitfall 24: helper functions escape the transaction', () => {
    /** Deep in an application, and given no transaction. */
    const helper = async (name: string) => {
      await delay(1)
      return repos.users.create(someone(name))
    }
    const ambient = { ambient: true }

    test('unless it is ambient: then their calls take part in it', async () => {
      const undone = repos.transaction(async (tx) => {
        await helper('ann')
        expect(await tx.users.count()).toBe(1)
        expect(await repos.users.query().select('name').execute()).toEqual([{ name: 'ann' }])
        throw new Error('stop')
      }, ambient)
      await expect(undone).rejects.toThrow('stop')
      expect(await names()).toEqual([])
      await repos.transaction(() => Promise.all([helper('bob'), helper('cat')]), ambient)
      expect(await names()).toEqual(['bob', 'cat'])
    })

    test('their transactions are savepoints of it, and their callbacks wait for its commit', async () => {
      const seen: string[] = []
      await repos.transaction(async () => {
        await repos.transaction(async (inner) => {
          await helper('ann')
          inner.afterCommit(() => seen.push('committed'))
        })
        const undone = repos.transaction(async () => {
          await helper('bob')
          await repos.transaction(() => helper('cat'))
          throw new Error('stop')
        })
        await expect(undone).rejects.toThrow('stop')
        expect(await repos.users.count()).toBe(1)
        expect(seen).toEqual([])
      }, ambient)
      expect(seen).toEqual(['committed'])
      expect(await names()).toEqual(['ann'])
    })

    test('what outlives it is refused, and does not run by itself', async () => {
      let later: Promise<unknown> = Promise.resolve()
      let nested: Promise<unknown> = Promise.resolve()
      await repos.transaction(async () => {
        later = delay(30).then(() => repos.users.create(someone('late')))
        await repos.transaction(async () => {
          nested = delay(30).then(() => repos.transaction((tx) => tx.users.create(someone('late'))))
        })
        later.catch(() => {})
        nested.catch(() => {})
      }, ambient)
      await expect(later).rejects.toThrow(InvalidQueryError)
      await expect(later).rejects.toThrow(/ambient transaction that has ended meanwhile/)
      await expect(nested).rejects.toThrow(/ambient transaction that has ended meanwhile/)
      expect(await names()).toEqual([])
    })

    test('unless it is started outside', async () => {
      let later: Promise<unknown> = Promise.resolve()
      const undone = repos.transaction(async () => {
        await helper('ann')
        later = outsideTransaction(() => delay(30).then(() => helper('bob')))
        throw new Error('stop')
      }, ambient)
      await expect(undone).rejects.toThrow('stop')
      await later
      expect(await names()).toEqual(['bob'])
    })

    test('one transaction does not see into another that runs beside it', async () => {
      const [first, second] = await Promise.allSettled([
        repos.transaction(async () => {
          await helper('ann')
          await delay(10)
          throw new Error('stop')
        }, ambient),
        repos.transaction(() => helper('bob'), ambient),
      ])
      expect([first?.status, second?.status]).toEqual(['rejected', 'fulfilled'])
      expect(await names()).toEqual(['bob'])
    })

    test('a callback after the commit is outside of it', async () => {
      await repos.transaction(async (tx) => {
        tx.afterCommit(() => helper('ann'))
      }, ambient)
      expect(await names()).toEqual(['ann'])
    })
  })
})
