import { type Expression, type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull, type SchemaDefinition } from '../../runtime/index.js'
import { type AnyTables, type OpenDatabase, openDatabase } from './open-database.js'

const days = [new Date('2026-01-01T00:00:00.000Z'), new Date('2026-02-02T02:02:02.222Z')] as const
const big = 2n ** 53n + 1n

const columns = {
  id: 'integer',
  owner: 'integer?',
  startedAt: { type: 'timestamp', name: 'started_at' },
  serial: 'bigint',
  small: 'smallint',
  budget: 'decimal(12,2)',
  ratio: 'double',
  huge: 'decimal(38,10)',
  live: 'boolean',
  note: 'text?',
  code: 'uuid',
  clock: 'time',
  profile: 'json',
  tags: 'text[]',
} as const

const schema: SchemaDefinition = {
  tables: [
    { name: 'runs', columns, primaryKey: ['id'], decode: (row) => row },
    {
      name: 'latest_runs',
      columns: { owner: 'integer', latest: 'timestamp', total: 'bigint', live: 'boolean' },
      primaryKey: [],
      decode: (row) => row,
    },
  ],
}

const ddl = {
  sqlite: `CREATE TABLE runs (id INTEGER PRIMARY KEY, owner INTEGER, started_at TEXT, serial INTEGER, small INTEGER,
    budget NUMERIC, ratio REAL, huge TEXT, live INTEGER, note TEXT, code TEXT, clock TEXT, profile TEXT, tags TEXT)`,
  postgres: `CREATE TABLE runs (id integer PRIMARY KEY, owner integer, started_at timestamptz(3), serial bigint,
    small smallint, budget numeric(12,2), ratio double precision, huge numeric(38,10), live boolean, note text,
    code uuid, clock time, profile jsonb, tags text[])`,
} as const

const view = `CREATE VIEW latest_runs AS SELECT owner, max(started_at) AS latest, count(*) AS total, count(*) > 1 AS live
  FROM runs GROUP BY owner`

const rows = [
  {
    id: 1,
    owner: 7,
    startedAt: days[0],
    serial: big,
    small: 3,
    budget: '9.50',
    ratio: 0.5,
    huge: '1.5',
    live: true,
    note: null,
    code: '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7',
    clock: '09:00:00',
    profile: { a: { b: [1, null] }, n: null, s: 'text' },
    tags: ['x', 'y'],
  },
  {
    id: 2,
    owner: 7,
    startedAt: days[1],
    serial: 5n,
    small: 4,
    budget: '10',
    ratio: 0.25,
    huge: '2',
    live: false,
    note: 'second',
    code: '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d8',
    clock: '10:30:00.5',
    profile: 'text',
    tags: [],
  },
]

type Db = Kysely<AnyTables>
type Case = readonly [what: string, run: (db: Db) => Promise<unknown>, expected: unknown]

const one = (query: { executeTakeFirst(): Promise<unknown> }): Promise<unknown> => query.executeTakeFirst()
const ids = async (query: { execute(): Promise<unknown[]> }): Promise<unknown> =>
  (await query.execute()).map((row) => (row as { id: number }).id)

