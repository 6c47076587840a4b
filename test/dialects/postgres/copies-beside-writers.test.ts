import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../../generator/changes/change.js'
import { invert } from '../../../generator/changes/invert.js'
import type { Model } from '../../../generator/model/model.js'
import type { Plan } from '../../../generator/plan/plan.js'
import { planMigration } from '../../../generator/plan/plan-migration.js'
import { column, model, table } from '../../support/model-builder.js'
import { dialectFor } from '../../support/plans.js'
import { items } from './cases.js'
import { clear, create, execute, joined, plans, type Session, session, versions } from './migrating.js'

/** What somebody writes while a migration copies: it waits for the writer, and has what he wrote. */
let database: Session
let writer: Session
let watcher: Session
beforeAll(async () => {
  database = await session()
  writer = await joined(database.url)
  watcher = await joined(database.url)
})
beforeEach(() => clear(database))
afterAll(async () => {
  await writer.close()
  await watcher.close()
  await database.close()
})

/** Runs the plan against an open transaction that has written, and that writes on and ends when the plan waits for it. */
const besideWriter = async (plan: Plan, first: string, ...others: readonly string[]): Promise<void> => {
  await writer.query('BEGIN')
  await writer.query(first)
  const running = execute(database, plan)
  await waiting()
  for (const sql of others) await writer.query(sql)
  await writer.query('COMMIT')
  await running
}

const waiting = async (): Promise<void> => {
  const sql = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
  while ((await watcher.query(sql)).length === 0) await new Promise((next) => setTimeout(next, 20))
}

const note = column('note', 'text')
const numbered = table('numbered', [column('id', 'integer', { identity: 'default' }), note], { key: ['id'] })

describe.each(versions)('planned for version %s', (version) => {
  const planned = (changes: readonly Change[], before: Model, after: Model) => {
    const target = { dialect: dialectFor('postgres'), version }
    return {
      up: planMigration(changes, target, { before, after }),
      down: planMigration(invert(changes), target, { before: after, after: before }),
    }
  }

  test('rows and numbers of a table that is parked', async () => {
    const before = model({ tables: [items([]), numbered] })
    const after = model({ tables: [items([])] })
    const changes: readonly Change[] = [{ kind: 'dropTable', table: numbered, park: '_parked_numbered' }]
    const { up, down } = planned(changes, before, after)
    await create(database, before)
    await database.query(`INSERT INTO numbered (note) VALUES ('early')`)
    await besideWriter(
      up,
      `INSERT INTO numbered (note) VALUES ('late')`,
      `UPDATE numbered SET note = 'new' WHERE note = 'early'`,
    )
    const found = [
      { id: 1, note: 'new' },
      { id: 2, note: 'late' },
    ]
    expect(await database.query('SELECT id, note FROM _parked_numbered ORDER BY id')).toEqual(found)
    await besideWriter(down, `UPDATE _parked_numbered SET note = 'mended' WHERE id = 2`)
    expect(await database.query('SELECT note FROM numbered ORDER BY id')).toEqual([
      { note: 'new' },
      { note: 'mended' },
    ])
    expect(await database.query(`INSERT INTO numbered (note) VALUES ('next') RETURNING id`)).toEqual([
      { id: 3 },
    ])
  })

  test('values of a column that is parked', async () => {
    const before = model({ tables: [items([note])] })
    const after = model({ tables: [items([])] })
    const changes: readonly Change[] = [
      { kind: 'dropColumn', table: 'items', column: note, backfill: undefined, park: '_parked_items_note' },
    ]
    const { up } = planned(changes, before, after)
    await create(database, before)
    await database.query(`INSERT INTO items (id, body, note) VALUES (1, 'a', 'early')`)
    await besideWriter(
      up,
      `UPDATE items SET note = 'new'`,
      `INSERT INTO items (id, body, note) VALUES (2, 'b', 'late')`,
    )
    expect(await database.query('SELECT id, note FROM _parked_items_note ORDER BY id')).toEqual([
      { id: 1, note: 'new' },
      { id: 2, note: 'late' },
    ])
  })

  test('numbers that go on from another sequence', async () => {
    const counted = (identity: 'default' | 'serial') =>
      model({
        tables: [table('numbered', [column('id', 'integer', { identity }), note], { key: ['id'] })],
      })
    const plain = model({ tables: [table('numbered', [column('id', 'integer'), note], { key: ['id'] })] })
    const serial = counted('serial')
    for (const [before, after] of [
      [counted('default'), serial],
      [serial, counted('default')],
      [plain, serial],
      [plain, counted('default')],
    ] as const) {
      await clear(database)
      await create(database, before)
      const { up } = plans(before, after, version)
      const ids = before === plain ? ['7', '8'] : ['DEFAULT', 'DEFAULT']
      await besideWriter(
        up,
        `INSERT INTO numbered VALUES (${ids[0]}, 'late')`,
        `INSERT INTO numbered VALUES (${ids[1]}, 'later')`,
      )
      await database.query(`INSERT INTO numbered (note) VALUES ('next')`)
    }
  })
})
