import type { Column, Model, Table, Trigger } from '../../../generator/model/model.js'
import { historyColumns } from '../../../generator/model/model.js'
import {
  column,
  enumeration,
  foreignKey,
  index,
  model,
  now,
  origin,
  table,
  text,
  unique,
  view,
} from '../../support/model-builder.js'

/** A change between two models, tried with rows in the tables. */
export type Case = {
  readonly name: string
  readonly before: Model
  readonly after: Model
  readonly rows: readonly string[]
  /** Tables that are claimed not to be written anew. */
  readonly keeps?: readonly string[]
  /** Columns (`table.column`) that the way back cannot have as they were. */
  readonly lost?: readonly string[]
  /** The whole of it is one transaction, in this many; undefined: not looked at. */
  readonly transactions?: number
}

type Meta = NonNullable<Column['meta']>

export const withMeta = (of: Column, meta: Partial<Meta>): Column => ({
  ...of,
  meta: { origin, was: undefined, typescript: undefined, backfill: undefined, using: undefined, ...meta },
})

export const renamedTable = (of: Table, was: string): Table => ({
  ...of,
  meta: {
    origin,
    was,
    behaviors: {
      uuid: undefined,
      timestamp: undefined,
      softDelete: undefined,
      audit: undefined,
      versioning: undefined,
    },
  },
})

const id = column('id', 'integer')
const body = column('body', { kind: 'varchar', length: 20 })
const amount = column('amount', 'integer', { nullable: true })

/** `items` with these columns behind its key and body. */
export const items = (columns: readonly Column[], rest: Parameters<typeof table>[2] = {}): Table =>
  table('items', [id, body, ...columns], { key: ['id'], ...rest })

export const someItems = (columns: string = '', values: string = ''): string =>
  `INSERT INTO items (id, body${columns}) SELECT n, 'body ' || n${values} FROM generate_series(1, 50) AS n`

const one = (...tables: readonly Table[]): Model => model({ tables })

export const versioned = (source: Table): readonly Table[] => {
  const columns = source.columns.map(({ name }) => name)
  const history = table(
    `${source.name}_history`,
    [
      column(historyColumns.id, 'bigint', { identity: 'always' }),
      column(historyColumns.operation, 'text'),
      column(historyColumns.recordedAt, 'timestamp', now),
      ...source.columns.map(({ name, type, nullable, meta, default: value }) => ({
        ...column(name, type, { nullable }),
        meta: { origin, was: undefined, typescript: undefined, backfill: value, using: undefined, ...meta },
      })),
    ],
    { key: [historyColumns.id], historyOf: source.name },
  )
  const touch: Trigger = {
    kind: 'touch',
    name: `${source.name}_touch`,
    updatedAt: 'updated_at',
    version: 'version',
  }
  const trigger: Trigger = { kind: 'history', name: `${source.name}_history`, table: history.name, columns }
  return [{ ...source, triggers: [touch, trigger] }, history]
}

export const counted = [
  column('updated_at', 'timestamp', now),
  column('version', 'integer', { default: { kind: 'literal', value: 1 } }),
]

const quotedAndTwice = (type: 'integer' | 'bigint', filled: boolean): readonly Column[] => [
  withMeta(column('odd "number"', type), filled ? { backfill: { kind: 'sql', sql: 'length(body)' } } : {}),
  column('twice', 'bigint', { generated: { sql: '"odd ""number""" * 2', stored: true } }),
]

const mood = (values: readonly string[], native: boolean, was?: readonly { from: string; to: string }[]) =>
  enumeration('mood', values, {
    native,
    ...(was && { meta: { origin, was: undefined, moves: was } }),
  })
const moodColumn = column('mood', { kind: 'enum', name: 'mood' }, text('good'))
const moods = column('moods', { kind: 'array', element: { kind: 'enum', name: 'mood' } }, { nullable: true })
const withMood = (of: ReturnType<typeof mood>, extra: Partial<Model> = {}): Model =>
  model({
    enums: [of],
    tables: [
      items([moodColumn, moods], {
        indexes: [index('items_mood_idx', ['mood'], { where: `mood = 'good'` })],
      }),
    ],
    ...extra,
  })
