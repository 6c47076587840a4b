import { describe, expect, test } from 'vitest'
import type { LogicalType } from '../../../generator/model/model.js'
import { column, enumeration, model, table } from '../../support/model-builder.js'
import { exec, filled, plansFor, rowsOf, runPlan } from './migrating.js'

type Conversion = {
  readonly from: LogicalType
  readonly to: LogicalType
  /** What is stored before and after; `refused`: the migration fails and says which value. */
  readonly values: readonly (readonly [before: unknown, after: unknown])[]
  readonly refused?: readonly unknown[]
  /** The same of what is no value of the old type: nothing keeps it out, and no hazard speaks of it. */
  readonly strangers?: readonly unknown[]
}

const type = (kind: string): LogicalType => ({ kind }) as LogicalType
const varchar = (length: number): LogicalType => ({ kind: 'varchar', length })
const decimal = (precision: number, scale: number): LogicalType => ({ kind: 'decimal', precision, scale })
const native = (sqlite: string): LogicalType => ({ kind: 'native', sql: { sqlite } })
const array = (element: LogicalType): LogicalType => ({ kind: 'array', element })
const state: LogicalType = { kind: 'enum', name: 'state' }
const uuid = '018f4c5e-0000-7000-8000-00000000000a'

/** In a column of numbers they stay texts. */
const notNumbers = ['1,234.50', 'n/a', 'NaN', '']

const untyped: LogicalType = { kind: 'native', sql: { sqlite: '' } }

