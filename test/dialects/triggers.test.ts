import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { historyColumns, type Model, type Table, type Trigger } from '../../generator/model/model.js'
import { column, foreignKey, model, now, table } from '../support/model-builder.js'
import { type Opened, opened, run as runOn } from '../support/opened.js'
import { create } from '../support/plans.js'

const touch = (name: string, version: boolean, updatedAt: boolean): Trigger => ({
  kind: 'touch',
  name: `${name}_touch`,
  version: version ? 'version' : undefined,
  updatedAt: updatedAt ? 'updated_at' : undefined,
})

const versioned = (source: Table): readonly Table[] => {
  const columns = source.columns.map(({ name }) => name)
  const history = table(
    `${source.name}_history`,
    [
      column(historyColumns.id, 'bigint', { identity: 'always' }),
      column(historyColumns.operation, 'text'),
      column(historyColumns.recordedAt, 'timestamp', now),
      ...source.columns.map(({ name, type, nullable }) => column(name, type, { nullable })),
    ],
    { key: [historyColumns.id], historyOf: source.name },
  )
  const trigger: Trigger = { kind: 'history', name: `${source.name}_history`, table: history.name, columns }
  return [{ ...source, triggers: [...source.triggers, trigger] }, history]
}

const version = column('version', 'integer', { default: { kind: 'literal', value: 1 } })
const updatedAt = column('updated_at', 'timestamp', now)

const parents = table('parents', [column('id', 'integer')], { key: ['id'] })
const items = table(
  'items',
  [
    column('id', 'integer'),
    column('name', 'text', { nullable: true }),
    column('parent_id', 'integer', { nullable: true }),
    column('loose_id', 'integer', { nullable: true }),
    updatedAt,
    version,
  ],
  {
    key: ['id'],
    foreignKeys: [
      foreignKey('items_parent_id_fkey', ['parent_id'], 'parents', ['id'], { onDelete: 'cascade' }),
      foreignKey('items_loose_id_fkey', ['loose_id'], 'parents', ['id'], { onDelete: 'set null' }),
    ],
    triggers: [touch('items', true, true)],
  },
)
const stamps = table('stamps', [column('a', 'integer'), column('b', 'integer'), updatedAt], {
  key: ['a', 'b'],
  triggers: [touch('stamps', false, true)],
})
const keyless = table('keyless', [column('rowid', 'integer'), column('name', 'text'), updatedAt, version], {
  triggers: [touch('keyless', true, true)],
})
const counted = table('counted', [column('id', 'integer'), column('name', 'text'), version], {
  key: ['id'],
  triggers: [touch('counted', true, false)],
})
const schema: Model = model({
  tables: [parents, ...versioned(items), stamps, ...versioned(keyless), counted],
})

const old = '2001-01-01T00:00:00.000Z'

