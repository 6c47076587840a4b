import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, runInTransaction, type TransactionOptions } from '../../../runtime/index.js'
import { sessionOf } from '../../../runtime/session-of.js'
import { type Opened as OpenedAs, opened as openedAs, run } from '../../support/opened.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

const quickly = { attempts: 20, delay: 20 }

/** Lets those who come go on when so many are there; who comes later does not wait. */
function meeting(size: number): () => Promise<void> {
  let missing = size
  let start = () => {}
  const all = new Promise<void>((resolve) => {
    start = resolve
  })
  return async () => {
    missing--
    if (missing === 0) start()
    if (missing >= 0) await all
  }
}

const servers = databases.filter(({ name }) => name.startsWith('PostgreSQL'))

describe.each(servers)('pitfall 23: retries and side effects on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories
  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  beforeEach(async () => {
    await opened.db.deleteFrom('accounts').execute()
  })
  afterAll(() => opened.close())

  /** Each may take from its account what both have together, so that both must not do so at once. */
  async function withdrawals(options: TransactionOptions) {
    const accounts = await repos.accounts.createMany([
      { holder: 'ann', balance: 60 },
      { holder: 'bob', balance: 60 },
    ])
    const seen = { runs: 0, paid: 0, retried: [] as unknown[] }
    const meet = meeting(2)
    const outcomes = await Promise.allSettled(
      accounts.map(({ id }) =>
        repos.transaction(
          async (tx) => {
            seen.runs++
            const both = await tx.accounts.findMany()
            await meet()
            if (both.reduce((sum, { balance }) => sum + balance, 0) < 120) return
            await tx.accounts.update(id, { balance: 0 })
            tx.afterCommit(() => seen.paid++)
          },
          { isolation: 'serializable', ...options },
        ),
      ),
    )
    return { ...seen, outcomes }
  }

  test('a serialization failure is run again where that is asked for, and its callbacks run once', async () => {
    const retried: unknown[] = []
    const onRetry = (error: unknown, attempt: number) => retried.push([error, attempt])
    const { runs, paid, outcomes } = await withdrawals({ retry: { ...quickly, onRetry } })
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect({ runs, paid }).toEqual({ runs: 3, paid: 1 })
    expect(retried).toEqual([[expect.objectContaining({ code: '40001' }), 1]])
  })

  test('and not where it is not', async () => {
    const { runs, paid, outcomes } = await withdrawals({})
    expect({ runs, paid }).toEqual({ runs: 2, paid: 1 })
    const [reason] = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
    expect(reason).toMatchObject({ code: '40001' })
  })

  test('a deadlock is run again', async () => {
    const [ann, bob] = await repos.accounts.createMany([{ holder: 'ann' }, { holder: 'bob' }])
    const meet = meeting(2)
    const transfer = (from: string, to: string) =>
      repos.transaction(
        async (tx) => {
          await tx.accounts.updateMany({ where: { id: from } }, { balance: 1 })
          await meet()
          await tx.accounts.updateMany({ where: { id: to } }, { balance: 2 })
        },
        { retry: quickly },
      )
    const [one, other] = [ann?.id ?? '', bob?.id ?? '']
    await Promise.all([transfer(one, other), transfer(other, one)])
    expect((await repos.accounts.findMany()).map(({ balance }) => balance).sort()).toEqual([1, 2])
  })

  test('what fails each time is given up after so many runs, with its error', async () => {
    let runs = 0
    const failing = repos.transaction(
      async (tx) => {
        runs++
        await sql`DO $$ BEGIN RAISE EXCEPTION 'never' USING ERRCODE = '40001'; END $$`.execute(tx.db)
      },
      { retry: { attempts: 3, delay: 1 } },
    )
    await expect(failing).rejects.toThrow('never')
    expect(runs).toBe(3)
  })

  test('an error of the application that wraps the reason is understood', async () => {
    let runs = 0
    const result = await repos.transaction(
      async (tx) => {
        if (++runs > 1) return 'done'
        const failing = sql`DO $$ BEGIN RAISE EXCEPTION 'once' USING ERRCODE = '40P01'; END $$`
        await failing.execute(tx.db).catch((cause: unknown) => {
          throw new Error('cannot pay', { cause })
        })
        return 'not done'
      },
      { retry: { delay: 1 } },
    )
    expect([result, runs]).toEqual(['done', 2])
  })

  test('a commit whose outcome nobody knows is never run again', async () => {
    await sql`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(20); RETURN NULL; END $$`.execute(
      opened.db,
    )
    await sql`CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON categories DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()`.execute(
      opened.db,
    )
    let runs = 0
    let pid = 0
    const committing = repos.transaction(
      async (tx) => {
        runs++
        const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(tx.db)
        pid = rows[0]?.pid ?? 0
        await tx.categories.create({ name: 'new' })
        tx.afterCommit(() => expect.unreachable())
      },
      { retry: quickly },
    )
    const failed = expect(committing).rejects.toThrow()
    const isWaiting = async () =>
      (
        await sql`SELECT 1 FROM pg_stat_activity WHERE pid = ${pid} AND wait_event = 'PgSleep'`.execute(
          opened.db,
        )
      ).rows.length > 0
    while (!(await isWaiting())) await delay(20)
    await sql`SELECT pg_terminate_backend(${pid})`.execute(opened.db)
    await failed
    expect(runs).toBe(1)
  })
})