const moodRows = someItems(
  ', mood, moods',
  `, (ARRAY['good', 'bad'])[1 + n % 2]MOOD, ARRAY['good', 'bad']MOODS`,
)
const textMoods = moodRows.replace('MOODS', '').replace('MOOD', '')
const typedMoods = moodRows.replace('MOODS', '::mood[]').replace('MOOD', '::mood')

const children = (rest: Parameters<typeof table>[2] = {}, type: 'integer' | 'bigint' = 'integer'): Table =>
  table('children', [column('id', 'integer'), column('item_id', type, { nullable: true })], {
    key: ['id'],
    ...rest,
  })
const itemKey = foreignKey('children_item_id_fkey', ['item_id'], 'items', ['id'], { onDelete: 'cascade' })
const someChildren = 'INSERT INTO children SELECT n, n FROM generate_series(1, 50) AS n'

export const cases: readonly Case[] = [
  {
    name: 'add a nullable column',
    before: one(items([])),
    after: one(items([column('note', 'text', { nullable: true, comment: 'A note.' })])),
    rows: [someItems()],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'add columns with constant defaults',
    before: one(items([])),
    after: one(
      items([
        column('state', 'text', text('new')),
        column('made_at', 'timestamp', now),
        column('on', 'date', now),
      ]),
    ),
    rows: [someItems()],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'add a column with a backfill for the rows of today alone',
    before: one(items([])),
    after: one(items([withMeta(column('state', 'text'), { backfill: { kind: 'literal', value: 'old' } })])),
    rows: [someItems()],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'add a column whose default is another for each row',
    before: one(items([])),
    after: one(items([column('token', 'uuid', { default: { kind: 'uuid' } })])),
    rows: [someItems()],
    keeps: ['items'],
  },
  {
    name: 'convert a column with quotes in its name, and what is computed from it',
    before: one(items(quotedAndTwice('integer', false))),
    after: one(items(quotedAndTwice('bigint', false))),
    rows: [someItems(', "odd ""number"""', ', n')],
  },
  {
    name: 'fill a column with quotes in its name, and what is computed from it',
    before: one(items([])),
    after: one(items(quotedAndTwice('integer', true))),
    rows: [someItems()],
  },
  {
    name: 'add a column filled from others',
    before: one(items([])),
    after: one(
      items([withMeta(column('upper_body', 'text'), { backfill: { kind: 'sql', sql: 'upper(body)' } })]),
    ),
    rows: [someItems()],
    keeps: ['items'],
  },
  {
    name: 'exchange columns for one that is filled from them',
    before: one(...versioned(items([column('first', 'text'), column('last', 'text'), ...counted]))),
    after: one(
      ...versioned(
        items([
          ...counted,
          withMeta(column('name', 'text'), { backfill: { kind: 'sql', sql: `first || ' ' || last` } }),
        ]),
      ),
    ),
    rows: [someItems(', first, last', `, 'a' || n, 'b'`)],
    keeps: ['items', 'items_history'],
    lost: ['items.first', 'items.last', 'items_history.first', 'items_history.last'],
  },
  {
    name: 'add columns that count and compute',
    before: one(items([amount])),
    after: one(
      items([
        amount,
        column('number', 'bigint', { identity: 'always' }),
        column('other', 'integer', { identity: 'serial' }),
        column('twice', 'integer', { nullable: true, generated: { sql: 'amount * 2', stored: true } }),
      ]),
    ),
    rows: [someItems(', amount', ', n')],
  },
  {
    name: 'compute another way',
    before: one(
      items(
        [
          amount,
          column('twice', 'integer', { nullable: true, generated: { sql: 'amount * 2', stored: true } }),
        ],
        {
          indexes: [index('items_twice_idx', ['twice'])],
          checks: [{ name: 'items_twice_check', sql: 'twice > 0' }],
        },
      ),
    ),
    after: one(
      items(
        [
          amount,
          column('twice', 'integer', { nullable: true, generated: { sql: 'amount + amount', stored: true } }),
        ],
        {
          indexes: [index('items_twice_idx', ['twice'])],
          checks: [{ name: 'items_twice_check', sql: 'twice > 0' }],
        },
      ),
    ),
    rows: [someItems(', amount', ', n')],
  },
  {
    name: 'drop columns, one of them unique and not null',
    before: one(
      items([column('code', 'integer'), column('on', 'date'), column('flag', 'boolean')], {
        uniques: [unique('items_code_key', ['code'])],
        indexes: [index('items_on_idx', ['on'])],
      }),
    ),
    after: one(items([])),
    rows: [someItems(', code, "on", flag', `, n * 7, date '2020-01-01' + n, true`)],
    keeps: ['items'],
    lost: ['items.code', 'items.on', 'items.flag'],
  },
  {
    name: 'hold no null',
    before: one(items([amount])),
    after: one(items([column('amount', 'integer')])),
    rows: [someItems(', amount', ', n')],
    keeps: ['items'],
  },
  {
    name: 'hold no null, filled',
    before: one(...versioned(items([amount, ...counted]))),
    after: one(
      ...versioned(
        items([
          withMeta(column('amount', 'integer'), { backfill: { kind: 'sql', sql: 'id * 10' } }),
          ...counted,
        ]),
      ),
    ),
    rows: [someItems(), 'UPDATE items SET amount = 3 WHERE id > 40'],
    keeps: ['items', 'items_history'],
    lost: ['items.amount', 'items_history.amount'],
  },
  {
    name: 'other defaults and comments',
    before: one(
      items([column('a', 'text', { ...text('x'), comment: 'one' }), column('b', 'text', text('y'))]),
    ),
    after: one({
      ...items([column('a', 'text', text('z')), column('b', 'text', { comment: 'two' })]),
      comment: 'All',
    }),
    rows: [someItems(', a, b', `, 'p', 'q'`)],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'add, change and drop checks',
    before: one(
      items([column('amount', 'integer')], {
        checks: [
          { name: 'items_amount_check', sql: 'amount > 0' },
          { name: 'items_gone_check', sql: 'amount < 100' },
        ],
      }),
    ),
    after: one(
      items([column('amount', 'integer')], {
        checks: [
          { name: 'items_amount_check', sql: 'amount >= 1' },
          { name: 'items_new_check', sql: 'id > 0' },
        ],
      }),
    ),
    rows: [someItems(', amount', ', n')],
    keeps: ['items'],
    transactions: 2,
  },
  {
    name: 'change a check of a column that goes, and one that the database did not have',
    before: one(
      items([column('amount', 'integer'), column('price', 'integer')], {
        checks: [
          { name: 'items_value_check', sql: 'amount >= 0' },
          { name: 'items_other_check', sql: { sqlite: 'price > 7' } },
        ],
      }),
    ),
    after: one(
      items([column('price', 'integer')], {
        checks: [
          { name: 'items_value_check', sql: 'price > 0' },
          { name: 'items_other_check', sql: { postgres: 'price >= 0' } },
        ],
      }),
    ),
    rows: [someItems(', amount, price', ', n, n')],
    keeps: ['items'],
    lost: ['items.amount'],
    transactions: 2,
  },
  {
    name: 'add a foreign key',
    before: one(items([]), children()),
    after: one(items([]), children({ foreignKeys: [itemKey] })),
    rows: [someItems(), someChildren],
    keeps: ['items', 'children'],
    transactions: 2,
  },
  {
    name: 'change a foreign key',
    before: one(items([]), children({ foreignKeys: [itemKey] })),
    after: one(
      items([]),
      children({ foreignKeys: [{ ...itemKey, onDelete: 'set null', deferrable: 'deferred' }] }),
    ),
    rows: [someItems(), someChildren],
    keeps: ['items', 'children'],
  },
  {
    name: 'unique keys and their foreign keys',
    before: one(items([column('code', 'integer')]), children()),
    after: one(
      items([column('code', 'integer')], {
        uniques: [unique('items_code_key', ['code'], { deferrable: 'no' })],
      }),
      children({ foreignKeys: [foreignKey('children_item_id_fkey', ['item_id'], 'items', ['code'])] }),
      table('notes', [column('code', 'integer')], {
        foreignKeys: [foreignKey('notes_code_fkey', ['code'], 'items', ['code'])],
      }),
    ),
    rows: [someItems(', code', ', n'), someChildren],
    keeps: ['items', 'children'],
  },
  {
    name: 'change a unique key',
    before: one(items([amount], { uniques: [unique('items_amount_key', ['amount'])] })),
    after: one(
      items([amount], {
        uniques: [
          unique('items_amount_key', ['amount', 'id'], { nullsDistinct: false, deferrable: 'deferred' }),
        ],
      }),
    ),
    rows: [someItems(', amount', ', n')],
    keeps: ['items'],
  },
  {
    name: 'another primary key',
    before: one(items([column('code', 'integer', { nullable: true })]), children({ foreignKeys: [itemKey] })),
    after: one(
      items([column('code', 'integer')], { key: ['code', 'id'], uniques: [unique('items_id_key', ['id'])] }),
      children({ foreignKeys: [itemKey] }),
    ),
    rows: [someItems(', code', ', n'), someChildren],
    keeps: ['items'],
  },
  {
    name: 'add, change and drop indexes',
    before: one(
      items([amount], { indexes: [index('items_body_idx', ['body']), index('items_gone_idx', ['amount'])] }),
    ),
    after: one(
      items([amount], {
        indexes: [
          index('items_body_idx', ['body', 'id']),
          index('items_new_idx', ['amount'], { unique: true }),
        ],
      }),
    ),
    rows: [someItems(', amount', ', n')],
    keeps: ['items'],
  },
  ...typeCases(),
  {
    name: 'rename a table and its columns',
    before: model({
      enums: [mood(['good', 'bad'], false)],
      tables: [
        ...versioned(
          items(
            [
              column('number', 'integer', { identity: 'serial' }),
              column('old', 'integer'),
              moodColumn,
              ...counted,
            ],
            {
              indexes: [index('items_old_idx', ['old'])],
            },
          ),
        ),
        children({ foreignKeys: [itemKey] }),
      ],
      views: [view('all_items', 'SELECT * FROM items', { dependsOn: ['items'] })],
    }),
    after: model({
      enums: [mood(['good', 'bad'], false)],
      tables: [...renamedVersioned(), children({ foreignKeys: [{ ...itemKey, table: 'things' }] })],
      views: [view('all_items', 'SELECT * FROM things', { dependsOn: ['things'] })],
    }),
    rows: [someItems(', old', ', n'), someChildren],
    keeps: ['children'],
    transactions: 1,
  },
  {
    name: 'a view over all columns sees a new one',
    before: model({
      tables: [items([])],
      views: [view('all_items', 'SELECT * FROM items', { dependsOn: ['items'] })],
    }),
    after: model({
      tables: [items([column('note', 'text', { nullable: true })])],
      views: [view('all_items', 'SELECT * FROM items', { dependsOn: ['items'] })],
    }),
    rows: [someItems()],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'begin a history for rows that are there',
    before: one(items([])),
    after: one(...versioned(items(counted))),
    rows: [someItems()],
    keeps: ['items'],
    transactions: 1,
    lost: ['items.updated_at'],
  },
  {
    name: 'a versioned table gets a column and loses one',
    before: one(...versioned(items([column('old', 'text', { nullable: true }), ...counted]))),
    after: one(...versioned(items([column('new', 'text', text('x')), ...counted]))),
    rows: [someItems(', old', `, 'o'`), 'UPDATE items SET body = body WHERE id < 10'],
    keeps: ['items', 'items_history'],
    lost: ['items.old', 'items_history.old'],
    transactions: 1,
  },
  {
    name: 'checked enum: more values',
    before: withMood(mood(['good', 'bad'], false)),
    after: withMood(mood(['good', 'fair', 'bad'], false)),
    rows: [textMoods],
    keeps: ['items'],
    transactions: 2,
  },
  {
    name: 'checked enum: renamed value',
    before: withMood(mood(['good', 'bad'], false)),
    after: withMood(mood(['good', 'poor'], false, [{ from: 'bad', to: 'poor' }])),
    rows: [textMoods],
    keeps: ['items'],
  },
  {
    name: 'native enum: more and renamed values',
    before: withMood(mood(['good', 'bad'], true)),
    after: withMood(mood(['best', 'good', 'fair', 'poor', 'worst'], true, [{ from: 'bad', to: 'poor' }])),
    rows: [typedMoods],
  },
  {
    name: 'native enum: another order',
    before: withMood(mood(['good', 'bad'], true), {
      views: [view('good_items', `SELECT id, mood FROM items`, { dependsOn: ['items'] })],
    }),
    after: withMood(mood(['bad', 'good'], true), {
      views: [view('good_items', `SELECT id, mood FROM items`, { dependsOn: ['items'] })],
    }),
    rows: [typedMoods],
    transactions: 1,
  },
  {
    name: 'native enum: merged values',
    before: withMood(mood(['good', 'fair', 'bad'], true)),
    after: withMood(mood(['good', 'bad'], true, [{ from: 'fair', to: 'bad' }])),
    rows: [typedMoods],
    transactions: 1,
  },
  {
    name: 'an enum becomes a type',
    before: withMood(mood(['good', 'bad'], false)),
    after: withMood(mood(['good', 'bad'], true)),
    rows: [textMoods],
    transactions: 1,
  },
  {
    name: 'a renamed native enum',
    before: withMood(mood(['good', 'bad'], true)),
    after: model({
      enums: [
        enumeration('feeling', ['good', 'bad'], { native: true, meta: { origin, was: 'mood' } as never }),
      ],
      tables: [
        items(
          [
            column('mood', { kind: 'enum', name: 'feeling' }, text('good')),
            column(
              'moods',
              { kind: 'array', element: { kind: 'enum', name: 'feeling' } },
              { nullable: true },
            ),
          ],
          { indexes: [index('items_mood_idx', ['mood'], { where: `mood = 'good'` })] },
        ),
      ],
    }),
    rows: [typedMoods],
    keeps: ['items'],
    transactions: 1,
  },
  {
    name: 'an added enum column',
    before: model({ enums: [mood(['good', 'bad'], false)], tables: [items([])] }),
    after: model({ enums: [mood(['good', 'bad'], false)], tables: [items([moodColumn])] }),
    rows: [someItems()],
    keeps: ['items'],
  },
  ...identityCases(),
]

