import { describe, expect, test } from 'vitest'
import type { Literal, LogicalType } from '../../generator/model/model.js'
import { column, enumeration, model, table } from '../support/model-builder.js'
import { opened, run } from '../support/opened.js'
import { create } from '../support/plans.js'

const state: LogicalType = { kind: 'enum', name: 'state' }
const enums = [enumeration('state', ['on', "o'ff"])]
const of = (
  kind: Exclude<LogicalType['kind'], 'varchar' | 'char' | 'decimal' | 'array' | 'enum' | 'native'>,
): LogicalType => ({ kind })
const decimal = (precision: number, scale: number): LogicalType => ({ kind: 'decimal', precision, scale })
const list = (element: LogicalType): LogicalType => ({ kind: 'array', element })

/** A default and what the database says it is, as text. */
const defaults: readonly (readonly [LogicalType, Literal, string, string])[] = [
  [of('text'), 'a\nb', 'a\nb', 'a\nb'],
  [{ kind: 'varchar', length: 3 }, "o'x", "o'x", "o'x"],
  [{ kind: 'char', length: 3 }, 'ab', 'ab', 'ab'],
  [of('smallint'), -32768, '-32768', '-32768'],
  [of('integer'), 2147483647, '2147483647', '2147483647'],
  [of('bigint'), '-9223372036854775808', '-9223372036854775808', '-9223372036854775808'],
  [of('bigint'), '9223372036854775807', '9223372036854775807', '9223372036854775807'],
  [of('double'), 1.5e300, '1.5e+300', '1.5e+300'],
  [of('double'), -0.1, '-0.1', '-0.1'],
  [decimal(12, 2), '-1234567890.12', '-1234567890.12', '-1234567890.12'],
  [
    decimal(38, 2),
    '123456789012345678901234567890.10',
    '123456789012345678901234567890.10',
    '123456789012345678901234567890.10',
  ],
  [of('boolean'), true, '1', 'true'],
  [of('boolean'), false, '0', 'false'],
  [of('date'), '0001-01-01', '0001-01-01', '0001-01-01'],
  [of('time'), '23:59:59.5', '23:59:59.5', '23:59:59.5'],
  [of('timestamp'), '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z', '9999-12-31 23:59:59.999+00'],
  [
    of('uuid'),
    '01890a5d-ac96-774b-bcce-b302099a8057',
    '01890a5d-ac96-774b-bcce-b302099a8057',
    '01890a5d-ac96-774b-bcce-b302099a8057',
  ],
  [
    of('json'),
    { a: ['\n', "'", '\\', null] },
    '{"a":["\\n","\'","\\\\",null]}',
    '{"a": ["\\n", "\'", "\\\\", null]}',
  ],
  [of('json'), null, 'null', 'null'],
  [of('bytes'), 'AAEn/w==', '00 01 27 ff', '\\x000127ff'],
  [of('bytes'), '', '', '\\x'],
  [state, "o'ff", "o'ff", "o'ff"],
  [
    list(of('text')),
    ['a', 'NULL', '', '{,}', '"', '\\', "'", 'x\ny'],
    '["a","NULL","","{,}","\\"","\\\\","\'","x\\ny"]',
    '{a,"NULL","","{,}","\\"","\\\\",\',"x\ny"}',
  ],
  [
    list(of('bigint')),
    ['1', '-9223372036854775808'],
    '["1","-9223372036854775808"]',
    '{1,-9223372036854775808}',
  ],
  [list(of('boolean')), [true, false], '[true,false]', '{t,f}'],
  [list(of('bytes')), ['AAE='], '["AAE="]', '{"\\\\x0001"}'],
  [list(of('json')), [{ a: 1 }, 'x'], '[{"a":1},"x"]', '{"{\\"a\\": 1}","\\"x\\""}'],
  [
    list(of('timestamp')),
    ['2020-01-02T03:04:05.006Z'],
    '["2020-01-02T03:04:05.006Z"]',
    '{"2020-01-02 03:04:05.006+00"}',
  ],
  [list(state), ['on'], '["on"]', '{on}'],
  [list(of('integer')), [], '[]', '{}'],
]

const withDefaults = model({
  enums,
  tables: [
    table(
      'defaults',
      defaults.map(([type, value], position) =>
        column(`c${position}`, type, { default: { kind: 'literal', value } }),
      ),
    ),
  ],
})

