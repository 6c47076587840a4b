import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { ConnectionError } from '../../runtime/index.js'
import { sessionOf } from '../../runtime/session-of.js'
import { databases, openDatabase } from './open-database.js'

const one = { sql: 'SELECT 1 AS n', labels: ['n'], origin: 't.one', variety: 'fixed' } as const

test.each(databases)(
  'destroy() on %s lets finish what runs and refuses what waits for a connection',
  async (dialect) => {
    const { db, close } = await openDatabase(dialect, ['CREATE TABLE t (n integer)'], {
      poolSize: 1,
      timeout: 30,
    })
    let goOn = () => {}
    const pause = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const running = db.transaction().execute(async (trx) => {
      await sql`INSERT INTO t VALUES (1)`.execute(trx)
      await pause
      const { rows } = await sql<{ n: number }>`SELECT n FROM t`.execute(trx)
      return rows
    })
    const waiting = [
      sql`SELECT 1`.execute(db),
      sessionOf(db).run(one, []),
      db.transaction().execute(async () => 1),
    ]
    const refusals = Promise.allSettled(waiting)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const destroyed = db.destroy()
    for (const outcome of await refusals) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(ConnectionError) })
    }
    goOn()
    expect(await running).toEqual([{ n: 1 }])
    await destroyed
    await close()
  },
  10_000,
)
