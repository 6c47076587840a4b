import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../../generator/plan/plan.js'
import { column, enumeration, foreignKey, index, model, table, unique } from '../../support/model-builder.js'
import { counted, items, versioned, withMeta } from './cases.js'
import { clear, create, execute, joined, plans, type Session, session, versions } from './migrating.js'

let database: Session
let writer: Session
beforeAll(async () => {
  database = await session()
  writer = await joined(database.url)
})
beforeEach(() => clear(database))
afterAll(async () => {
  await writer.close()
  await database.close()
})

const amount = column('amount', 'integer', { nullable: true })
const rows = 3_000
const manyBlocks = `INSERT INTO items (id, body, amount, note) SELECT n, n, NULL, repeat('x', 1000) FROM generate_series(1, ${rows}) AS n`
const note = column('note', 'text')

/** Writes one row after the other until told to stop; gives how often each was written. */
const writing = (): { readonly stop: () => Promise<ReadonlyMap<number, number>> } => {
  const written = new Map<number, number>()
  let isOver = false
  const loop = async () => {
    for (let turn = 1; !isOver; turn++) {
      const id = 1 + ((turn * 7919) % rows)
      await writer.query(`UPDATE items SET body = body WHERE id = ${id}`)
      written.set(id, (written.get(id) ?? 0) + 1)
    }
  }
  const running = loop()
  return {
    stop: async () => {
      isOver = true
      await running
      return written
    },
  }
}