const results: readonly Case[] = [
  [
    'max and min',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .select(({ fn }) => [
            fn.max('startedAt').as('late'),
            fn.min('started_at').as('early'),
            fn.max('serial').as('serial'),
            fn.min('budget').as('low'),
            fn.max('runs.budget').as('high'),
            fn.max('ratio').as('ratio'),
            fn.max('note').as('note'),
            fn.min('small').as('small'),
          ]),
      ),
    {
      late: days[1],
      early: days[0],
      serial: big,
      low: '9.50',
      high: '10.00',
      ratio: 0.5,
      note: 'second',
      small: 3,
    },
  ],
  [
    'counts and sums',
    (db) =>
      one(
        db
          .selectFrom('runs as r')
          .select(({ fn }) => [
            fn.countAll().as('all'),
            fn.count('note').distinct().as('notes'),
            fn.sum('small').as('small'),
            fn.sum('r.id').as('ids'),
            fn.sum('serial').as('serials'),
            fn.sum('budget').as('budget'),
            fn.sum('ratio').as('ratio'),
            fn.avg('ratio').as('mean'),
          ]),
      ),
    {
      all: 2n,
      notes: 1n,
      small: 7n,
      ids: 3n,
      serials: String(big + 5n),
      budget: '19.50',
      ratio: 0.75,
      mean: 0.375,
    },
  ],
  [
    'a sum of nothing',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .where('id', '=', 99)
          .select((eb) => [
            eb.fn.sum('budget').as('plain'),
            eb.fn.coalesce(eb.fn.sum('small'), eb.lit(0)).as('lit'),
            eb.fn.coalesce(eb.fn.sum('small'), eb.val(0)).as('val'),
            eb.fn.coalesce(eb.fn.sum('budget'), eb.val('0')).as('decimal'),
          ]),
      ),
    { plain: null, lit: 0n, val: 0n, decimal: '0.00' },
  ],
  [
    'coalesce, nullif and case',
    (db) =>
      db
        .selectFrom('runs')
        .orderBy('id')
        .select((eb) => [
          eb.fn.coalesce('startedAt', eb.val(days[0])).as('at'),
          eb.fn.coalesce('note', eb.val('none')).as('note'),
          eb.fn<unknown>('nullif', ['live', eb.val(false)]).as('live'),
          eb.fn<unknown>('nullif', ['budget', eb.val('10')]).as('budget'),
          eb.case().when('id', '=', 1).then(eb.ref('serial')).else(eb.ref('small')).end().as('number'),
          eb.case(eb.ref('id')).when(eb.val(1)).then(eb.ref('profile')).end().as('profile'),
          eb.case().when('live', '=', true).then(eb.val(days[0])).else(eb.ref('startedAt')).end().as('since'),
        ])
        .execute(),
    [
      {
        at: days[0],
        note: 'none',
        live: true,
        budget: '9.50',
        number: big,
        profile: rows[0]?.profile,
        since: days[0],
      },
      { at: days[1], note: 'second', live: null, budget: null, number: 4n, profile: null, since: days[1] },
    ],
  ],
  [
    'conditions',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .where('id', '=', 1)
          .select((eb) => [
            eb('budget', '>', '9').as('more'),
            eb('note', 'is', null).as('silent'),
            eb.not(eb.ref('live') as Expression<never>).as('dead'),
            eb.and([eb('id', '=', 1), eb('id', '=', 2)]).as('both'),
            eb.between('id', 1, 2).as('between'),
            eb.exists(eb.selectFrom('runs as o').select('o.id').where('o.id', '=', 9)).as('other'),
            eb('id', 'in', [1, 2]).as('listed'),
          ]),
      ),
    { more: true, silent: true, dead: false, both: false, between: true, other: false, listed: true },
  ],
  [
    'arithmetic',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .where('id', '=', 1)
          .select((eb) => [
            eb('budget', '+', '0.5').as('plus'),
            eb('budget', '*', 2).as('twice'),
            eb('budget', '-', eb.ref('small')).as('less'),
            eb('serial', '-', eb.lit(1)).as('before'),
            eb('small', '+', eb.ref('id')).as('whole'),
            eb('ratio', '/', eb.lit(2)).as('half'),
            eb.neg(eb.ref('serial') as Expression<never>).as('negative'),
          ]),
      ),
    { plus: '10.00', twice: '19.00', less: '6.50', before: big - 1n, whole: 4, half: 0.25, negative: -big },
  ],
  [
    'window functions',
    (db) =>
      db
        .selectFrom('runs')
        .orderBy('id')
        .select((eb) => [
          eb.fn
            .agg('row_number')
            .over((o) => o.orderBy('id'))
            .as('row'),
          eb.fn
            .agg('lag', ['startedAt'])
            .over((o) => o.orderBy('id'))
            .as('before'),
          eb.fn
            .max('serial')
            .over((o) => o.partitionBy('owner'))
            .as('top'),
          eb.fn
            .agg('first_value', ['live'])
            .over((o) => o.orderBy('id'))
            .as('first'),
        ])
        .execute(),
    [
      { row: 1n, before: null, top: big, first: true },
      { row: 2n, before: days[0], top: big, first: true },
    ],
  ],
  [
    'scalar subqueries',
    (db) =>
      db
        .selectFrom('runs as r')
        .orderBy('r.id')
        .select((eb) => [
          eb
            .selectFrom('runs as o')
            .whereRef('o.owner', '=', 'r.owner')
            .select(eb.fn.max('o.startedAt').as('m'))
            .as('late'),
          eb.selectFrom('runs as o').select('o.live').where('o.id', '=', 2).as('live'),
          eb.selectFrom('runs').select(eb.fn.countAll().as('n')).as('count'),
        ])
        .execute(),
    [
      { late: days[1], live: false, count: 2n },
      { late: days[1], live: false, count: 2n },
    ],
  ],
  [
    'columns of subqueries and common table expressions',
    (db) =>
      one(
        db
          .with('sums', (q) =>
            q
              .selectFrom('runs')
              .groupBy('owner')
              .select(({ fn }) => [
                'owner',
                fn.max('startedAt').as('late'),
                fn.sum('budget').as('sum'),
                fn.countAll().as('n'),
              ]),
          )
          .with('named(who, top)' as 'named', (q) => q.selectFrom('sums').select(['owner', 'late']))
          .selectFrom('sums')
          .innerJoin('named', 'named.who', 'sums.owner')
          .innerJoin(
            (q) =>
              q
                .selectFrom('runs')
                .groupBy('owner')
                .select(({ fn }) => ['owner as boss', fn.min('startedAt').as('early')])
                .as('first'),
            (j) => j.onRef('first.boss', '=', 'sums.owner'),
          )
          .selectAll('sums')
          .select(['named.top', 'early', 'first.boss']),
      ),
    { owner: 7, late: days[1], sum: '19.50', n: 2n, top: days[1], early: days[0], boss: 7 },
  ],
  [
    'set operations',
    (db) =>
      db
        .selectFrom('runs')
        .select(({ fn }) => [sql.lit('a').as('what'), fn.max('startedAt').as('at')])
        .unionAll(
          db.selectFrom('runs').select(({ fn }) => [sql.lit('b').as('what'), fn.min('startedAt').as('at')]),
        )
        .orderBy('what')
        .execute(),
    [
      { what: 'a', at: days[1] },
      { what: 'b', at: days[0] },
    ],
  ],
  [
    'JSON paths',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .where('id', '=', 1)
          .select((eb) => [
            eb
              .ref('profile' as never, '->')
              .key('a' as never)
              .as('object'),
            eb
              .ref('profile' as never, '->')
              .key('n' as never)
              .as('nothing'),
            eb
              .ref('profile' as never, '->')
              .key('s' as never)
              .as('string'),
            eb
              .ref('profile' as never, '->>')
              .key('s' as never)
              .as('text'),
            eb
              .ref('profile' as never, '->')
              .key('missing' as never)
              .as('missing'),
          ]),
      ),
    { object: { b: [1, null] }, nothing: JsonNull, string: 'text', text: 'text', missing: null },
  ],
  [
    'casts and text',
    (db) =>
      one(
        db
          .selectFrom('runs')
          .where('id', '=', 2)
          .select((eb) => [
            eb.cast('small', 'bigint').as('big'),
            eb.cast('small', sql`numeric(10,2)`).as('decimal'),
            eb.fn<unknown>('length', ['note']).as('length'),
            eb.fn<unknown>('upper', ['note']).as('upper'),
          ]),
      ),
    { big: 4n, decimal: '4.00', length: 6, upper: 'SECOND' },
  ],
  [
    'a view with declared columns',
    (db) => one(db.selectFrom('latest_runs').selectAll()),
    { owner: 7, latest: days[1], total: 2n, live: true },
  ],
  [
    'RETURNING',
    (db) =>
      one(
        db
          .updateTable('runs')
          .set({ note: 'second' })
          .where('id', '=', 2)
          .returning((eb) => [
            'id',
            eb('budget', '>', '9').as('more'),
            eb.fn.coalesce('startedAt', eb.val(days[0])).as('at'),
          ]),
      ),
    { id: 2, more: true, at: days[1] },
  ],
]