function renamedVersioned(): readonly Table[] {
  const things = versioned({
    ...items(
      [
        withMeta(column('count', 'integer', { identity: 'serial' }), { was: 'number' }),
        withMeta(column('new', 'integer'), { was: 'old' }),
        moodColumn,
        ...counted,
      ],
      { indexes: [index('things_new_idx', ['new'])] },
    ),
    name: 'things',
    primaryKey: { name: 'things_pkey', columns: ['id'] },
  })
  return things.map((of) => renamedTable(of, of.name.replace('things', 'items')))
}

function typeCases(): readonly Case[] {
  const typed = (from: Column, to: Column, values: string, rest: Parameters<typeof table>[2] = {}) => ({
    before: one(items([from], rest)),
    after: one(items([to], rest)),
    rows: [someItems(', value', `, ${values}`)],
  })
  const value = (type: Parameters<typeof column>[1], rest: Parameters<typeof column>[2] = {}) =>
    column('value', type, rest)
  const varchar = (length: number) => ({ kind: 'varchar', length }) as const
  const decimal = (precision: number, scale: number) => ({ kind: 'decimal', precision, scale }) as const
  return [
    {
      name: 'a longer text',
      ...typed(value(varchar(9), text('x')), value(varchar(12), text('x')), `'v' || n`),
      transactions: 1,
    },
    {
      name: 'text without a limit',
      ...typed(value(varchar(9)), value('text'), `'v' || n`, {
        checks: [{ name: 'items_value_check', sql: `value <> ''` }],
      }),
      transactions: 1,
    },
    {
      name: 'more digits',
      ...typed(value(decimal(8, 2)), value(decimal(10, 2)), `n + 0.25`),
      transactions: 1,
    },
    {
      name: 'other digits',
      ...typed(value(decimal(8, 2)), value(decimal(10, 3)), `n + 0.25`),
      transactions: 1,
    },
    {
      name: 'a wider number with a key, a check, an index and a view',
      before: model({
        tables: [
          items([value('integer', { default: { kind: 'literal', value: 7 } })], {
            uniques: [unique('items_value_key', ['value'])],
            checks: [{ name: 'items_value_check', sql: 'value > 0' }],
            indexes: [index('items_some_idx', ['id'], { where: 'value > 10' })],
          }),
          children({ foreignKeys: [foreignKey('children_item_id_fkey', ['item_id'], 'items', ['value'])] }),
        ],
        views: [
          view('values_seen', 'SELECT value FROM items', { dependsOn: ['items'] }),
          view('more', 'SELECT * FROM values_seen', { dependsOn: ['values_seen'] }),
        ],
      }),
      after: model({
        tables: [
          items([value('bigint', { default: { kind: 'literal', value: '7' } })], {
            uniques: [unique('items_value_key', ['value'])],
            checks: [{ name: 'items_value_check', sql: 'value > 0' }],
            indexes: [index('items_some_idx', ['id'], { where: 'value > 10' })],
          }),
          children(
            { foreignKeys: [foreignKey('children_item_id_fkey', ['item_id'], 'items', ['value'])] },
            'bigint',
          ),
        ],
        views: [
          view('values_seen', 'SELECT value FROM items', { dependsOn: ['items'] }),
          view('more', 'SELECT * FROM values_seen', { dependsOn: ['values_seen'] }),
        ],
      }),
      rows: [someItems(', value', ', n'), someChildren],
    },
    {
      name: 'text becomes numbers and back',
      ...typed(
        value('text', text('0')),
        value('integer', { default: { kind: 'literal', value: 0 } }),
        'n::text',
        { checks: [{ name: 'items_value_check', sql: 'value IS NOT NULL' }] },
      ),
      transactions: 1,
    },
    { name: 'text becomes json', ...typed(value('text'), value('json'), `'"x"'`), transactions: 1 },
    {
      name: 'a moment becomes a day',
      ...typed(
        value('timestamp'),
        value('date'),
        `timestamptz '2020-01-01T00:00:00Z' + n * interval '1 day'`,
      ),
      transactions: 1,
    },
    { name: 'numbers become flags', ...typed(value('integer'), value('boolean'), 'n % 2'), transactions: 1 },
    {
      name: 'a value becomes a list',
      ...typed(
        value('text'),
        withMeta(value({ kind: 'array', element: { kind: 'text' } }), {
          using: { up: 'ARRAY[value]', down: 'value[1]' },
        }),
        `'v' || n`,
      ),
      transactions: 1,
    },
    {
      name: 'by an expression of the author',
      ...typed(
        value('integer'),
        withMeta(value('text'), { using: { up: `'#' || value`, down: 'substr(value, 2)::integer' } }),
        'n',
      ),
      transactions: 1,
    },
    {
      name: 'another collation',
      ...typed(value('text'), value('text', { collate: 'C' }), `'v' || n`),
      transactions: 1,
    },
  ]
}

function identityCases(): readonly Case[] {
  const kinds = [undefined, 'always', 'default', 'serial'] as const
  const numbered = (identity: (typeof kinds)[number], type: 'integer' | 'bigint' = 'integer') =>
    one(table('items', [column('id', type, { identity }), body], { key: ['id'] }))
  const rows = [
    'INSERT INTO items (id, body) OVERRIDING SYSTEM VALUE SELECT n, n FROM generate_series(1, 50) AS n',
    `SELECT setval(pg_get_serial_sequence('items', 'id'), 50) WHERE pg_get_serial_sequence('items', 'id') IS NOT NULL`,
  ]
  return [
    ...kinds.flatMap((from) =>
      kinds
        .filter((to) => to !== from)
        .map((to) => ({
          name: `numbers: ${from ?? 'none'} becomes ${to ?? 'none'}`,
          before: numbered(from),
          after: numbered(to),
          rows,
          keeps: ['items'],
          transactions: 1,
        })),
    ),
    ...(['always', 'serial'] as const).map((identity) => ({
      name: `numbers: wider ${identity}`,
      before: numbered(identity),
      after: numbered(identity, 'bigint'),
      rows,
      transactions: 1,
    })),
  ]
}
