import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { JsonNull, ValueError } from '../../runtime/index.js'
import { everyType, everyTypeDdl, type TypeName, typeNames } from './every-type.js'
import { type AnyTables, databases, type OpenDatabase, openDatabase } from './open-database.js'
import { samples } from './samples.js'

describe.each(databases)('values of plain Kysely queries on %s', (dialect) => {
  let open: OpenDatabase
  let db: Kysely<AnyTables>
  let id = 0

  beforeAll(async () => {
    open = await openDatabase(dialect, everyTypeDdl(dialect), { schema: everyType })
    db = open.db
  })
  afterAll(() => open.close())

  async function insert(values: { [column: string]: unknown }): Promise<number> {
    await db
      .insertInto('every_type')
      .values({ id: ++id, ...values })
      .execute()
    return id
  }

  async function read(row: number, column: string): Promise<unknown> {
    const found = await db
      .selectFrom('every_type')
      .select(column)
      .where('id', '=', row)
      .executeTakeFirstOrThrow()
    return found[column]
  }

  test.each(typeNames)('%s comes back equal from INSERT', async (name: TypeName) => {
    for (const value of samples[name])
      expect(await read(await insert({ [name]: value }), name)).toStrictEqual(value)
    expect(await read(await insert({ [name]: null }), name)).toBeNull()
  })

  test.each(typeNames)('%s comes back equal from UPDATE and RETURNING', async (name: TypeName) => {
    const row = await insert({})
    for (const value of samples[name]) {
      const update = db
        .updateTable('every_type')
        .set({ [name]: value })
        .where('id', '=', row)
        .returningAll()
      expect((await update.executeTakeFirstOrThrow())[name]).toStrictEqual(value)
      await db
        .updateTable('every_type as t')
        .set(`t.${name}`.slice(2), value)
        .where('t.id', '=', row)
        .execute()
      expect(await read(row, name)).toStrictEqual(value)
    }
  })

  test.each(typeNames)('%s comes back equal from an upsert', async (name: TypeName) => {
    const row = await insert({})
    for (const value of samples[name]) {
      const upsert = db
        .insertInto('every_type')
        .values({ id: row, [name]: null })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ [name]: value }))
      await upsert.execute()
      expect(await read(row, name)).toStrictEqual(value)
    }
  })

  test('rows of one INSERT may have different columns and expressions', async () => {
    const rows = [
      { id: ++id, json: [1, 2], bigint: 5n },
      { id: ++id, bigint: sql`40 + 2`, boolean: true },
    ]
    const inserted = await db.insertInto('every_type').values(rows).returningAll().execute()
    expect(inserted.map(({ json, bigint, boolean }) => ({ json, bigint, boolean }))).toEqual([
      { json: [1, 2], bigint: 5n, boolean: null },
      { json: null, bigint: 42n, boolean: true },
    ])
  })

  test('values are decoded through joins, aliases, subqueries and unions', async () => {
    const row = await insert({ bigint: 7n, boolean: false, timestamp: new Date(5), json: JsonNull })
    const joined = await db
      .selectFrom('every_type as a')
      .innerJoin('every_type as b', 'a.id', 'b.id')
      .innerJoin(
        (eb) => eb.selectFrom('every_type').selectAll().as('c'),
        (join) => join.onRef('c.id', '=', 'a.id'),
      )
      .select(['a.bigint as one', 'b.boolean as two', 'c.timestamp as three', 'c.json as four'])
      .where('a.id', '=', row)
      .executeTakeFirstOrThrow()
    expect(joined).toStrictEqual({ one: 7n, two: false, three: new Date(5), four: JsonNull })
    const select = db.selectFrom('every_type').select('boolean').where('id', '=', row)
    expect(await select.unionAll(select).execute()).toEqual([{ boolean: false }, { boolean: false }])
  })

  test('parameters of conditions', async () => {
    const values = {
      timestamp: new Date(99),
      boolean: true,
      bigint: 2n ** 62n,
      bytes: new Uint8Array([1, 2]),
      decimal: '3.50',
    }
    const row = await insert(values)
    for (const [column, value] of Object.entries(values)) {
      const found = await db
        .selectFrom('every_type')
        .select('id')
        .where(column, '=', value)
        .where('id', '=', row)
        .execute()
      expect(found, column).toEqual([{ id: row }])
    }
  })

  test('streams decode too', async () => {
    const rows = [await insert({ bigint: 1n }), await insert({ bigint: 2n }), await insert({ bigint: 3n })]
    const found: unknown[] = []
    const query = db.selectFrom('every_type').select(['id', 'bigint']).where('id', 'in', rows).orderBy('id')
    for await (const row of query.stream(2)) found.push(row)
    expect(found).toEqual(rows.map((row, index) => ({ id: row, bigint: BigInt(index + 1) })))
    for await (const row of query.stream(1)) {
      expect(row).toEqual({ id: rows[0], bigint: 1n })
      break
    }
    expect(await query.execute()).toHaveLength(3)
  })

  test('what is written in another form is read in the canonical one', async () => {
    const forms: readonly (readonly [TypeName, unknown, unknown])[] = [
      ['decimal', 2.005, '2.01'],
      ['decimal', '-2.005', '-2.01'],
      ['decimal', 12n, '12.00'],
      ['decimal', '.5', '0.50'],
      ['decimal', '-0.001', '0.00'],
      ['whole', '1e3', '1000'],
      ['uuid', '018F4E2A-8C1E-7CC3-9D21-0A52C94AB3D7', '018f4e2a-8c1e-7cc3-9d21-0a52c94ab3d7'],
      ['time', '12:30', '12:30:00'],
      ['time', '12:30:00.500', '12:30:00.5'],
      ['real', 1 / 3, 0.33333334],
      ['char', 'ab   ', 'ab'],
      ['bigint', 5, 5n],
      ['bytes', Buffer.from('ab'), new Uint8Array([97, 98])],
      ['double', -0, 0],
      ['real', -0, 0],
      ['integer', -0, 0],
      ['doubles', [-0], [0]],
      ['json', { a: undefined, at: { toJSON: () => 'here' } }, { at: 'here' }],
      ['json', { a: [JsonNull, { b: JsonNull }] }, { a: [null, { b: null }] }],
      ['json', Object.create(null), {}],
    ]
    for (const [name, written, expected] of forms) {
      expect(await read(await insert({ [name]: written }), name)).toStrictEqual(expected)
    }
  })

  const refused: readonly (readonly [TypeName, unknown])[] = [
    ['text', 5],
    ['text', 'a\0b'],
    ['text', '\ud800'],
    ['smallint', 32768],
    ['integer', 1.5],
    ['integer', '5'],
    ['integer', 2147483648],
    ['bigint', 2n ** 63n],
    ['bigint', 2 ** 53],
    ['real', 1e39],
    ['real', 1e-50],
    ['double', Number.NaN],
    ['double', Number.POSITIVE_INFINITY],
    ['decimal', 'abc'],
    ['decimal', '10000000000'],
    ['decimal', '9999999999.995'],
    ['decimal', Number.NaN],
    ['decimal', ''],
    ['boolean', 1],
    ['date', '2023-02-29'],
    ['date', '0000-01-01'],
    ['date', new Date(0)],
    ['time', '24:00:00'],
    ['timestamp', new Date(Number.NaN)],
    ['timestamp', new Date('+010000-01-01T00:00:00.000Z')],
    ['timestamp', new Date('0000-12-31T23:59:59.999Z')],
    ['timestamp', '2024-01-01T00:00:00Z'],
    ['uuid', 'not-a-uuid'],
    ['json', Number.NaN],
    ['json', { a: [Number.NaN] }],
    ['json', { a: 'x\0' }],
    ['json', { '\ud800': 1 }],
    ['json', { a: 1n }],
    ['json', [undefined]],
    ['json', Symbol('x')],
    ['json', new Date(0)],
    ['json', { at: new Date(Number.NaN) }],
    ['json', new Map([['a', 1]])],
    ['json', { a: new Set([1]) }],
    ['json', [/x/]],
    ['json', new Uint8Array([1])],
    ['json', [Buffer.from('a')]],
    [
      'json',
      new (class Point {
        x = 1
      })(),
    ],
    ['json', { a: () => 1 }],
    ['json', { a: Symbol('x') }],
    ['json', { a: Number.NEGATIVE_INFINITY }],
    ['json', Object.assign([1], { length: 3 })],
    ['jsons', [{ at: new Date(0) }]],
    ['texts', Object.assign(['a'], { length: 3 })],
    ['mood', 'GOOD'],
    ['mood', 'good '],
    ['moods', ['good', 'bad']],
    ['bytes', [1, 2]],
    ['texts', 'a'],
    ['texts', ['a', null]],
    ['integers', [1.5]],
    ['jsons', [null]],
  ]
  test.each(refused)('%s refuses %o', async (name, value) => {
    const error = await insert({ [name]: value }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(ValueError)
    expect(error).toMatchObject({ table: 'every_type', columns: [name] })
    expect(String(error)).toMatch(new RegExp(`every_type\\.${name} cannot take .+: expected `))
  })

  test('what is wrong inside a JSON value is named by its path', async () => {
    const circle: { [key: string]: unknown } = {}
    circle.self = { again: circle }
    const values: readonly (readonly [unknown, string])[] = [
      [{ tags: [{ at: new Date(0) }] }, 'the Date 1970-01-01T00:00:00.000Z: expected .+ at $.tags[0].at'],
      [{ 'a b': { n: 1n } }, 'the bigint 1: expected a JSON value at $["a b"].n'],
      [{ list: [1, Number.NaN] }, 'the number NaN: expected finite numbers in JSON at $.list[1]'],
      [circle, 'an object: expected a JSON value, which cannot contain itself at $.self.again'],
    ]
    for (const [value, message] of values) {
      const escaped = message.replace(/[$[\]]/g, '\\$&')
      await expect(insert({ json: value })).rejects.toThrow(
        new RegExp(`every_type\\.json cannot take ${escaped}`),
      )
    }
  })

  test('a value outside an enum is refused with the values there are', async () => {
    const refusal = 'every_type.mood cannot take the string "fine": expected one of so so, good, a,"b\\.'
    await expect(insert({ mood: 'fine' })).rejects.toThrow(refusal)
    const update = db.updateTable('every_type').set({ mood: 'fine' })
    await expect(update.execute()).rejects.toThrow(refusal)
  })

  test('parameters whose column is not known are checked too', async () => {
    for (const value of [Number.NaN, 2n ** 64n, new Date(Number.NaN), Symbol('x')]) {
      const query = sql`select ${sql.val(value)} as x`.execute(db)
      await expect(query).rejects.toThrow(/^query\.parameter 1 cannot be /)
    }
  })

  test('numbers without a declared column', async () => {
    const { rows } =
      await sql`select count(*) as n, '9007199254740993' as big from every_type where false`.execute(db)
    expect(rows).toEqual([{ n: dialect === 'sqlite' ? 0 : 0n, big: '9007199254740993' }])
    if (dialect === 'postgres') return
    const beyond = await sql`select 9007199254740993 as big, 9007199254740991 as small`.execute(db)
    expect(beyond.rows).toEqual([{ big: 9007199254740993n, small: 9007199254740991 }])
  })
})
