import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type AfterCommitError, currentActor, withActor } from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

describe.each(databases)('after the commit on $name', ({ open }) => {
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
  describe('after the commit', () => {
    test('callbacks run once, in order, when the rows are there for everybody', async () => {
      const seen: unknown[] = []
      const result = await repos.transaction(async (tx) => {
        tx.afterCommit(async () => seen.push('first', await names()))
        await tx.transaction(async (inner) => {
          inner.afterCommit(() => seen.push('of a savepoint'))
          await inner.users.create(someone('ann'))
        })
        tx.afterCommit(() => repos.transaction((other) => other.users.create(someone('bob'))))
        tx.afterCommit(() => seen.push('last'))
        expect(seen).toEqual([])
        return 'result'
      })
      expect(result).toBe('result')
      expect(seen).toEqual(['first', ['ann'], 'of a savepoint', 'last'])
      expect(await names()).toEqual(['ann', 'bob'])
    })

    test('callbacks of what was undone do not run', async () => {
      const seen: string[] = []
      await repos.transaction(async (tx) => {
        const undone = tx.transaction(async (inner) => {
          inner.afterCommit(() => seen.push('undone'))
          tx.afterCommit(() => seen.push('asked of the outer one, and undone with the inner one'))
          await inner.transaction(async (innermost) => {
            innermost.afterCommit(() => seen.push('undone from around'))
          })
          throw new Error('stop')
        })
        await expect(undone).rejects.toThrow('stop')
        tx.afterCommit(() => seen.push('kept'))
      })
      const rolledBack = repos.transaction(async (tx) => {
        tx.afterCommit(() => seen.push('rolled back'))
        throw new Error('stop')
      })
      await expect(rolledBack).rejects.toThrow('stop')
      expect(seen).toEqual(['kept'])
    })

    test('an error of a callback is reported and undoes nothing', async () => {
      const reported: AfterCommitError[] = []
      const seen: string[] = []
      const cause = new Error('no mail today')
      await repos.transaction(
        async (tx) => {
          await tx.users.create(someone('ann'))
          tx.afterCommit(() => {
            throw cause
          })
          tx.afterCommit(async () => Promise.reject('no error at all'))
          tx.afterCommit(() => seen.push('after them'))
        },
        { onAfterCommitError: (error) => reported.push(error), retry: true },
      )
      expect(reported.map(({ name, cause }) => [name, cause])).toEqual([
        ['AfterCommitError', cause],
        ['AfterCommitError', 'no error at all'],
      ])
      expect(reported[0]?.message).toContain('no mail today')
      expect(seen).toEqual(['after them'])
      expect(await names()).toEqual(['ann'])
    })

    test('an error that nobody asked to be told of is a warning of the process', async () => {
      const warned = once(process, 'warning')
      await repos.transaction(async (tx) => tx.afterCommit(() => Promise.reject(new Error('unheard'))))
      const [warning] = await warned
      expect(warning).toMatchObject({ name: 'AfterCommitError', message: expect.stringContaining('unheard') })
      expect((warning as { detail?: string }).detail).toContain('after-commit.test.ts')
    })

    test('callbacks act in the name of who asked for them', async () => {
      const actors: unknown[] = []
      await repos.transaction(async (tx) => {
        withActor('ann', () => tx.afterCommit(() => actors.push(currentActor())))
        tx.afterCommit(() => actors.push(currentActor()))
      })
      expect(actors).toEqual(['ann', undefined])
    })

    test('is not known of a transaction that Kysely opened', async () => {
      await opened.db.transaction().execute(async (trx) => {
        await createRepositories(trx).transaction(async (tx) => {
          await tx.users.create(someone('ann'))
          expect(() => tx.afterCommit(() => {})).toThrow(/Kysely does not tell/)
        })
      })
      expect(await names()).toEqual(['ann'])
    })
  })
})
