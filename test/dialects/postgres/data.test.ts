import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Change } from '../../../generator/changes/change.js'
import { invert } from '../../../generator/changes/invert.js'
import type { LogicalType, Model } from '../../../generator/model/model.js'
import { planMigration } from '../../../generator/plan/plan-migration.js'
import { column, foreignKey, model, table, text, unique } from '../../support/model-builder.js'
import { dialectFor } from '../../support/plans.js'
import { counted, items, someItems, versioned, withMeta } from './cases.js'
import {
  catalogue,
  clear,
  create,
  execute,
  hazardsOf,
  plans,
  rowsOf,
  type Session,
  session,
} from './migrating.js'

let database: Session
beforeAll(async () => {
  database = await session()
})
beforeEach(() => clear(database))
afterAll(() => database.close())

const varchar = (length: number): LogicalType => ({ kind: 'varchar', length })
const decimal = (precision: number, scale: number): LogicalType => ({ kind: 'decimal', precision, scale })
const list = (element: LogicalType): LogicalType => ({ kind: 'array', element })
const typeOf = (type: LogicalType | LogicalType['kind']): LogicalType =>
  typeof type === 'string' ? ({ kind: type } as LogicalType) : type
const holding = (type: LogicalType): Model =>
  model({ tables: [items([column('value', type, { nullable: true })])] })

describe('a type that cannot hold a value refuses it', () => {
  test.each([
    ['a longer text', varchar(9), varchar(3), `'abcd'`, `'abc'`],
    ['blanks at the end', varchar(9), varchar(3), `'abc  '`, `'abc'`],
    ['blanks of a text', { kind: 'text' }, varchar(3), `'abc  '`, `'abc'`],
    ['digits behind the point', decimal(8, 3), decimal(8, 2), '1.255', '1.25'],
    ['a fraction', { kind: 'double' }, { kind: 'integer' }, '1.5', '2'],
    ['a big number', { kind: 'bigint' }, { kind: 'double' }, '9007199254740993', '9007199254740992'],
    ['digits of a float', { kind: 'double' }, { kind: 'real' }, '0.1', '0.5'],
    ['a text with digits', { kind: 'text' }, decimal(8, 2), `'1.255'`, `'1.25'`],
    [
      'a time of day',
      { kind: 'timestamp' },
      { kind: 'date' },
      `'2020-01-01T10:00:00Z'`,
      `'2020-01-01T00:00:00Z'`,
    ],
    ['a number that is no flag', { kind: 'integer' }, { kind: 'boolean' }, '2', '1'],
    [
      'elements of a list',
      { kind: 'array', element: { kind: 'text' } },
      { kind: 'array', element: varchar(2) },
      `'{abc}'`,
      `'{ab}'`,
    ],
    ['a word', { kind: 'text' }, { kind: 'integer' }, `'x'`, `'7'`],
    ['a time behind a date', { kind: 'text' }, { kind: 'date' }, `'2020-01-02 10:00'`, `'2020-01-02'`],
    ['a date of an unknown order', { kind: 'text' }, { kind: 'date' }, `'01/02/2020'`, `'2020-01-02'`],
    ['a date that moves', { kind: 'text' }, { kind: 'timestamp' }, `'now'`, `'2020-01-02 10:00'`],
    [
      'microseconds',
      varchar(40),
      { kind: 'timestamp' },
      `'2020-01-02T10:00:00.1234Z'`,
      `'2020-01-02T10:00Z'`,
    ],
    ['the zone of a time', { kind: 'text' }, { kind: 'time' }, `'10:00+05'`, `'10:00'`],
    ['the day of a time', { kind: 'timestamp' }, { kind: 'time' }, `'2020-01-02T10:00Z'`, 'NULL'],
    ['a text that is no list', { kind: 'text' }, list({ kind: 'text' }), `'a'`, `'["a"]'`],
    ['an object', { kind: 'json' }, list({ kind: 'text' }), `'{"a": 1}'`, `'["a"]'`],
    ['a number among texts', { kind: 'json' }, list({ kind: 'text' }), `'["a", 1]'`, `'["a", "1"]'`],
    ['a long element', { kind: 'json' }, list(varchar(2)), `'["abc"]'`, `'["ab"]'`],
  ] as const)('%s', async (_, from, to, bad, good) => {
    const [before, after] = [holding(from), holding(to)]
    const { up } = plans(before, after, '15')
    expect(hazardsOf(up).map((hazard) => hazard.split(':')[0])).toContain('narrows-type')
    await create(database, before)
    await database.query(`INSERT INTO items VALUES (1, 'a', ${bad}), (2, 'b', NULL)`)
    const original = await rowsOf(database)
    await expect(execute(database, up)).rejects.toThrow()
    expect(await rowsOf(database)).toEqual(original)
    await database.query(`UPDATE items SET value = ${good} WHERE id = 1`)
    await execute(database, up)
  })
})

const foreignSettings = `SET DateStyle = 'German'; SET TimeZone = 'America/New_York'; SET extra_float_digits = -5`
const ownSettings = 'RESET DateStyle; RESET TimeZone; RESET extra_float_digits'