const longs = [
  '-100.5',
  '-12',
  '-9.75',
  '-9.7',
  '-0.5',
  '0',
  '0.0000000001',
  '0.5',
  '9',
  '9.5',
  '12',
  '100',
  '1000.25',
]
const complete = (decimal: string): string => {
  const [whole, fraction = ''] = decimal.split('.')
  return `${whole}.${fraction.padEnd(10, '0')}`
}

const filters: readonly Case[] = [
  ['a decimal', (db) => ids(db.selectFrom('runs').select('id').where('budget', '=', '10.0')), [2]],
  ['between decimals', (db) => ids(db.selectFrom('runs').select('id').where('budget', '>', '9.505')), [2]],
  ['a long decimal', (db) => ids(db.selectFrom('runs').select('id').where('huge', '=', '1.5')), [1]],
  [
    'long decimals',
    (db) => ids(db.selectFrom('runs').select('id').where('huge', 'in', ['2', 1.5, '3'])),
    [1, 2],
  ],
  [
    'a long decimal that none can equal',
    (db) => ids(db.selectFrom('runs').select('id').where('huge', '=', '1.50000000001')),
    [],
  ],
  ['a time', (db) => ids(db.selectFrom('runs').select('id').where('clock', '=', '09:00')), [1]],
  [
    'times',
    (db) =>
      ids(
        db
          .selectFrom('runs')
          .select('id')
          .where((eb) => eb.between('clock', '10:30:00.50', '11:00')),
      ),
    [2],
  ],
  [
    'a UUID',
    (db) =>
      ids(db.selectFrom('runs').select('id').where('code', '=', '018F4E2A-8C1E-7CC3-9D21-0A52C94AB3D7')),
    [1],
  ],
  ['a JSON string', (db) => ids(db.selectFrom('runs').select('id').where('profile', '=', 'text')), [2]],
  [
    'an array',
    (db) =>
      ids(
        db
          .selectFrom('runs')
          .select('id')
          .where((eb) => eb('tags', '=', eb.val(['x', 'y']))),
      ),
    [1],
  ],
  ['an instant', (db) => ids(db.selectFrom('runs').select('id').where('startedAt', '<=', days[0])), [1]],
  ['a truth', (db) => ids(db.selectFrom('runs').select('id').where('live', '=', true)), [1]],
  [
    'an aggregate of decimals',
    (db) =>
      ids(
        db
          .selectFrom('runs')
          .groupBy('owner')
          .select(({ fn }) => fn.max('id').as('id'))
          .having(({ fn }) => fn.max('budget'), '>', '9.99'),
      ),
    [2],
  ],
  [
    'a column of a join',
    (db) =>
      ids(
        db
          .selectFrom('runs as r')
          .innerJoin('runs as o', (j) => j.onRef('o.id', '=', 'r.id').on('o.clock', '=', '09:00'))
          .select('r.id'),
      ),
    [1],
  ],
  [
    'an alternative to a decimal',
    (db) =>
      ids(
        db
          .selectFrom('runs')
          .select('id')
          .where((eb) =>
            eb(eb.fn.coalesce(eb.fn<unknown>('nullif', ['budget', eb.val('9.5')]), eb.val('0')), '>', '9.75'),
          ),
      ),
    [2],
  ],
]

