import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConnectionError, InvalidQueryError } from '../../runtime/index.js'
import { sessionOf } from '../../runtime/session-of.js'
import { type OpenDatabase, openDatabase } from './open-database.js'

const insert = {
  sql: 'INSERT INTO t (n) VALUES (1)',
  labels: [],
  origin: 't.create',
  variety: 'fixed',
} as const
const count = { sql: 'SELECT count(*) FROM t', labels: ['n'], origin: 't.count', variety: 'fixed' } as const

describe('the outer instance inside a transaction on SQLite', () => {
  let open: OpenDatabase
  beforeEach(async () => {
    open = await openDatabase('sqlite', ['CREATE TABLE t (n INTEGER)'], { timeout: 0.2 })
  })
  afterEach(() => open.close())

  test('is refused at once, and the transaction goes on', async () => {
    const outer = sessionOf(open.db)
    await outer.transaction(async (trx) => {
      await sessionOf(trx).run(insert, [])
      await expect(outer.run(count, [])).rejects.toThrow(InvalidQueryError)
      await expect(outer.transaction(async () => {})).rejects.toThrow(/inside a transaction/)
      await expect(open.db.selectFrom('t').selectAll().execute()).rejects.toThrow(InvalidQueryError)
    })
    expect((await outer.run(count, [])).rows).toEqual([[1n]])
  })

  test('works again once the transaction has ended, also for what it had started', async () => {
    const outer = sessionOf(open.db)
    let later: Promise<unknown> = Promise.resolve()
    await outer.transaction(async () => {
      later = delay(20).then(() => outer.run(count, []))
    })
    expect(await later).toMatchObject({ rows: [[0n]] })
  })

  test('no queue of Kysely stands before it, which would know neither the timeout nor who asks', () => {
    expect(open.db.getExecutor().adapter).toMatchObject({ supportsMultipleConnections: true })
  })

  test('other callers wait for their turn', async () => {
    const outer = sessionOf(open.db)
    const transaction = outer.transaction(async (trx) => {
      await delay(30)
      await sessionOf(trx).run(insert, [])
    })
    expect((await outer.run(count, [])).rows).toEqual([[1n]])
    await transaction
  })

  test('inside a transaction or stream of plain Kysely, the wait ends after the timeout', async () => {
    await open.db.transaction().execute(async () => {
      await expect(sql`SELECT 1`.execute(open.db)).rejects.toThrow(ConnectionError)
    })
    await sessionOf(open.db).run(insert, [])
    for await (const _ of open.db.selectFrom('t').selectAll().stream()) {
      await expect(sessionOf(open.db).run(count, [])).rejects.toThrow(/not free within 0.2 s/)
    }
    expect((await sessionOf(open.db).run(count, [])).rows).toEqual([[1n]])
  })
})