describe.each([
  ['sqlite', 2],
  ['postgres', 3],
] as const)('on %s', (dialect, expected) => {
  test('a default of every type is the value that was written', async () => {
    const database = await opened(dialect, { by: 'kysely' })
    try {
      await create(database, withDefaults)
      if (dialect === 'postgres') await run(database, `SET TimeZone = 'UTC'`)
      await run(database, 'INSERT INTO defaults DEFAULT VALUES')
      for (const [position, given] of defaults.entries()) {
        const name = `c${position}`
        const text =
          dialect === 'postgres'
            ? `${name}::text`
            : given[0].kind === 'bytes'
              ? `hex(${name})`
              : `CAST(${name} AS TEXT)`
        const [row] = await run(database, `SELECT ${text} AS value FROM defaults`)
        const value = given[expected]
        const wanted =
          dialect === 'sqlite' && given[0].kind === 'bytes' ? value.replaceAll(' ', '').toUpperCase() : value
        expect(row?.value, JSON.stringify(given[0])).toBe(wanted)
      }
    } finally {
      await database.close()
    }
  })

  test('defaults that the database makes', async () => {
    const database = await opened(dialect, { by: 'kysely' })
    try {
      const kinds = ['timestamp', 'date', 'time'] as const
      await create(
        database,
        model({
          tables: [
            table('made', [
              ...kinds.map((kind) => column(kind, kind, { default: { kind: 'now' } })),
              column('id', 'uuid', { default: { kind: 'uuid' } }),
              column('as_text', 'text', { default: { kind: 'uuid' } }),
              column('own', 'integer', {
                default: { kind: 'sql', sql: { sqlite: '1 + 1 -- two', postgres: '1 + 1 -- two' } },
              }),
              column('call', 'text', { default: { kind: 'sql', sql: 'lower(NULL)' }, nullable: true }),
            ]),
          ],
        }),
      )
      if (dialect === 'postgres') await run(database, `SET TimeZone = 'Pacific/Kiritimati'`)
      for (let row = 0; row < 50; row++) await run(database, 'INSERT INTO made DEFAULT VALUES')
      const rows = await run(
        database,
        `SELECT CAST("timestamp" AS TEXT) AS at, CAST("date" AS TEXT) AS day, CAST("time" AS TEXT) AS clock, id, as_text, own FROM made`,
      )
      const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
      for (const row of rows) {
        expect(row.id).toMatch(version4)
        expect(row.as_text).toMatch(version4)
        expect(row.own).toBe(2)
        const utc = new Date()
        expect(Math.abs(utc.getTime() - new Date(String(row.at)).getTime())).toBeLessThan(60_000)
        expect(
          Math.abs(utc.getTime() - new Date(`${row.day}T${String(row.clock).slice(0, 8)}Z`).getTime()),
        ).toBeLessThan(60_000)
      }
      expect(new Set(rows.map(({ id }) => id)).size).toBe(50)
    } finally {
      await database.close()
    }
  })
})

describe('sqlite keeps values of another type out', () => {
  const cases: readonly (readonly [LogicalType, readonly string[], readonly string[]])[] = [
    [{ kind: 'varchar', length: 3 }, [`'abc'`, `''`, `'\u{1f600}bc'`], [`'abcd'`]],
    [{ kind: 'char', length: 2 }, [`'ab'`, `'a'`], [`'abc'`]],
    [of('smallint'), ['-32768', '32767', `'7'`, '5.0'], ['32768', '-32769', '1.5', `'x'`, `X'00'`]],
    [of('integer'), ['-2147483648', '2147483647'], ['2147483648', '-2147483649', '0.5', `'x'`, `X'00'`]],
    [
      of('bigint'),
      ['9223372036854775807', '-9223372036854775808'],
      ['9223372036854775808', '1.5', `'x'`, `X'00'`],
    ],
    [of('boolean'), ['0', '1', 'TRUE'], ['2', `'true'`, '0.5']],
    [
      of('date'),
      [`'2020-02-29'`, `'0001-01-01'`],
      [`'2021-02-29'`, `'2020-1-1'`, `'2020-01-01T00:00'`, '1', `'x'`],
    ],
    [
      of('time'),
      [`'23:59:59'`, `'00:00:00.123456'`, `'23:59:59.999999'`],
      [`'25:00:00'`, `'12:00'`, `'12:00:00Z'`, `'12:00:00+01:00'`, `'x'`, `'2020-01-01 12:00:00'`],
    ],
    [
      of('timestamp'),
      [`'2020-01-01T00:00:00.000Z'`, `'9999-12-31T23:59:59.999Z'`],
      [
        `'2020-01-01'`,
        `'2020-01-01 00:00:00'`,
        `'2020-01-01T00:00:00Z'`,
        '1577836800',
        `'x'`,
        `'2020-01-01T00:00:00.000+01:00'`,
      ],
    ],
    [of('json'), [`'{}'`, `'null'`, `'"x"'`, '1'], [`'{'`, `''`, `'x'`]],
    [list(of('text')), [`'[]'`, `'["a"]'`], [`'{}'`, `'null'`, `'['`, `'1'`]],
    [state, [`'on'`, `'o''ff'`], [`'ON'`, `''`, `'off'`]],
  ]

  test.each(cases)('%o', async (type, good, bad) => {
    const database = await opened('sqlite', { by: 'kysely' })
    const source = table('t', [column('strict', type), column('loose', type, { nullable: true })])
    const history = table('t_history', [column('strict', type)], { historyOf: 't' })
    await create(database, model({ enums, tables: [source, history] }))
    for (const value of good)
      await run(database, `INSERT INTO t VALUES (${value}, ${value}), (${value}, NULL)`)
    for (const value of bad) {
      await expect(run(database, `INSERT INTO t VALUES (${good[0]}, ${value})`), value).rejects.toThrow(
        'CHECK constraint failed: t_loose_type',
      )
      await expect(run(database, `INSERT INTO t VALUES (${value}, NULL)`), value).rejects.toThrow(
        't_strict_type',
      )
      await run(database, `INSERT INTO t_history VALUES (${value})`)
    }
    await expect(run(database, 'INSERT INTO t VALUES (NULL, NULL)')).rejects.toThrow('NOT NULL')
    await database.close()
  })
})

test('postgres keeps an enum without a type of its own to its values, in lists, too', async () => {
  const database = await opened('postgres', { by: 'kysely' })
  try {
    await create(
      database,
      model({
        enums,
        tables: [
          table('t', [column('id', 'integer'), column('one', state), column('many', list(state))], {
            key: ['id'],
          }),
        ],
      }),
    )
    await run(database, `INSERT INTO t VALUES (1, 'on', '{on,o''ff}')`)
    await expect(run(database, `INSERT INTO t VALUES (2, 'no', '{}')`)).rejects.toThrow('t_one_type')
    await expect(run(database, `INSERT INTO t VALUES (2, 'on', '{on,no}')`)).rejects.toThrow('t_many_type')
  } finally {
    await database.close()
  }
})
