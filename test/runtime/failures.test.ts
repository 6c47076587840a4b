import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import {
  ConnectionError,
  ConstraintViolationError,
  connect,
  InvalidQueryError,
  type TablewrightError,
  TransactionAbortedError,
} from '../../runtime/index.js'
import { sessionOf } from '../../runtime/session-of.js'
import { type AnyTables, databases, openDatabase } from './open-database.js'

async function errorOf(work: Promise<unknown>): Promise<TablewrightError> {
  return work.then(
    () => undefined as never,
    (error: TablewrightError) => error,
  )
}

const one = { sql: 'SELECT 1 AS n', labels: ['n'], origin: 't.one', variety: 'fixed' } as const
const pidOf = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`

describe.each(databases)('on %s', (dialect) => {
  test('more parameters than the database takes are refused, and the connection goes on', async () => {
    const { db, close } = await openDatabase(dialect, ['CREATE TABLE t (n integer)'], { poolSize: 1 })
    const rows = Array.from({ length: 70_000 }, (_, n) => ({ n }))
    const error = await errorOf(db.insertInto('t').values(rows).execute())
    expect(error).toBeInstanceOf(InvalidQueryError)
    expect(error.message).toMatch(
      /more parameters than SQLite takes|70000 parameters; PostgreSQL takes at most 65535/,
    )
    expect(await db.selectFrom('t').select('n').execute()).toEqual([])
    await close()
  })

  test.each(['committed', 'rolled back'])(
    'a transaction that was %s is refused by repositories',
    async (end) => {
      const { db, close } = await openDatabase(dialect)
      let over: Kysely<AnyTables> | undefined
      const work = db.transaction().execute(async (trx) => {
        over = trx
        if (end === 'rolled back') throw new Error('stop')
      })
      await work.catch(() => {})
      const session = sessionOf(over as Kysely<AnyTables>)
      await expect(session.run(one, [])).rejects.toThrow(InvalidQueryError)
      await expect(session.run(one, [])).rejects.toThrow(`The transaction was ${end} before this call.`)
      await expect(session.transaction(async () => 1)).rejects.toThrow(InvalidQueryError)
      await close()
    },
  )

  test('the message of a violated constraint has no value of the row', async () => {
    const { db, close } = await openDatabase(dialect, [
      'CREATE TABLE people (id integer PRIMARY KEY, email text NOT NULL CONSTRAINT people_email UNIQUE, age integer NOT NULL CONSTRAINT grown CHECK (age > 17))',
    ])
    const person = { id: 1, email: 'private@example.org', age: 18 }
    await db.insertInto('people').values(person).execute()
    for (const wrong of [
      { ...person, id: 2 },
      { ...person, id: 3, email: 'private@x', age: 3 },
      { id: 4, email: 'private@y' },
    ]) {
      const error = await errorOf(db.insertInto('people').values(wrong).execute())
      expect(error).toBeInstanceOf(ConstraintViolationError)
      expect(error.message).not.toContain('private')
      if (dialect === 'postgres') expect(error.detail).toContain('private')
      else expect(error.detail).toBeUndefined()
    }
    await close()
  })
})

test('a SQLite file that another process keeps locked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tablewright-locked-'))
  const [holder, other] = [
    connect<AnyTables>(`sqlite:${folder}/a.db`),
    connect<AnyTables>(`sqlite:${folder}/a.db`, { timeout: 0.2 }),
  ]
  await sql`CREATE TABLE t (n integer)`.execute(holder)
  await holder.transaction().execute(async () => {
    const error = await errorOf(other.insertInto('t').values({ n: 1 }).execute())
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ code: 'SQLITE_BUSY', cause: expect.any(Error) })
    await expect(other.transaction().execute(async () => 1)).rejects.toThrow(ConnectionError)
  })
  await Promise.all([holder.destroy(), other.destroy()])
  rmSync(folder, { recursive: true })
})

describe('a connection to PostgreSQL that is lost', () => {
  async function losing(
    work: (db: Kysely<AnyTables>, kill: (pid: number) => Promise<void>) => Promise<void>,
  ) {
    const { db, url, close } = await openDatabase('postgres', [], { poolSize: 1 })
    const killer = connect(url, { poolSize: 1 })
    await work(db, async (pid) => {
      await sql`SELECT pg_terminate_backend(${pid})`.execute(killer)
    })
    expect((await sql`SELECT 1 AS n`.execute(db)).rows).toEqual([{ n: 1 }])
    await killer.destroy()
    await close()
  }

  test('in a query, of Kysely and of a repository', () =>
    losing(async (db, kill) => {
      const [before] = (await pidOf.execute(db)).rows
      const query = errorOf(sql`SELECT pg_sleep(20)`.execute(db))
      await new Promise((resolve) => setTimeout(resolve, 100))
      await kill(before?.pid ?? 0)
      expect(await query).toMatchObject({
        name: 'ConnectionLostError',
        code: '57P01',
        cause: expect.any(Error),
      })
      const [after] = (await pidOf.execute(db)).rows
      expect(after?.pid).not.toBe(before?.pid)
      const sleep = { ...one, sql: 'SELECT 1 AS n FROM pg_sleep(20)' }
      const statement = errorOf(sessionOf(db).run(sleep, []))
      await new Promise((resolve) => setTimeout(resolve, 100))
      await kill(after?.pid ?? 0)
      expect(await statement).toBeInstanceOf(ConnectionError)
    }))

  test('between two statements of a transaction', () =>
    losing(async (db, kill) => {
      const error = await errorOf(
        db.transaction().execute(async (trx) => {
          const [session] = (await pidOf.execute(trx)).rows
          await kill(session?.pid ?? 0)
          await new Promise((resolve) => setTimeout(resolve, 100))
          await sql`SELECT 1`.execute(trx)
        }),
      )
      expect(error).toBeInstanceOf(ConnectionError)
      expect(error.cause).toBeInstanceOf(Error)
    }))

  test('before the transaction is committed', () =>
    losing(async (db, kill) => {
      const error = await errorOf(
        db.transaction().execute(async (trx) => {
          const [session] = (await pidOf.execute(trx)).rows
          await kill(session?.pid ?? 0)
          await new Promise((resolve) => setTimeout(resolve, 100))
        }),
      )
      expect(error).toBeInstanceOf(ConnectionError)
    }))
})

test('a statement after one that failed in a transaction on PostgreSQL', async () => {
  const { db, close } = await openDatabase('postgres')
  const error = await errorOf(
    db.transaction().execute(async (trx) => {
      await sql`SELECT 1 / 0`.execute(trx).catch(() => {})
      await sessionOf(trx).run(one, [])
    }),
  )
  expect(error).toBeInstanceOf(TransactionAbortedError)
  expect(error).toMatchObject({ code: '25P02', message: expect.stringContaining('An earlier statement') })
  await close()
})