type Tables = { t: { n: number } }
const files: readonly (readonly [string, (path: string) => Kysely<Tables>])[] = [
  ['SQLite', (path) => connect<Tables>(`sqlite:${path}`, { timeout: 0.1 })],
  [
    'SQLite through plain Kysely',
    (path) =>
      new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Sqlite(path, { timeout: 50 }) }) }),
  ],
]

describe.each(files)('pitfall 23: retries and side effects on %s', (_, open) => {
  let folder: string
  let db: Kysely<Tables>
  let other: Kysely<Tables>
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tablewright-retries-'))
    db = open(join(folder, 'a.db'))
    other = open(join(folder, 'a.db'))
    await sql`CREATE TABLE t (n integer)`.execute(db)
    await sql`PRAGMA journal_mode = WAL`.execute(db)
    return async () => {
      await Promise.all([db.destroy(), other.destroy()])
      rmSync(folder, { recursive: true })
    }
  })
  const insert = (on: Kysely<Tables>, n: number) => on.insertInto('t').values({ n }).execute()
  const kept = async () =>
    (await db.selectFrom('t').select('n').orderBy('n').execute()).map(({ n }) => Number(n))

  test('a file that another connection has locked is tried again where that is asked for', async () => {
    let locked = () => {}
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve
    })
    const holding = runInTransaction(other, async (trx) => {
      await insert(trx, 1)
      locked()
      await delay(500)
    })
    await isLocked
    let paid = 0
    let runs = 0
    const busy = runInTransaction(db, async () => expect.unreachable())
    await expect(busy).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
    await runInTransaction(
      db,
      async (trx) => {
        runs++
        await insert(trx, 2)
        paid++
      },
      { retry: { attempts: 50, delay: 30, maxDelay: 60 } },
    )
    await holding
    expect({ runs, paid }).toEqual({ runs: 1, paid: 1 })
    expect(await kept()).toEqual([1, 2])
  })

  test('one that reads first and then writes has the lock from its beginning', async () => {
    await runInTransaction(db, async (trx) => {
      expect(await trx.selectFrom('t').selectAll().execute()).toEqual([])
      await expect(insert(other, 1)).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
      await insert(trx, 2)
    })
    expect(await kept()).toEqual([2])
  })

  test('one that only reads neither waits for a writer nor keeps one waiting, and sees one moment', async () => {
    await runInTransaction(
      db,
      async (trx) => {
        expect(await trx.selectFrom('t').selectAll().execute()).toEqual([])
        await insert(other, 1)
        expect(await trx.selectFrom('t').selectAll().execute()).toEqual([])
      },
      { readOnly: true },
    )
    expect(await kept()).toEqual([1])
  })

  test('a snapshot that is too old to write is run again from a new one', async () => {
    let runs = 0
    const writing = runInTransaction(
      db,
      async (trx) => {
        runs++
        // As if it had begun without the lock: COMMIT and BEGIN are the driver's, which knows nothing of it.
        await sql`COMMIT`.execute(trx)
        await sql`BEGIN`.execute(trx)
        await trx.selectFrom('t').selectAll().execute()
        if (runs === 1) await insert(other, 1)
        await insert(trx, 2)
      },
      { retry: { delay: 1 } },
    )
    await writing
    expect(runs).toBe(2)
    expect(await kept()).toEqual([1, 2])
  })
})