describe('a value comes out the same, and comes back, whatever the session is set to', () => {
  test.each([
    ['date', 'text', `'2020-01-02'`, '2020-01-02'],
    ['date', 'text', `'0044-03-15 BC'`, '0044-03-15 BC'],
    ['date', 'text', `'infinity'`, 'infinity'],
    ['timestamp', 'text', `'2020-01-02 10:00:00.12Z'`, '2020-01-02T10:00:00.120Z'],
    ['timestamp', 'text', `'12020-01-02Z'`, '12020-01-02T00:00:00.000Z'],
    ['timestamp', 'text', `'0044-03-15Z BC'`, '0044-03-15T00:00:00.000Z BC'],
    ['timestamp', 'text', `'-infinity'`, '-infinity'],
    ['timestamp', varchar(40), `'2020-01-02Z'`, '2020-01-02T00:00:00.000Z'],
    ['time', 'text', `'10:00:00.5'`, '10:00:00.5'],
    ['double', 'text', '0.1::float8 + 0.2', '0.30000000000000004'],
    ['bytes', varchar(9), `'ü'::bytea`, 'ü'],
    ['boolean', 'text', 'true', 'true'],
    [list({ kind: 'integer' }), 'text', `'{1,NULL}'`, '[1, null]'],
    [list({ kind: 'text' }), 'json', `'{"a\\"]",b}'`, ['a"]', 'b']],
    [list({ kind: 'text' }), 'json', `'{}'`, []],
    [list({ kind: 'timestamp' }), 'json', `'{2020-01-02 10:00Z}'`, ['2020-01-02T10:00:00+00:00']],
  ] as const)('%s to %s: %s', async (from, to, value, expected) => {
    const [before, after] = [holding(typeOf(from)), holding(typeOf(to))]
    await create(database, before)
    await database.query(`INSERT INTO items VALUES (1, 'a', ${value}), (2, 'b', NULL)`)
    const original = await rowsOf(database)
    const { up, down } = plans(before, after, '15')
    try {
      await database.query(foreignSettings)
      await execute(database, up)
      expect(await database.query('SELECT value FROM items ORDER BY id')).toEqual([
        { value: expected },
        { value: null },
      ])
      await execute(database, down)
    } finally {
      await database.query(ownSettings)
    }
    expect(await rowsOf(database)).toEqual(original)
  })
})

test('a flag becomes a number without anybody fearing for it', () => {
  const { up, down } = plans(holding({ kind: 'boolean' }), holding({ kind: 'integer' }), '15')
  expect(hazardsOf(up).join()).not.toContain('narrows-type')
  expect(hazardsOf(down).join()).toContain('narrows-type')
})

const target = { dialect: dialectFor('postgres'), version: '15' }
const parked = async (
  before: Model,
  after: Model,
  changes: readonly Change[],
  between: () => Promise<unknown>,
) => {
  await execute(database, planMigration(changes, target, { before, after }))
  const middle = await rowsOf(database)
  await between()
  await execute(database, planMigration(invert(changes), target, { before: after, after: before }))
  return middle
}

describe('what is parked', () => {
  test('values of a column come back to their rows, without history', async () => {
    const code = column('code', 'integer')
    const [full, history] = versioned(items([code, ...counted]))
    const [less, lessHistory] = versioned(items([...counted]))
    if (!full || !history || !less || !lessHistory) throw new Error('two tables each')
    const [before, after] = [model({ tables: [full, history] }), model({ tables: [less, lessHistory] })]
    const drop = { kind: 'dropColumn', column: code, backfill: undefined } as const
    const changes: readonly Change[] = [
      ...full.triggers.slice(1).map((trigger): Change => ({ kind: 'dropTrigger', table: 'items', trigger })),
      { ...drop, table: 'items', park: '_parked_items_code' },
      { ...drop, table: 'items_history', park: '_parked_items_history_code' },
      ...less.triggers.slice(1).map((trigger): Change => ({ kind: 'addTrigger', table: 'items', trigger })),
    ]
    await create(database, before)
    await database.query(someItems(', code', ', n * 3'))
    const [original, objects] = [await rowsOf(database), await catalogue(database, '15')]
    const middle = await parked(before, after, changes, () =>
      database.query(`INSERT INTO items (id, body) VALUES (99, 'new')`),
    )
    expect(middle['_parked_items_code']).toHaveLength(50)
    expect(await catalogue(database, '15')).toEqual(objects)
    expect(await database.query('SELECT code FROM items WHERE id = 99')).toEqual([{ code: 0 }])
    await database.query('ALTER TABLE items DISABLE TRIGGER USER; DELETE FROM items WHERE id = 99')
    await database.query('DELETE FROM items_history WHERE id = 99')
    expect(await rowsOf(database)).toEqual(original)
  })

  test('rows of a table come back with their numbers, and the count goes on', async () => {
    const numbered = table(
      'numbered',
      [column('id', 'bigint', { identity: 'always' }), column('name', 'text')],
      { key: ['id'] },
    )
    const [before, after] = [model({ tables: [numbered] }), model({})]
    await create(database, before)
    await database.query(`INSERT INTO numbered (name) SELECT 'n' || n FROM generate_series(1, 20) AS n`)
    const original = await rowsOf(database)
    const changes: readonly Change[] = [{ kind: 'dropTable', table: numbered, park: '_parked_numbered' }]
    await parked(before, after, changes, async () => {})
    expect(await rowsOf(database)).toEqual(original)
    expect(await database.query(`INSERT INTO numbered (name) VALUES ('x') RETURNING id`)).toEqual([
      { id: '21' },
    ])
  })

  test('numbers of rows that were deleted are not given again', async () => {
    const code = column('code', 'integer', { identity: 'always' })
    const [before, after] = [model({ tables: [items([code])] }), model({ tables: [items([])] })]
    await create(database, before)
    await database.query(someItems())
    await database.query('DELETE FROM items WHERE code > 40')
    const original = await rowsOf(database)
    const drop = { kind: 'dropColumn', table: 'items', column: code, park: '_parked_items_code' } as const
    const middle = await parked(before, after, [{ ...drop, backfill: undefined }], async () => {})
    expect(middle['_parked_items_code']).toHaveLength(40)
    expect(await rowsOf(database)).toEqual(original)
    expect(await database.query(`INSERT INTO items (id, body) VALUES (99, 'x') RETURNING code`)).toEqual([
      { code: 51 },
    ])
  })
})

