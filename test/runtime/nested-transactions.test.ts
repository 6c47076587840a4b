import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DialectName } from '../../runtime/session.js'
import { sessionOf } from '../../runtime/session-of.js'
import { type AnyTables, databases, type OpenDatabase, openDatabase } from './open-database.js'

const ddl = ['CREATE TABLE t (n integer PRIMARY KEY)']

describe.each(databases)('transactions inside transactions on %s', (dialect) => {
  let open: OpenDatabase

  beforeAll(async () => {
    open = await openDatabase(dialect, ddl)
  })
  beforeEach(async () => {
    await sql`DELETE FROM t`.execute(open.db)
  })
  afterAll(() => open.close())

  const insert = (on: Kysely<unknown>, n: number) => sql`INSERT INTO t VALUES (${n})`.execute(on)
  async function kept(): Promise<number[]> {
    const { rows } = await sql<{ n: number }>`SELECT n FROM t ORDER BY n`.execute(open.db)
    return rows.map(({ n }) => n)
  }

  test('the outer one may open another while the inner one runs, which is then part of the inner one', async () => {
    await sessionOf(open.db).transaction(async (outer) => {
      await sessionOf(outer).transaction(async (inner) => {
        await insert(inner, 1)
        await sessionOf(outer).transaction((nested) => insert(nested, 2))
        await sessionOf(inner).transaction((nested) => insert(nested, 3))
      })
      const undone = sessionOf(outer).transaction(async () => {
        await sessionOf(outer).transaction((nested) => insert(nested, 4))
        throw new Error('stop')
      })
      await expect(undone).rejects.toThrow('stop')
    })
    expect(await kept()).toEqual([1, 2, 3])
  }, 10_000)

  test('several levels down, together, and undone alone', async () => {
    await sessionOf(open.db).transaction((outer) =>
      sessionOf(outer).transaction((inner) =>
        sessionOf(inner).transaction(async (innermost) => {
          const outcomes = await Promise.allSettled([
            sessionOf(outer).transaction((nested) => insert(nested, 1)),
            sessionOf(inner).transaction(async (nested) => {
              await insert(nested, 2)
              throw new Error('stop')
            }),
            sessionOf(innermost).transaction((nested) => insert(nested, 3)),
          ])
          expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
        }),
      ),
    )
    expect(await kept()).toEqual([1, 3])
  }, 10_000)

  test('work that outlives the inner one goes on in the outer one', async () => {
    await sessionOf(open.db).transaction(async (outer) => {
      let later: Promise<unknown> = Promise.resolve()
      let ended = () => {}
      const hasEnded = new Promise<void>((resolve) => {
        ended = resolve
      })
      await sessionOf(outer).transaction(async () => {
        later = hasEnded.then(() => sessionOf(outer).transaction((nested) => insert(nested, 5)))
      })
      ended()
      await later
      await sessionOf(outer).transaction((nested) => insert(nested, 6))
    })
    expect(await kept()).toEqual([5, 6])
  }, 10_000)
})

test('a statement beside a savepoint that waits for it gives up after the timeout', async () => {
  const { db, close } = await openDatabase('sqlite', ddl, { timeout: 0.2 })
  const insert = {
    sql: 'INSERT INTO t VALUES (1)',
    labels: [],
    origin: 't.create',
    variety: 'fixed',
  } as const
  await sessionOf(db).transaction(async (outer) => {
    let written = () => {}
    const isWritten = new Promise<void>((resolve) => {
      written = resolve
    })
    const nested = sessionOf(outer).transaction(() => isWritten)
    const waiting = sessionOf(outer).run(insert, []).finally(written)
    await expect(waiting).rejects.toThrow(/waited 0.2 s for a nested transaction/)
    await nested
    await sessionOf(outer).run(insert, [])
  })
  expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ n: 1 }])
  await close()
})

const raising = [
  ...ddl,
  "CREATE TRIGGER stop BEFORE INSERT ON t WHEN NEW.n = 2 BEGIN SELECT RAISE(ROLLBACK, 'not this one'); END",
]

async function plainSqlite(): Promise<Kysely<AnyTables>> {
  const database = new Sqlite(':memory:')
  for (const statement of raising) database.exec(statement)
  return new Kysely<AnyTables>({ dialect: new SqliteDialect({ database }) })
}

const ways: readonly (readonly [string, () => Promise<Kysely<AnyTables>>])[] = [
  ['connect()', async () => (await openDatabase('sqlite' satisfies DialectName, raising)).db],
  ["Kysely's own dialect", plainSqlite],
]

test.each(ways)(
  'through %s an error that ended the whole transaction is the one to be seen',
  async (_, open) => {
    const db = await open()
    const work = sessionOf(db).transaction((outer) =>
      sessionOf(outer).transaction((inner) => sql`INSERT INTO t VALUES (2)`.execute(inner)),
    )
    await expect(work).rejects.toThrow('not this one')
    await db.destroy()
  },
)