describe.each(versions)('planned for version %s', (version) => {
  test('rows are filled while another session writes: each write has its history, each filling none', async () => {
    const before = model({ tables: [...versioned(items([amount, note, ...counted]))] })
    const after = model({
      tables: [
        ...versioned(
          items(
            [
              withMeta(column('amount', 'integer'), { backfill: { kind: 'sql', sql: 'id * 2' } }),
              note,
              withMeta(column('label', 'text'), { backfill: { kind: 'sql', sql: `'#' || id` } }),
              ...counted,
            ],
            {
              indexes: [index('items_note_idx', ['note'])],
              checks: [{ name: 'items_amount_check', sql: 'amount > 0' }],
            },
          ),
        ),
      ],
    })
    await create(database, before)
    await database.query(manyBlocks)
    const stamps = await database.query('SELECT id, updated_at FROM items')
    const { up } = plans(before, after, version)
    const session = writing()
    await migrating(up)
    const written = await session.stop()
    expect(written.size).toBeGreaterThan(5)

    const found = await database.query('SELECT id, version, amount, label, updated_at FROM items ORDER BY id')
    const old = new Map(stamps.map(({ id, updated_at }) => [id, String(updated_at)]))
    for (const row of found) {
      const writes = written.get(Number(row['id'])) ?? 0
      expect(row['version']).toBe(1 + writes)
      expect(row['amount']).toBe(Number(row['id']) * 2)
      expect(row['label']).toBe(`#${row['id']}`)
      if (writes === 0) expect(String(row['updated_at'])).toBe(old.get(row['id']))
    }
    const total = [...written.values()].reduce((sum, count) => sum + count, 0)
    const [history] = await database.query(
      `SELECT count(*) FILTER (WHERE history_operation = 'insert')::int AS inserts,
        count(*) FILTER (WHERE history_operation = 'update')::int AS updates,
        count(*) FILTER (WHERE amount IS NULL OR label IS NULL)::int AS empty FROM items_history`,
    )
    expect(history).toEqual({ inserts: rows, updates: total, empty: 0 })
  })

  /** A writer that does not know the new columns is the one in the middle of a deployment. */
  const migrating = (plan: Plan) => execute(database, plan)

  test('an interrupted filling goes on where it ended', async () => {
    const before = model({ tables: [items([amount, note])] })
    const filled = withMeta(column('amount', 'integer'), {
      backfill: { kind: 'sql', sql: 'id / (id - 2000)' },
    })
    const after = model({ tables: [items([filled, note])] })
    await create(database, before)
    await database.query(manyBlocks)
    const { up } = plans(before, after, version)
    await expect(execute(database, up)).rejects.toThrow('division by zero')
    const [half] = await database.query('SELECT count(amount)::int AS filled FROM items')
    expect(half?.['filled']).toBeGreaterThan(500)
    expect(half?.['filled']).toBeLessThan(rows)
    await database.query(
      'UPDATE items SET amount = -1 WHERE id = 2000; UPDATE items SET amount = -5 WHERE id = 1',
    )
    await execute(database, up)
    const done = await database.query('SELECT count(amount)::int AS filled, min(amount) AS least FROM items')
    expect(done[0]?.['filled']).toBe(rows)
    expect(await database.query('SELECT amount FROM items WHERE id IN (1, 2000) ORDER BY id')).toEqual([
      { amount: -5 },
      { amount: -1 },
    ])
  })

  test('rows are kept apart all the while in which an index takes the place of a key, and back', async () => {
    const name = column('name', 'text')
    const deleted = column('deleted_at', 'timestamp', { nullable: true })
    const key = (title: string) => model({ tables: [items([name], { uniques: [unique(title, ['name'])] })] })
    const live = index('items_name_key', ['name'], { unique: true, live: 'deleted_at' })
    const after = model({ tables: [items([name, deleted], { indexes: [live] })] })
    for (const before of [key('items_name_key'), key('items_name_other')]) {
      await clear(database)
      await create(database, before)
      await database.query(`INSERT INTO items VALUES (1, 'a', 'same')`)
      const { up, down } = plans(before, after, version)
      for (const { mode, steps } of [...up.transactions, ...down.transactions]) {
        if (mode === 'transaction') await database.query('BEGIN')
        for (const { sql } of steps.flatMap((step) => step.statements)) {
          await database.query(sql)
          if (mode === 'none') await expect(sameAgain()).rejects.toThrow('duplicate key')
        }
        if (mode === 'transaction') await database.query('COMMIT')
        await expect(sameAgain()).rejects.toThrow('duplicate key')
      }
    }
  })

  const sameAgain = () => writer.query(`INSERT INTO items (id, body, name) VALUES (2, 'b', 'same')`)

  test('what is proven for rows that are there lets others write', async () => {
    const children = (rest = {}) =>
      table('children', [column('id', 'integer'), column('item_id', 'integer', { nullable: true })], {
        key: ['id'],
        ...rest,
      })
    const key = foreignKey('children_item_id_fkey', ['item_id'], 'items', ['id'])
    const mood = (values: readonly string[]) => enumeration('mood', values)
    const moodColumn = column('mood', { kind: 'enum', name: 'mood' }, { nullable: true })
    const before = model({ enums: [mood(['a'])], tables: [items([amount, moodColumn]), children()] })
    const after = model({
      enums: [mood(['a', 'b'])],
      tables: [
        items([column('amount', 'integer'), moodColumn], {
          checks: [{ name: 'items_check', sql: 'amount > 0' }],
        }),
        children({ foreignKeys: [key] }),
      ],
    })
    await create(database, before)
    await database.query('INSERT INTO items SELECT n, n, n FROM generate_series(1, 10) AS n')
    const { up } = plans(before, after, version)
    const modes: string[][] = []
    for (const { mode, steps } of up.transactions) {
      expect(mode).toBe('transaction')
      await database.query('BEGIN')
      for (const { sql } of steps.flatMap((step) => step.statements)) await database.query(sql)
      modes.push(await locks())
      await database.query('COMMIT')
      if (modes.length === 1) expect(await unproven()).toBeGreaterThanOrEqual(3)
    }
    const [first, ...others] = modes
    expect(first).toContain('items AccessExclusiveLock')
    expect(first).toContain('children ShareRowExclusiveLock')
    expect(others[0]).toEqual(['items ShareUpdateExclusiveLock'])
    expect(others[1]).toEqual(['children ShareUpdateExclusiveLock', 'items RowShareLock'])
  })

  const unproven = async (): Promise<unknown> =>
    (await database.query('SELECT count(*)::int AS number FROM pg_constraint WHERE NOT convalidated'))[0]?.[
      'number'
    ]

  const locks = async (): Promise<string[]> => {
    const found = await database.query(
      `SELECT concat(relation::regclass, ' ', mode) AS lock FROM pg_locks
       WHERE pid = pg_backend_pid() AND relation IN ('items'::regclass, 'children'::regclass)
         AND mode <> 'AccessShareLock' ORDER BY 1`,
    )
    return found.map(({ lock }) => String(lock))
  }
})