test('a fill fires no trigger, and leaves those that were switched by hand as they were', async () => {
  const label = withMeta(column('label', 'text'), { backfill: { kind: 'sql', sql: `'#' || id` } })
  const uniques = [unique('items_number_key', ['number'])]
  const before = model({ tables: versioned(items([...counted, column('number', 'integer')], { uniques })) })
  const after = model({ tables: versioned(items([...counted, label])) })
  await create(database, before)
  await database.query(someItems(', number', ', n'))
  await database.query(`ALTER TABLE items DISABLE TRIGGER items_history_update`)
  await database.query(`ALTER TABLE items ENABLE ALWAYS TRIGGER items_touch`)
  const switched = `SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`
  const states = await database.query(switched)
  const { up, down } = plans(before, after, '15')
  await execute(database, up)
  expect(await database.query(switched)).toEqual(states)
  expect(await database.query('SELECT version, count(label)::int AS labels FROM items GROUP BY 1')).toEqual([
    { version: 1, labels: 50 },
  ])
  await execute(database, down)
  expect(await database.query(switched)).toEqual(states)
  expect(await database.query('SELECT version, count(number)::int AS numbers FROM items GROUP BY 1')).toEqual(
    [{ version: 1, numbers: 50 }],
  )
})

test('columns may be called as the variables of a fill are', async () => {
  const names = ['last_block', 'batch', 'filled', 'block', 'pass', 'switch_on']
  const before = model({ tables: versioned(items(counted)) })
  const added = names.map((name) =>
    withMeta(column(name, 'integer'), { backfill: { kind: 'sql', sql: 'id * 2' } }),
  )
  const after = model({ tables: versioned(items([...counted, ...added])) })
  await create(database, before)
  await database.query(someItems())
  await execute(database, plans(before, after, '15').up)
  const whole = names.map((name) => `${name} = id * 2`).join(' AND ')
  expect(await database.query(`SELECT count(*)::int FROM items WHERE ${whole}`)).toEqual([{ count: 50 }])
})

test('a key to another table is not invented', async () => {
  const key = foreignKey('children_item_id_fkey', ['item_id'], 'items', ['id'])
  const children = (columns = [column('item_id', 'integer')], foreignKeys = [key]) =>
    table('children', [column('id', 'integer'), ...columns], { key: ['id'], foreignKeys })
  const before = model({ tables: [items([]), children()] })
  const after = model({ tables: [items([]), children([], [])] })
  const { up, down } = plans(before, after, '15')
  expect(hazardsOf(down)).toContainEqual(
    expect.stringMatching(/^may-fail: children.item_id must not be null/),
  )
  await create(database, before)
  await database.query(someItems())
  await database.query('INSERT INTO children VALUES (1, 1)')
  await execute(database, up)
  await expect(execute(database, down)).rejects.toThrow(/null values/)
  await database.query('DELETE FROM children')
  await execute(database, down)
})

test('a new value is used in the migration that adds it', async () => {
  const mood = (values: readonly string[]) => ({ name: 'mood', values, native: true, comment: undefined })
  const typed = (value: string) => items([column('mood', { kind: 'enum', name: 'mood' }, text(value))])
  const before = model({ enums: [mood(['a'])], tables: [typed('a')] })
  const after = model({ enums: [mood(['a', 'b'])], tables: [typed('b')] })
  await create(database, before)
  await database.query(someItems())
  await execute(database, plans(before, after, '15').up)
  await database.query(`INSERT INTO items VALUES (99, 'new')`)
  expect(await database.query('SELECT mood::text, count(*)::int FROM items GROUP BY 1 ORDER BY 1')).toEqual([
    { mood: 'a', count: 50 },
    { mood: 'b', count: 1 },
  ])
})
