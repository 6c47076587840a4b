import { setTimeout as delay } from 'node:timers/promises'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  InvalidQueryError,
  newId,
  StaleVersionError,
  TransactionAbortedError,
} from '../../../runtime/index.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories, type TransactionRepositories } from '../generated/index.js'

const noPlugin: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
}

describe.each(databases)('transactions on $name', ({ name, open, dialect }) => {
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
  const row = (name: string) => ({ id: newId(), ...someone(name) })
  const names = async () => (await repos.users.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name)
  const failing = async (tx: Repositories, name: string): Promise<never> => {
    await tx.users.create(someone(name))
    throw new Error('stop')
  }

  test('commit what the work did and give its result, or undo it and throw its error', async () => {
    const ann = await repos.transaction((tx) => tx.users.create(someone('ann')))
    const error = new Error('stop')
    const undone = repos.transaction(async (tx) => {
      await tx.users.update(ann.id, { name: 'other' })
      throw error
    })
    await expect(undone).rejects.toBe(error)
    expect(await names()).toEqual(['ann'])
  })

  test('inside transactions are savepoints, undone alone or with all around them', async () => {
    await repos.transaction(async (tx) => {
      await tx.users.create(someone('ann'))
      await expect(tx.transaction((inner) => failing(inner, 'bob'))).rejects.toThrow('stop')
      await tx.transaction(async (inner) => {
        await inner.users.create(someone('cat'))
        await expect(inner.transaction((innermost) => failing(innermost, 'dan'))).rejects.toThrow('stop')
      })
    })
    expect(await names()).toEqual(['ann', 'cat'])
    const all = repos.transaction(async (tx) => {
      await tx.transaction((inner) => inner.users.create(someone('eve')))
      throw new Error('all')
    })
    await expect(all).rejects.toThrow('all')
    expect(await names()).toEqual(['ann', 'cat'])
  })

  test('give plain Kysely the same transaction, and repositories bound to it by using()', async () => {
    await repos.transaction(async (tx) => {
      await repos.users.using(tx.db).create(someone('ann'))
      await tx.db.updateTable('users').set({ name: 'bob' }).execute()
      expect(await tx.users.findMany()).toMatchObject([{ name: 'bob' }])
      expect(await createRepositories(tx.db).users.count()).toBe(1)
    })
    expect(await names()).toEqual(['bob'])
  })

  test('run together on one transaction', async () => {
    await repos.transaction((tx) =>
      Promise.all([
        tx.users.create(someone('ann')),
        tx.transaction((inner) => inner.users.create(someone('bob'))),
        tx.users.createMany([someone('cat'), someone('dan')]),
        tx.transaction((inner) => inner.users.create(someone('eve'))),
      ]),
    )
    expect(await names()).toEqual(['ann', 'bob', 'cat', 'dan', 'eve'])
  })

  test('a savepoint that is undone takes along nothing that was written beside it', async () => {
    await repos.transaction(async (tx) => {
      const outcomes = await Promise.allSettled([
        tx.transaction(async (inner) => {
          await inner.users.create(someone('gone'))
          await delay(10)
          await failing(inner, 'gone too')
        }),
        delay(5).then(() => tx.users.create(someone('kept'))),
        delay(5).then(() => tx.users.findMany()),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    })
    expect(await names()).toEqual(['kept'])
  })

  const beside: readonly (readonly [
    string,
    (tx: TransactionRepositories, name: string) => Promise<unknown>,
  ])[] = [
    ['plain Kysely', (tx, name) => tx.db.insertInto('users').values(row(name)).execute()],
    [
      'plain Kysely with a plugin',
      (tx, name) => tx.db.withPlugin(noPlugin).insertInto('users').values(row(name)).execute(),
    ],
    ['raw SQL', (tx, name) => sql`UPDATE users SET name = ${name}`.execute(tx.db)],
    [
      'a repository that using() bound',
      (tx, name) => repos.users.using(tx.db).updateMany({ where: {} }, { name }),
    ],
  ]

  test.each(beside)('nor what %s has written beside it', async (_, write) => {
    await repos.users.create(someone('ann'))
    await repos.transaction(async (tx) => {
      const outcomes = await Promise.allSettled([
        tx.transaction(async (inner) => {
          await inner.users.findMany()
          await delay(10)
          await inner.db.updateTable('users').set({ name: 'undone' }).execute()
          await tx.db.updateTable('users').set({ name: 'undone too' }).execute()
          throw new Error('stop')
        }),
        delay(5).then(() => write(tx, 'kept')),
        delay(5).then(() => tx.db.selectFrom('users').select('name').execute()),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
    })
    expect(await names()).toContain('kept')
    expect(await names()).not.toContain('undone too')
  })

  type Reading = readonly (readonly [string, (tx: TransactionRepositories) => Promise<unknown>])[]
  const reading: Reading = [
    ['a repository', (tx) => tx.users.findMany()],
    ['plain Kysely', (tx) => tx.db.selectFrom('users').selectAll().execute()],
    // Kysely's own PostgresDialect streams with a package that is not there.
    ...(dialect === 'postgres' && name.includes('plain')
      ? []
      : ([
          ['a stream of plain Kysely', (tx) => tx.db.selectFrom('users').selectAll().stream().next()],
        ] satisfies Reading)),
  ]

  test.each(reading)('reading by %s waits for no savepoint', async (_, read) => {
    await repos.transaction(async (tx) => {
      let isRead = () => {}
      const hasRead = new Promise<void>((resolve) => {
        isRead = resolve
      })
      const savepoint = tx.transaction(() => hasRead)
      await delay(5)
      await read(tx)
      isRead()
      await savepoint
    })
  })

  const locking: Reading = [
    ['a repository', (tx) => tx.users.findMany({ lock: 'update' })],
    ['a repository by key', (tx) => tx.users.findById(newId(), { lock: { mode: 'share' } })],
    ...(dialect === 'sqlite'
      ? []
      : ([
          ['plain Kysely', (tx) => tx.db.selectFrom('users').selectAll().forUpdate().execute()],
          ['raw SQL', (tx) => sql`select * from users for no key update`.execute(tx.db)],
          ['a function', (tx) => sql`SELECT pg_advisory_xact_lock(1)`.execute(tx.db)],
          [
            'a function in plain Kysely',
            (tx) =>
              tx.db
                .selectNoFrom((eb) => eb.fn<string>('pg_advisory_xact_lock', [eb.lit(1)]).as('x'))
                .execute(),
          ],
        ] satisfies Reading)),
  ]

  test.each(locking)('a lock that %s takes beside a savepoint is not let go with it', async (_, lock) => {
    await repos.transaction(async (tx) => {
      const order: string[] = []
      await Promise.all([
        tx.transaction(async () => {
          await delay(20)
          order.push('savepoint')
        }),
        delay(5)
          .then(() => lock(tx))
          .then(() => order.push('lock')),
      ])
      expect(order).toEqual(['savepoint', 'lock'])
    })
  })

  test('plain Kysely is refused with an InvalidQueryError after the transaction and after its savepoint', async () => {
    let late: TransactionRepositories['db'] | undefined
    await repos.transaction(async (tx) => {
      const inner = await tx.transaction(async ({ db }) => db)
      await expect(inner.selectFrom('users').selectAll().execute()).rejects.toThrow(InvalidQueryError)
      late = tx.db
    })
    await expect(late?.selectFrom('users').selectAll().execute()).rejects.toThrow(InvalidQueryError)
    await expect(late?.selectFrom('users').selectAll().stream().next()).rejects.toThrow(InvalidQueryError)
  })

  // Through plain Kysely PostgreSQL takes the COMMIT of no transaction without an error.
  if (dialect === 'sqlite' || !name.includes('plain'))
    test('a ROLLBACK as raw SQL is no success', async () => {
      const work = repos.transaction(async (tx) => {
        await tx.users.create(someone('ann'))
        await sql`ROLLBACK`.execute(tx.db)
        await tx.users.create(someone('bob'))
      })
      if (name.includes('plain')) await expect(work).rejects.toThrow()
      else await expect(work).rejects.toThrow(TransactionAbortedError)
      expect(await names()).not.toContain('ann')
      await repos.transaction((tx) => tx.users.create(someone('cat')))
      expect(await names()).toContain('cat')
    })

  test.each(['commits', 'rolls back'])(
    'what nobody waits for never runs outside of the transaction, while it %s or afterwards',
    async (end) => {
      const refused: unknown[] = []
      const written: string[] = []
      let ending = false
      const stray = async (write: (name: string) => Promise<unknown>) => {
        for (let rest = 20; rest > 0; ) {
          if (ending) rest--
          // Kysely gives the connection of a transaction to whoever asks first after a statement, not to whoever waits longest.
          else await delay(0)
          const name = `late ${++n}`
          await write(name).then(
            () => written.push(name),
            (error: unknown) => refused.push(error),
          )
        }
      }
      let strays: Promise<unknown> = Promise.resolve()
      const work = repos.transaction(async (tx) => {
        const writes = Array.from({ length: 8 }, () => stray((name) => tx.users.create(someone(name))))
        strays = Promise.all(writes)
        for (let i = 0; i < 3; i++) await tx.users.count()
        ending = true
        if (end === 'rolls back') throw new Error('stop')
      })
      await (end === 'commits' ? work : expect(work).rejects.toThrow('stop'))
      await strays
      expect(refused.length).toBeGreaterThan(8)
      for (const error of refused) expect(error).toBeInstanceOf(InvalidQueryError)
      expect(await names()).toEqual(end === 'commits' ? written.sort() : [])
    },
  )

  test('a savepoint that has ended refuses calls, while the transaction goes on', async () => {
    await repos.transaction(async (tx) => {
      let left: TransactionRepositories | undefined
      await tx.transaction(async (inner) => {
        left = inner
      })
      await expect(left?.users.create(someone('ann'))).rejects.toThrow(/nested transaction had ended before/)
      await expect(left?.transaction(async () => 1)).rejects.toThrow(InvalidQueryError)
      expect(() => left?.afterCommit(() => {})).toThrow(InvalidQueryError)
      await tx.users.create(someone('bob'))
    })
    expect(await names()).toEqual(['bob'])
  })

  test('read only, writes are refused and nothing is changed', async () => {
    await repos.users.create(someone('ann'))
    const reading = repos.transaction(
      async (tx) => {
        expect(await tx.users.count()).toBe(1)
        await tx.users.create(someone('bob'))
      },
      { readOnly: true },
    )
    await expect(reading).rejects.toThrow(/read.?only/i)
    expect(await repos.transaction((tx) => tx.users.count(), { readOnly: true })).toBe(1)
    await repos.users.create(someone('cat'))
    await repos.transaction((tx) => tx.users.create(someone('dan')))
    expect(await names()).toEqual(['ann', 'cat', 'dan'])
  })

  test.each(['read committed', 'repeatable read', 'serializable'] as const)(
    'have the isolation that is asked for: %s',
    async (isolation) => {
      await repos.transaction(
        async (tx) => {
          await tx.users.create(someone('ann'))
          await tx.transaction((inner) => inner.users.count(), { isolation })
          if (dialect === 'sqlite') return
          const { rows } = await sql<{
            level: string
          }>`SELECT current_setting('transaction_isolation') AS level`.execute(tx.db)
          expect(rows).toEqual([{ level: isolation }])
        },
        { isolation },
      )
      expect(await names()).toEqual(['ann'])
    },
  )

  test('that only read can be deferred until nothing can disturb them', async () => {
    const options = { isolation: 'serializable', readOnly: true, deferrable: true } as const
    await repos.transaction(async (tx) => {
      expect(await tx.users.count()).toBe(0)
      if (dialect === 'sqlite') return
      const { rows } = await sql`SELECT current_setting('transaction_deferrable') AS deferrable`.execute(
        tx.db,
      )
      expect(rows).toEqual([{ deferrable: 'on' }])
    }, options)
  })

  test.each([
    [{ isolation: 'snapshot; DROP TABLE users' }, /isolation is one of read committed, repeatable read/],
    [{ deferrable: true }, /deferrable needs isolation: 'serializable' and readOnly: true/],
    [{ readonly: true }, /no option "readonly"/],
    [{ retry: 3 }, /retry is true, false or \{ attempts/],
    [{ retry: { attempts: 0 } }, /attempts above 0/],
    [{ retry: { atempts: 2 } }, /retry is true, false or \{ attempts.*"atempts"/],
    [{ retry: { delay: -1 } }, /pauses in milliseconds/],
  ])('options that cannot be are refused: %j', async (options, message) => {
    const work = repos.transaction(async () => expect.unreachable(), options as never)
    await expect(work).rejects.toThrow(InvalidQueryError)
    await expect(work).rejects.toThrow(message)
  })

  test('a savepoint cannot have other properties than its transaction', async () => {
    await repos.transaction(async (tx) => {
      const serializable = tx.transaction(async () => expect.unreachable(), { isolation: 'serializable' })
      await expect(serializable).rejects.toThrow(
        /isolation: "serializable" cannot be had inside a transaction/,
      )
      await expect(tx.transaction(async () => 1, { readOnly: true })).rejects.toThrow(/readOnly: true cannot/)
      await expect(tx.transaction(async () => 1, { settings: {} })).rejects.toThrow(/settings belongs to/)
      expect(await tx.transaction(async () => 1, { retry: true, readOnly: false })).toBe(1)
    })
  })

  describe('pitfall 23: retries and side effects', () => {
    test('an error that another run would not change is not run again', async () => {
      let runs = 0
      const work = repos.transaction(
        async () => {
          runs++
          throw new Error('stop')
        },
        { retry: true },
      )
      await expect(work).rejects.toThrow('stop')
      expect(runs).toBe(1)
    })
  })

  describe('pitfall 14: optimistic locking that does not lock', () => {
    test('of many who have read the same version, one writes and the others are told', async () => {
      const account = await repos.accounts.create({ holder: `h${++n}`, balance: 0 })
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, by) =>
          repos.accounts.update(account.id, { balance: by + 1 }, { version: account.version }),
        ),
      )
      const losers = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(losers).toHaveLength(7)
      for (const { reason } of losers) {
        expect(reason).toBeInstanceOf(StaleVersionError)
        expect(reason).toMatchObject({ expected: account.version, actual: account.version + 1 })
      }
      const [winner] = outcomes.filter((outcome) => outcome.status === 'fulfilled')
      expect(await repos.accounts.findById(account.id)).toEqual(winner?.value)
    })

    test('deleting demands the version, too', async () => {
      const account = await repos.accounts.create({ holder: `h${++n}` })
      await repos.accounts.update(account.id, { balance: 1 })
      const stale = repos.accounts.delete(account.id, { version: account.version })
      await expect(stale).rejects.toBeInstanceOf(StaleVersionError)
      expect(await repos.accounts.findById(account.id)).toMatchObject({ balance: 1 })
    })
  })

  if (dialect === 'sqlite') {
    test('the repositories around a transaction on the only connection are refused inside it at once', async () => {
      await repos.transaction(async (tx) => {
        await tx.users.create(someone('ann'))
        await expect(repos.users.create(someone('bob'))).rejects.toThrow(/inside a transaction on the same/)
        await expect(repos.users.findMany()).rejects.toThrow(InvalidQueryError)
        await expect(repos.transaction(async () => 1)).rejects.toThrow(InvalidQueryError)
        await tx.transaction(() =>
          expect(Promise.all([repos.users.count(), tx.users.count()])).rejects.toThrow(InvalidQueryError),
        )
        await tx.users.create(someone('cat'))
      })
      expect(await names()).toEqual(['ann', 'cat'])
    })

    test('settings that nobody would heed are refused', async () => {
      const work = repos.transaction(async () => 1, { settings: { 'app.tenant': '7' } })
      await expect(work).rejects.toThrow(/settings are of PostgreSQL/)
    })
  } else {
    test('pitfall 25: RLS context leaks through pools or costs round trips', async () => {
      const tenant = async (on = opened.db) => {
        const { rows } = await sql<{
          tenant: string
        }>`SELECT coalesce(current_setting('app.tenant', true), '') AS tenant`.execute(on)
        return rows[0]?.tenant
      }
      const settings = { 'app.tenant': "o'hara", 'app.role': 'reader' }
      await repos.transaction(
        async (tx) => {
          expect(await tenant(tx.db)).toBe("o'hara")
          await tx.transaction(async (inner) => expect(await tenant(inner.db)).toBe("o'hara"))
        },
        { settings },
      )
      const undone = repos.transaction(
        async () => {
          throw new Error('stop')
        },
        { settings },
      )
      await expect(undone).rejects.toThrow('stop')
      expect(await Promise.all(Array.from({ length: 5 }, () => tenant()))).toEqual(['', '', '', '', ''])
    })
  }
})