const conversions: readonly Conversion[] = [
  {
    from: native('BOOLEAN'),
    to: type('boolean'),
    values: [
      [1, 1],
      [0, 0],
      ['true', 1],
      ['F', 0],
      [null, null],
    ],
    refused: [2, 'maybe', 0.5],
  },
  {
    from: native('DATETIME'),
    to: type('timestamp'),
    values: [
      ['2026-01-31 12:30:00', '2026-01-31T12:30:00.000Z'],
      ['2026-01-31 12:30:00.125+02:00', '2026-01-31T10:30:00.125Z'],
      [null, null],
    ],
    refused: ['yesterday', 1769862600],
  },
  {
    from: native('DECIMAL(10,2)'),
    to: decimal(10, 2),
    values: [
      [12.5, 12.5],
      [3, 3],
    ],
    refused: [1.005, 'n/a', 1e12],
  },
  { from: native('NVARCHAR(9)'), to: varchar(3), values: [['abc', 'abc']], refused: ['abcd'] },
  {
    from: type('text'),
    to: untyped,
    values: [
      ['1', '1'],
      ['x', 'x'],
      [null, null],
    ],
  },
  {
    from: { kind: 'native', sql: { sqlite: 'INT8' } },
    to: untyped,
    values: [
      [1, 1],
      ['x', 'x'],
    ],
  },
  {
    from: untyped,
    to: { kind: 'native', sql: { sqlite: 'INT8' } },
    values: [
      [1, 1],
      [null, null],
    ],
    refused: ['x', '0012'],
  },
  {
    from: type('text'),
    to: type('integer'),
    values: [
      ['12', 12],
      ['-3', -3],
      [null, null],
    ],
    refused: ['abc', '1.5', '', '99999999999', '12x'],
  },
  {
    from: type('text'),
    to: type('bigint'),
    values: [['9223372036854775807', 9223372036854775807n]],
    refused: ['9223372036854775808', 'x'],
  },
  {
    from: type('text'),
    to: type('double'),
    values: [
      ['1.5', 1.5],
      ['-2', -2],
      ['1e3', 1000],
    ],
    refused: ['abc', '', '1.5x'],
  },
  {
    from: type('text'),
    to: type('boolean'),
    values: [
      ['true', 1],
      ['No', 0],
      ['1', 1],
    ],
    refused: ['maybe', ''],
  },
  {
    from: type('text'),
    to: type('date'),
    values: [['2024-02-29', '2024-02-29']],
    refused: ['2023-02-29', 'now', 'x'],
  },
  { from: type('text'), to: type('time'), values: [['23:59:59', '23:59:59']], refused: ['25:00:00', 'x'] },
  {
    from: type('text'),
    to: type('timestamp'),
    values: [['2024-01-01T00:00:00.000Z', '2024-01-01T00:00:00.000Z']],
    refused: ['2024-01-01', 'now'],
  },
  {
    from: type('text'),
    to: type('uuid'),
    values: [[uuid.toUpperCase(), uuid]],
    refused: ['x', `${uuid}0`, uuid.replace('a', 'g')],
  },
  { from: type('text'), to: type('json'), values: [['{"a":1}', '{"a":1}']], refused: ['{a', ''] },
  { from: type('text'), to: array(type('integer')), values: [['[1]', '[1]']], refused: ['{"a":1}', 'x'] },
  { from: type('text'), to: state, values: [['draft', 'draft']], refused: ['gone'] },
  { from: type('text'), to: varchar(3), values: [['abc', 'abc']], refused: ['abcd'] },
  {
    from: type('text'),
    to: decimal(6, 2),
    values: [
      ['12.50', 12.5],
      ['7', 7],
    ],
    refused: ['1.234', '12345.00', 'x', '1e2'],
  },
  { from: type('text'), to: decimal(20, 2), values: [['12.50', '12.50']], refused: ['1.234', 'x'] },
  { from: type('text'), to: type('bytes'), values: [[null, null]], refused: ['abc'] },
  { from: varchar(3), to: varchar(5), values: [['abc', 'abc']] },
  { from: varchar(5), to: type('text'), values: [['abc', 'abc']] },
  { from: type('integer'), to: type('text'), values: [[12, '12']] },
  { from: type('integer'), to: type('bigint'), values: [[12, 12]] },
  { from: type('bigint'), to: type('integer'), values: [[12, 12]], refused: [2147483648] },
  { from: type('integer'), to: type('smallint'), values: [[12, 12]], refused: [40000] },
  { from: type('integer'), to: type('boolean'), values: [[1, 1]], refused: [2] },
  { from: type('integer'), to: type('double'), values: [[3, 3]] },
  { from: type('bigint'), to: type('double'), values: [[3, 3]], refused: [9007199254740993n] },
  { from: type('integer'), to: decimal(12, 2), values: [[3, 3]] },
  { from: type('integer'), to: decimal(4, 2), values: [[3, 3]], refused: [100] },
  { from: type('integer'), to: decimal(20, 2), values: [[3, '3.00']] },
  { from: type('integer'), to: type('date'), values: [[null, null]], refused: [3] },
  { from: type('integer'), to: type('json'), values: [[3, '3']] },
  { from: type('double'), to: type('integer'), values: [[3, 3]], refused: [1.5, 1e300] },
  {
    from: type('double'),
    to: type('text'),
    values: [
      [1.5, '1.5'],
      [0.1 + 0.2, '0.30000000000000004'],
    ],
    strangers: notNumbers,
  },
  { from: type('real'), to: type('text'), values: [[1.5, '1.5']], strangers: notNumbers },
  { from: type('double'), to: varchar(4), values: [[1.5, '1.5']], refused: [0.1 + 0.2, ...notNumbers] },
  {
    from: type('double'),
    to: type('json'),
    values: [[1.5, '1.5']],
    strangers: [...notNumbers, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  },
  { from: type('double'), to: decimal(6, 2), values: [[1.25, 1.25]], refused: [1.255, 123456] },
  { from: type('double'), to: type('real'), values: [[0.1, 0.1]] },
  { from: decimal(6, 2), to: type('integer'), values: [[3, 3]], refused: [1.5] },
  { from: decimal(6, 2), to: type('text'), values: [[1.5, '1.50']], strangers: notNumbers },
  {
    from: decimal(6, 2),
    to: { kind: 'char', length: 4 },
    values: [[1.5, '1.50']],
    refused: [12.5, ...notNumbers],
  },
  { from: decimal(6, 2), to: decimal(20, 4), values: [[1.5, '1.5000']], strangers: notNumbers },
  {
    from: decimal(15, 2),
    to: decimal(18, 4),
    values: [
      [9387143409788.14, '9387143409788.1400'],
      [-9805130196020.44, '-9805130196020.4400'],
      [9999999999999.99, '9999999999999.9900'],
      [0, '0.0000'],
    ],
  },
  { from: decimal(15, 0), to: decimal(18, 2), values: [[999999999999999, '999999999999999.00']] },
  { from: decimal(15, 15), to: decimal(18, 18), values: [[0.987654321098765, '0.987654321098765000']] },
  {
    from: decimal(15, 4),
    to: decimal(20, 2),
    values: [[12345678901.25, '12345678901.25']],
    refused: [1.125],
  },
  { from: decimal(15, 2), to: type('text'), values: [[9387143409788.14, '9387143409788.14']] },
  { from: decimal(15, 2), to: type('double'), values: [[9387143409788.14, 9387143409788.14]] },
  {
    from: decimal(18, 4),
    to: decimal(15, 2),
    values: [['9387143409788.1400', 9387143409788.14]],
    refused: ['0.0001', '1,234.50', 'n/a', 'NaN', '', '12x', '1e2'],
  },
  {
    from: type('double'),
    to: decimal(18, 4),
    values: [
      [9387143409788.14, '9387143409788.1400'],
      [12345678901.1235, '12345678901.1235'],
      [0.1, '0.1000'],
      [-2, '-2.0000'],
    ],
    refused: [0.1 + 0.2, 1e15, 0.00001],
  },
  {
    from: type('double'),
    to: decimal(20, 20),
    values: [
      [0.1, '0.10000000000000000000'],
      [0.95, '0.95000000000000000000'],
    ],
    refused: [0.1 + 0.2],
  },
  {
    from: type('double'),
    to: decimal(18, 0),
    values: [[9007199254740992, '9007199254740992']],
    refused: [0.5],
  },
  { from: decimal(6, 2), to: decimal(5, 1), values: [[1.5, 1.5]], refused: [1.25] },
  { from: decimal(20, 2), to: decimal(6, 2), values: [['1.50', 1.5]], refused: ['12345.00'] },
  {
    from: decimal(20, 2),
    to: type('integer'),
    values: [
      ['15.00', 15],
      ['100', 100],
    ],
    refused: ['1.50'],
  },
  {
    from: decimal(18, 4),
    to: type('double'),
    values: [['9387143409788.1400', 9387143409788.14]],
    refused: ['12345678901234.5678'],
  },
  { from: decimal(20, 2), to: type('double'), values: [['1.50', 1.5]], refused: ['123456789012345678.25'] },
  {
    from: type('boolean'),
    to: type('text'),
    values: [
      [1, 'true'],
      [0, 'false'],
      [null, null],
    ],
  },
  { from: type('boolean'), to: type('integer'), values: [[1, 1]] },
  { from: type('date'), to: type('timestamp'), values: [['2024-02-29', '2024-02-29T00:00:00.000Z']] },
  {
    from: type('timestamp'),
    to: type('date'),
    values: [['2024-02-29T00:00:00.000Z', '2024-02-29']],
    refused: ['2024-02-29T00:00:00.001Z'],
  },
  { from: type('date'), to: type('text'), values: [['2024-02-29', '2024-02-29']] },
  { from: type('uuid'), to: type('text'), values: [[uuid, uuid]] },
  { from: type('json'), to: array(type('text')), values: [['["a"]', '["a"]']], refused: ['{"a":1}'] },
  { from: array(type('text')), to: type('json'), values: [['["a"]', '["a"]']] },
  { from: array(type('text')), to: array(varchar(2)), values: [['["a"]', '["a"]']], refused: ['["abc"]'] },
  { from: array(type('text')), to: array(type('integer')), values: [[null, null]], refused: ['["1"]'] },
  { from: state, to: type('text'), values: [['draft', 'draft']] },
  { from: state, to: type('integer'), values: [[null, null]], refused: ['draft'] },
  { from: type('bytes'), to: type('text'), values: [[null, null]], refused: [Buffer.from('a')] },
]

const words = (of: LogicalType): string => JSON.stringify(of)

describe.each(['a table', 'its history, which checks nothing'])('%s', (place) => {
  const history = place === 'a table' ? {} : { historyOf: 't' }
  const withType = (of: LogicalType) =>
    model({
      enums: [enumeration('state', ['draft', 'done'])],
      tables: [
        table('t', [column('id', 'integer'), column('value', of, { nullable: true })], {
          key: ['id'],
          ...history,
        }),
      ],
    })

  test.each(conversions.map((each) => [words(each.from), words(each.to), each] as const))(
    '%s to %s loses nothing, or fails',
    (_, __, { from, to, values, refused = [], strangers = [] }) => {
      const { up } = plansFor(withType(from), withType(to), '3.53')
      const database = filled(withType(from))
      try {
        const insert = database.prepare('INSERT INTO t (id, value) VALUES (?, ?)')
        const start = database.serialize()
        for (const value of [...refused, ...strangers]) {
          const copy = filled(withType(from))
          copy.prepare('INSERT INTO t (id, value) VALUES (1, ?)').run(value)
          expect(() => runPlan(copy, up), String(value)).toThrow(/t\.value has a value that does not fit/)
          expect(rowsOf(copy, 'SELECT value FROM t')).toEqual([
            [typeof value === 'bigint' ? Number(value) : value],
          ])
          copy.close()
        }
        expect(start.length).toBeGreaterThan(0)
        values.forEach(([value], id) => {
          insert.run(id, value)
        })
        runPlan(database, up)
        const stored = database
          .prepare('SELECT value FROM t ORDER BY id')
          .pluck()
          .safeIntegers(values.some(([, after]) => typeof after === 'bigint'))
          .all()
        expect(stored).toEqual(values.map(([, after]) => after))
        const hazards = up.transactions.flatMap(({ steps }) =>
          steps.flatMap((step) => step.hazards.map(({ kind }) => kind)),
        )
        // A text is kept whole or stops the migration, so that it is no narrowing where only some are allowed.
        const kind = from.kind === 'text' && to.kind === 'enum' ? 'may-fail' : 'narrows-type'
        expect(hazards.includes(kind)).toBe(refused.length > 0)
      } finally {
        database.close()
      }
    },
  )
})

test("the author's own expression is used instead, and sees the whole row", () => {
  const before = model({
    tables: [table('t', [column('id', 'integer'), column('value', 'text')], { key: ['id'] })],
  })
  const after = model({
    tables: [table('t', [column('id', 'integer'), column('value', 'integer')], { key: ['id'] })],
  })
  const { up } = plansFor(before, after, '3.45', (change) =>
    change.kind === 'alterColumn'
      ? { ...change, up: { using: 'length(value) + id', backfill: undefined } }
      : change,
  )
  const database = filled(before)
  exec(database, "INSERT INTO t VALUES (10, 'abc')")
  runPlan(database, up)
  expect(rowsOf(database, 'SELECT value FROM t')).toEqual([[13]])
  database.close()
})