describe.each([
  ['sqlite, recursive triggers off', 'sqlite', ['recursive_triggers = OFF']],
  ['sqlite, recursive triggers on', 'sqlite', ['recursive_triggers = ON']],
  ['postgres', 'postgres', []],
] as const)('%s', (_, dialect, pragmas) => {
  let database: Opened
  beforeEach(async () => {
    database = await opened(dialect, { by: 'kysely', pragmas })
    await create(database, schema)
  })
  afterEach(() => database.close())

  const run = (sql: string) => runOn(database, sql)
  const history = (of = 'items') =>
    run(`SELECT history_operation AS operation, id, name, version FROM ${of}_history ORDER BY history_id`)
  const isRecent = (value: unknown) => Date.now() - new Date(value as string | Date).getTime() < 60_000

  test('an insert leaves one row, with the values that defaults gave', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a'), (2, 'b')`)
    expect(await history()).toEqual([
      { operation: 'insert', id: 1, name: 'a', version: 1 },
      { operation: 'insert', id: 2, name: 'b', version: 1 },
    ])
    const [row] = await run('SELECT history_recorded_at AS at, updated_at FROM items_history')
    expect(isRecent(row?.at)).toBe(true)
    expect(isRecent(row?.updated_at)).toBe(true)
  })

  test('an update counts the version, moves the time and leaves one row with the final values', async () => {
    await run(`INSERT INTO items (id, name, updated_at) VALUES (1, 'a', '${old}')`)
    await run(`UPDATE items SET name = 'b' WHERE id = 1`)
    const [row] = await run('SELECT version, updated_at FROM items')
    expect(row?.version).toBe(2)
    expect(isRecent(row?.updated_at)).toBe(true)
    expect(await history()).toEqual([
      { operation: 'insert', id: 1, name: 'a', version: 1 },
      { operation: 'update', id: 1, name: 'b', version: 2 },
    ])
    const [last] = await run(`SELECT updated_at FROM items_history WHERE version = 2`)
    expect(last?.updated_at).toEqual(row?.updated_at)
  })

  test('a version that the statement counts itself is counted once', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run(`UPDATE items SET name = 'b', version = version + 1, updated_at = '${old}' WHERE id = 1`)
    expect(await history()).toEqual([
      { operation: 'insert', id: 1, name: 'a', version: 1 },
      { operation: 'update', id: 1, name: 'b', version: 2 },
    ])
    const [row] = await run('SELECT version, updated_at FROM items')
    expect(row?.version).toBe(2)
    expect(new Date(row?.updated_at as string).toISOString()).toBe(old)
  })

  test.each(['1', '7', 'version - 1', '2147483647'])('a version set to %s is refused', async (value) => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run(`UPDATE items SET name = 'b'`)
    await run(`UPDATE items SET name = 'c'`)
    await expect(run(`UPDATE items SET name = 'd', version = ${value}`)).rejects.toThrow(
      'items.version counts updates and cannot be set',
    )
    expect((await history()).map((row) => row.version)).toEqual([1, 2, 3])
    expect(await run('SELECT name, version FROM items')).toEqual([{ name: 'c', version: 3 }])
  })

  test('a whole row that is written back as it is now counts as an update', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run(`UPDATE items SET id = id, name = 'b', version = version`)
    expect((await history()).map((row) => row.version)).toEqual([1, 2])
  })

  test('a time that the statement gives is kept, and the version counted all the same', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run(`UPDATE items SET updated_at = '${old}'`)
    const [row] = await run('SELECT version, updated_at FROM items')
    expect(row?.version).toBe(2)
    expect(new Date(row?.updated_at as string).toISOString()).toBe(old)
  })

  test('bulk updates and deletes leave one row for each row', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c')`)
    await run(`UPDATE items SET name = name || '!' WHERE id < 3`)
    await run('DELETE FROM items')
    const rows = await run(
      `SELECT history_operation AS operation, id, name, version FROM items_history
      WHERE history_operation <> 'insert' ORDER BY history_operation DESC, id`,
    )
    expect(rows).toEqual([
      { operation: 'update', id: 1, name: 'a!', version: 2 },
      { operation: 'update', id: 2, name: 'b!', version: 2 },
      { operation: 'delete', id: 1, name: 'a!', version: 2 },
      { operation: 'delete', id: 2, name: 'b!', version: 2 },
      { operation: 'delete', id: 3, name: 'c', version: 1 },
    ])
  })

  test('an upsert leaves one row, for what it did', async () => {
    const upsert = (name: string) =>
      run(
        `INSERT INTO items (id, name) VALUES (1, '${name}') ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
      )
    await upsert('a')
    await upsert('b')
    expect(await history()).toEqual([
      { operation: 'insert', id: 1, name: 'a', version: 1 },
      { operation: 'update', id: 1, name: 'b', version: 2 },
    ])
  })

  test('foreign keys that cascade or set null leave their rows', async () => {
    await run('INSERT INTO parents (id) VALUES (1), (2)')
    await run(`INSERT INTO items (id, name, parent_id) VALUES (1, 'a', 1)`)
    await run(`INSERT INTO items (id, name, loose_id) VALUES (2, 'b', 2)`)
    await run('DELETE FROM parents')
    const rows = await history()
    expect(rows).toHaveLength(4)
    expect(rows).toContainEqual({ operation: 'delete', id: 1, name: 'a', version: 1 })
    expect(rows).toContainEqual({ operation: 'update', id: 2, name: 'b', version: 2 })
  })

  test('two updates in one transaction are two rows', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run('BEGIN')
    await run(`UPDATE items SET name = 'b'`)
    await run(`UPDATE items SET name = 'c'`)
    await run('COMMIT')
    expect((await history()).map((row) => row.version)).toEqual([1, 2, 3])
  })

  test('what is rolled back leaves nothing', async () => {
    await run('BEGIN')
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run('ROLLBACK')
    expect(await history()).toEqual([])
  })

  test('a changed primary key is followed', async () => {
    await run(`INSERT INTO items (id, name) VALUES (1, 'a')`)
    await run('UPDATE items SET id = 7')
    expect(await run('SELECT id, version FROM items')).toEqual([{ id: 7, version: 2 }])
    expect((await history()).at(-1)).toEqual({ operation: 'update', id: 7, name: 'a', version: 2 })
  })

  test('a time alone is moved for the touched rows, and one that is given stays', async () => {
    await run(`INSERT INTO stamps (a, b, updated_at) VALUES (1, 1, '${old}'), (1, 2, '${old}')`)
    await run('UPDATE stamps SET a = 2 WHERE b = 2')
    const rows = await run('SELECT b, updated_at FROM stamps ORDER BY b')
    expect(new Date(rows[0]?.updated_at as string).toISOString()).toBe(old)
    expect(isRecent(rows[1]?.updated_at)).toBe(true)
    await run(`UPDATE stamps SET updated_at = '${old}'`)
    const [row] = await run('SELECT updated_at FROM stamps WHERE b = 2')
    expect(new Date(row?.updated_at as string).toISOString()).toBe(old)
    for (let round = 0; round < 50; round++) await run('UPDATE stamps SET a = a + 1')
  })

  test('a table without a key, and with a column that is named like the row number', async () => {
    await run(`INSERT INTO keyless (rowid, name, updated_at) VALUES (5, 'a', '${old}'), (5, 'b', '${old}')`)
    await run(`UPDATE keyless SET name = 'c' WHERE name = 'a'`)
    const rows = await run('SELECT name, version, updated_at FROM keyless ORDER BY name')
    expect(rows.map(({ name, version }) => [name, version])).toEqual([
      ['b', 1],
      ['c', 2],
    ])
    expect(isRecent(rows[1]?.updated_at)).toBe(true)
    expect(await run('SELECT name, version FROM keyless_history ORDER BY history_id')).toHaveLength(3)
  })

  test('a version alone is counted', async () => {
    await run(`INSERT INTO counted (id, name) VALUES (1, 'a')`)
    await run(`UPDATE counted SET name = 'b'`)
    await run(`UPDATE counted SET name = 'c', version = version + 1`)
    expect(await run('SELECT version FROM counted')).toEqual([{ version: 3 }])
  })
})

test('TRUNCATE leaves a row for each row that it removed', async () => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    await create(database, schema)
    await runOn(database, `INSERT INTO items (id, name) VALUES (1, 'a'), (2, 'b')`)
    await runOn(database, 'TRUNCATE items')
    const rows = await runOn(
      database,
      `SELECT history_operation AS operation, id, version FROM items_history ORDER BY history_id`,
    )
    expect(rows.slice(2)).toEqual([
      { operation: 'delete', id: 1, version: 1 },
      { operation: 'delete', id: 2, version: 1 },
    ])
  } finally {
    await database.close()
  }
})