describe.each(['sqlite', 'postgres'] as const)('on %s', (dialect) => {
  let open: OpenDatabase

  beforeAll(async () => {
    open = await openDatabase(dialect, [ddl[dialect], view], { schema })
    await open.db.insertInto('runs').values(rows).execute()
  })
  afterAll(() => open.close())

  test.each(results)('%s are what the schema declares', async (_, run, expected) => {
    expect(await run(open.db)).toStrictEqual(expected)
  })

  test.each(filters)('%s finds its equals', async (_, run, expected) => {
    expect(await run(open.db)).toStrictEqual(expected)
  })

  test('a value that the column cannot have is compared all the same', async () => {
    const query = open.db.selectFrom('runs').select('id').where('ratio', '<', Number.POSITIVE_INFINITY)
    expect(await ids(query.orderBy('id'))).toEqual([1, 2])
  })

  test('long decimals have the order of numbers', async () => {
    await open.db
      .transaction()
      .execute(async (trx) => {
        const rows = longs.map((huge, index) => ({ id: 100 + index, huge }))
        await trx
          .insertInto('runs')
          .values([...rows].reverse())
          .execute()
        const added = trx.selectFrom('runs').where('id', '>=', 100)
        const ordered = (await added.select('huge').orderBy('huge').execute()).map(({ huge }) => huge)
        expect(ordered).toEqual(longs.map(complete))
        const aliased = await added.select('huge as h').orderBy('h', 'desc').execute()
        expect(aliased.map(({ h }) => h)).toEqual(longs.map(complete).reverse())
        const union = added.select('huge').union(trx.selectFrom('runs').select('huge').where('id', '=', 100))
        expect(await union.orderBy('huge').execute()).toHaveLength(longs.length)
        for (const [index, huge] of longs.entries()) {
          const count = async (operator: '<' | '>=') =>
            (await added.select('id').where('huge', operator, huge).execute()).length
          expect([huge, await count('<'), await count('>=')]).toEqual([huge, index, longs.length - index])
        }
        const between = added
          .select('id')
          .where((eb) => eb.between('huge', '-12', 0.5))
          .orderBy('id', 'desc')
        expect(await ids(between)).toEqual([107, 106, 105, 104, 103, 102, 101])
        const ends = added.select(({ fn }) => [
          fn.max('huge').as('most'),
          fn.min('runs.huge').filterWhere('huge', '>', '-12.0').as('least'),
        ])
        expect(await one(ends)).toEqual({ most: complete('1000.25'), least: complete('-9.75') })
        throw new Error('undo')
      })
      .catch((error: Error) => expect(error.message).toBe('undo'))
  })

  test('a stream gives the same values as a query', async () => {
    const query = open.db.selectFrom('runs').select(({ fn }) => [fn.max('startedAt').as('late')])
    const streamed: unknown[] = []
    for await (const row of query.stream()) streamed.push(row)
    expect(streamed).toStrictEqual([{ late: days[1] }])
  })

  test('one text with two meanings has the types of each', async () => {
    const max = (expression: Expression<unknown>) =>
      open.db
        .selectFrom('runs')
        .select(({ fn }) => fn.max(expression as never).as('value'))
        .executeTakeFirst()
    await max(sql`"started_at"`)
    expect(await max(sql.ref('startedAt'))).toStrictEqual({ value: days[1] })
  })
})