test('transactions of a SQLite file that is opened to be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-read-only-'))
  const path = `sqlite:${join(folder, 'a.db')}`
  const writer = connect<Tables>(path)
  await sql`CREATE TABLE t (n integer)`.execute(writer)
  const reader = connect<Tables>(path, { readOnly: true })
  for (const readOnly of [true, false, true]) {
    const rows = await runInTransaction(reader, (trx) => trx.selectFrom('t').selectAll().execute(), {
      readOnly,
    })
    expect(rows).toEqual([])
    await expect(runInTransaction(reader, (trx) => insertOne(trx), { readOnly })).rejects.toThrow(/readonly/)
  }
  await Promise.all([reader.destroy(), writer.destroy()])
  rmSync(folder, { recursive: true })
})

const insertOne = (on: Kysely<Tables>) => on.insertInto('t').values({ n: 1 }).execute()

describe('a table that is changed behind statements that were prepared', () => {
  let database: OpenedAs
  const one = { sql: 'SELECT n FROM t', labels: ['n'], origin: 't.one', variety: 'fixed' } as const
  const all = { sql: 'SELECT * FROM t', labels: ['n'], origin: 't.all', variety: 'fixed' } as const
  beforeEach(async () => {
    database = await openedAs('postgres', {
      by: 'connect',
      ddl: ['CREATE TABLE t (n integer)', 'INSERT INTO t VALUES (1)'],
      options: { poolSize: 4 },
    })
    const together = meeting(4)
    const prepare = () =>
      runInTransaction(database.db, async (trx) => {
        await together()
        await sessionOf(trx).run(one, [])
        await sessionOf(trx).run(all, [])
      })
    await Promise.all([prepare(), prepare(), prepare(), prepare()])
    await run(database, 'ALTER TABLE t ALTER COLUMN n TYPE text')
  })
  afterEach(() => database.close())

  test('is an error of its own where it ends a transaction, which can be run again', async () => {
    const failed = runInTransaction(database.db, (trx) => sessionOf(trx).run(one, []))
    await expect(failed).rejects.toThrow(/^t\.one: a table was changed .* cached plan/)
    await expect(failed).rejects.toMatchObject({ name: 'SchemaChangedError', retryable: true, code: '0A000' })
    expect((await runInTransaction(database.db, (trx) => sessionOf(trx).run(all, []))).rows).toEqual([['1']])
  })

  test('is over after one run more, whatever connections there are and statements on them', async () => {
    const errors: unknown[] = []
    const retry = { attempts: 2, onRetry: (error: unknown) => errors.push(error) }
    const work = () =>
      runInTransaction(
        database.db,
        async (trx) => {
          await sessionOf(trx).run(one, [])
          return (await sessionOf(trx).run(all, [])).rows
        },
        { retry },
      )
    for (let n = 0; n < 4; n++) expect(await work()).toEqual([['1']])
    expect(errors).toMatchObject([{ name: 'SchemaChangedError' }])
  })

  test('is not seen outside of transactions', async () => {
    const rows = await Promise.all([1, 2, 3, 4, 5].map(() => sessionOf(database.db).run(one, [])))
    for (const result of rows) expect(result.rows).toEqual([['1']])
  })
})
