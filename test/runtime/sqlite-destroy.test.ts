import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import { sessionOf } from '../../runtime/session-of.js'
import type { AnyTables } from './open-database.js'

test('destroy() waits for the transaction that runs, and every call beside and after it ends', async () => {
  const db = connect<AnyTables>('sqlite::memory:')
  await sql`select 1`.execute(db)
  let fail = () => {}
  const failing = new Promise<void>((_, reject) => {
    fail = () => reject(new Error('stop'))
  })
  const transaction = db.transaction().execute(() => failing)
  const one = { sql: 'SELECT 1 AS n', labels: ['n'], origin: 't.one', variety: 'fixed' } as const
  const waiting = Promise.allSettled([
    sql`select 1`.execute(db),
    sql`select 2`.execute(db),
    sessionOf(db).run(one, []),
  ])
  await new Promise((resolve) => setTimeout(resolve, 20))
  const destroyed = db.destroy()
  await new Promise((resolve) => setImmediate(resolve))
  const late = [sql`select 3`.execute(db), sessionOf(db).run(one, [])]
  const outcomes = Promise.allSettled([transaction, destroyed, ...late])
  fail()
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'rejected',
    'rejected',
  ])
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
}, 10_000)
