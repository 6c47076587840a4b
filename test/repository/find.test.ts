import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { InvalidQueryError, ValueError } from '../../runtime/errors.js'
import type { FindManyOptions, Where } from '../../runtime/repository/index.js'
import { JsonNull } from '../../runtime/values/json.js'
import { databases, type OpenDatabase, type Repositories, repositoriesOn } from './support/databases.js'
import type { Sample, SampleTypes } from './support/tables.js'

const nothing = {
  small: null,
  big: null,
  float: null,
  money: null,
  long: null,
  flag: null,
  day: null,
  hour: null,
  moment: null,
  word: null,
  uid: null,
  data: null,
  bytes: null,
  list: null,
  code: null,
}

const rows: Sample[] = [
  {
    ...nothing,
    id: 1,
    small: 5,
    big: 2n ** 53n,
    money: '9.50',
    long: '-10.500',
    flag: true,
    day: '2024-01-31',
    hour: '10:00:00',
    moment: new Date('2024-01-01T00:00:00.001Z'),
    word: 'Alpha_1%',
    uid: '0190a5e5-0000-7000-8000-00000000000a',
    data: { a: 1, b: [1, 2] },
    bytes: new Uint8Array([1, 2]),
    list: [1n, 2n],
    code: 'ab',
  },
  {
    ...nothing,
    id: 2,
    small: -5,
    big: 2n ** 53n + 1n,
    money: '10.00',
    long: '-9.000',
    flag: false,
    day: '2024-02-01',
    hour: '10:00:00.5',
    moment: new Date('2024-01-01T00:00:00.002Z'),
    word: 'alpha*[2]?',
    uid: '0190a5e5-0000-7000-8000-00000000000b',
    data: JsonNull,
    bytes: new Uint8Array([1]),
    list: [],
    code: 'abc',
  },
  {
    ...nothing,
    id: 3,
    small: 0,
    big: 10n,
    money: '-1.00',
    long: '9.000',
    word: 'b\\eta',
    data: 'x',
    float: 0.1,
  },
  {
    ...nothing,
    id: 4,
    big: 9n,
    long: '123456789012345678901234567.001',
    word: '',
    data: [1, 2.5, null],
    float: 1e20,
  },
  { ...nothing, id: 5 },
]

describe.each(databases)('find on $name', ({ open }) => {
  let database: OpenDatabase
  let repos: Repositories
  beforeAll(async () => {
    database = await open()
    repos = repositoriesOn(database.db)
    await repos.samples.createMany(rows)
  })
  afterAll(() => database?.close())

  const ids = async (
    where: Where<SampleTypes>,
    more: Omit<FindManyOptions<SampleTypes>, 'select' | 'include'> = {},
  ) => {
    const found = await repos.samples.findMany({ orderBy: { id: 'asc' }, ...more, where })
    if (more.limit === undefined) expect(await repos.samples.count({ where })).toBe(found.length)
    expect(await repos.samples.exists({ where })).toBe(found.length > 0)
    return found.map(({ id }) => id)
  }

  const cases: [string, Where<SampleTypes>, number[]][] = [
    ['nothing', {}, [1, 2, 3, 4, 5]],
    ['a value alone', { small: 5 }, [1]],
    ['null alone', { small: null }, [4, 5]],
    ['several columns', { small: { gte: 0 }, flag: true }, [1]],
    ['several operators', { small: { gt: -5, lt: 5 } }, [3]],
    ['ne leaves NULL out', { small: { ne: 5 } }, [2, 3]],
    ['ne null', { small: { ne: null } }, [1, 2, 3]],
    ['eq null', { small: { eq: null } }, [4, 5]],
    ['isNull', { word: { isNull: true } }, [5]],
    ['isNull false', { word: { isNull: false } }, [1, 2, 3, 4]],
    ['in', { small: { in: [5, 0, 99] } }, [1, 3]],
    ['in nothing', { small: { in: [] } }, []],
    ['notIn', { small: { notIn: [5] } }, [2, 3]],
    ['notIn nothing', { small: { notIn: [] } }, [1, 2, 3, 4, 5]],
    ['between', { small: { between: [-5, 0] } }, [2, 3]],
    ['a bigint', { big: 2n ** 53n + 1n }, [2]],
    ['bigints', { big: { in: [2n ** 53n + 1n, 2n ** 62n] } }, [2]],
    ['gt of bigint', { big: { gt: 2n ** 53n } }, [2]],
    ['a double', { float: 0.1 }, [3]],
    ['doubles', { float: { in: [1e20, 7] } }, [4]],
    ['decimals compare as numbers', { money: { gt: '9.5' } }, [2]],
    ['decimals are equal as numbers', { money: '10' }, [2]],
    ['decimals are not rounded to compare', { money: { gt: '9.995' } }, [2]],
    ['between decimals', { money: { between: ['-1', '9.5'] } }, [1, 3]],
    ['decimals in a list', { money: { in: ['9.5', '010.000'] } }, [1, 2]],
    ['a decimal with more digits than there are', { money: { eq: '9.501' } }, []],
    ['long decimals', { long: { gt: '-10' } }, [2, 3, 4]],
    ['long decimals below zero', { long: { lt: '-9.0001' } }, [1]],
    ['long decimals from to', { long: { between: ['-10.5', '9'] } }, [1, 2, 3]],
    ['long decimals, more than', { long: { gte: '123456789012345678901234567.0009' } }, [4]],
    ['long decimals, equal', { long: { in: ['9', '-9.00'] } }, [2, 3]],
    ['long decimals, not equal', { long: { ne: '9' } }, [1, 2, 4]],
    ['booleans', { flag: false }, [2]],
    ['booleans in a list', { flag: { in: [true] } }, [1]],
    ['dates', { day: { lte: '2024-01-31' } }, [1]],
    ['times', { hour: { gt: '10:00:00' } }, [2]],
    ['timestamps', { moment: { gt: new Date('2024-01-01T00:00:00.001Z') } }, [2]],
    ['timestamps in a list', { moment: { in: [new Date('2024-01-01T00:00:00.001Z')] } }, [1]],
    ['uuids', { uid: '0190A5E5-0000-7000-8000-00000000000A' }, [1]],
    ['uuids in a list', { uid: { in: ['0190a5e5-0000-7000-8000-00000000000b'] } }, [2]],
    ['uuids by their beginning', { uid: { startsWith: '0190a5e5', endsWith: '0a' } }, [1]],
    ['bytes', { bytes: new Uint8Array([1]) }, [2]],
    ['bytes in a list', { bytes: { in: [new Uint8Array([1, 2]), new Uint8Array()] } }, [1]],
    ['bytes not in a list', { bytes: { notIn: [new Uint8Array([1, 2])] } }, [2]],
    ['an array', { list: [1n, 2n] }, [1]],
    ['an empty array', { list: { eq: [] } }, [2]],
    ['an array that is not equal', { list: { ne: [1n, 2n] } }, [2]],
    ['a JSON object, whatever the order of keys', { data: { eq: { b: [1, 2], a: 1.0 } } }, [1]],
    ['a JSON array, in its order', { data: [1, 2.5, null] }, [4]],
    ['a JSON array in another order', { data: [2.5, 1, null] }, []],
    ['a JSON text', { data: 'x' }, [3]],
    ['SQL NULL', { data: null }, [5]],
    ['JSON null', { data: JsonNull }, [2]],
    ['not JSON null', { data: { ne: JsonNull } }, [1, 3, 4]],
    ['not a JSON value, negated', { not: { data: { eq: 'x' } } }, [1, 2, 4]],
    ['like tells case apart', { word: { like: 'al%' } }, [2]],
    ['like with one character', { word: { like: '_lpha\\_1\\%' } }, [1]],
    ['like with what GLOB finds special', { word: { like: '%*[2]?' } }, [2]],
    ['like with a backslash', { word: { like: 'b\\\\%' } }, [3]],
    ['ilike', { word: { ilike: 'ALPHA%' } }, [1, 2]],
    ['ilike with an escape', { word: { ilike: '%\\_1\\%' } }, [1]],
    ['contains', { word: { contains: '_1%' } }, [1]],
    ['contains a bracket', { word: { contains: '[2' } }, [2]],
    ['contains nothing', { word: { contains: '' } }, [1, 2, 3, 4]],
    ['contains tells case apart', { word: { contains: 'Alp' } }, [1]],
    ['startsWith', { word: { startsWith: 'alpha*[' } }, [2]],
    ['startsWith a backslash', { word: { startsWith: 'b\\' } }, [3]],
    ['endsWith', { word: { endsWith: '1%' } }, [1]],
    ['endsWith a question mark', { word: { endsWith: ']?' } }, [2]],
    ['an empty text', { word: '' }, [4]],
    ['a text of fixed length', { code: 'ab' }, [1]],
    ['texts of fixed length', { code: { in: ['abc', 'x'] } }, [2]],
    ['the end of a text of fixed length', { code: { endsWith: 'b' } }, [1]],
    ['or', { or: [{ small: 5 }, { word: 'b\\eta' }] }, [1, 3]],
    ['or of nothing', { or: [] }, []],
    ['and of nothing', { and: [] }, [1, 2, 3, 4, 5]],
    ['not', { not: { small: 5 } }, [2, 3]],
    ['not of everything', { not: {} }, []],
    ['nested', { and: [{ or: [{ id: 1 }, { id: 2 }] }, { not: { flag: true } }] }, [2]],
    ['or beside a column', { id: { lte: 2 }, or: [{ small: 5 }, { id: 3 }] }, [1]],
  ]

  test.each(cases)('where: %s', async (_, where, expected) => {
    expect(await ids(where)).toEqual(expected)
  })

  test('two thousand alternatives', async () => {
    expect(await ids({ or: Array.from({ length: 2000 }, (_, i) => ({ small: i - 1 })) })).toEqual([1, 3])
  })

  test('orderBy', async () => {
    const order = async (orderBy: FindManyOptions<SampleTypes>['orderBy']) =>
      (await repos.samples.findMany({ ...(orderBy && { orderBy }) })).map(({ id }) => id)
    expect(await order([{ small: 'asc' }, { id: 'desc' }])).toEqual([2, 3, 1, 5, 4])
    expect(await order([{ small: 'desc' }, { id: 'asc' }])).toEqual([4, 5, 1, 3, 2])
    expect(await order([{ column: 'small', nulls: 'first' }, { id: 'asc' }])).toEqual([4, 5, 2, 3, 1])
    expect(await order([{ column: 'small', direction: 'desc', nulls: 'last' }, { id: 'asc' }])).toEqual([
      1, 3, 2, 4, 5,
    ])
    expect(await order({ small: 'asc', id: 'desc' })).toEqual([2, 3, 1, 5, 4])
    expect(await order([{ big: 'asc' }])).toEqual([4, 3, 1, 2, 5])
    expect(await order([{ long: 'asc' }])).toEqual([1, 2, 3, 4, 5])
    expect(await order([{ long: 'desc' }])).toEqual([5, 4, 3, 2, 1])
    expect(await order([{ column: 'long', nulls: 'first' }])).toEqual([5, 1, 2, 3, 4])
    expect(await order([{ money: 'desc' }, { id: 'asc' }])).toEqual([4, 5, 2, 1, 3])
    expect(await order([{ flag: 'asc' }, { id: 'asc' }])).toEqual([2, 1, 3, 4, 5])
    expect(await order({ id: 'desc' })).toEqual([5, 4, 3, 2, 1])
  })

  test('limit and offset', async () => {
    expect(await ids({}, { limit: 2 })).toEqual([1, 2])
    expect(await ids({}, { limit: 2, offset: 3 })).toEqual([4, 5])
    expect((await repos.samples.findMany({ orderBy: { id: 'asc' }, offset: 3 })).map(({ id }) => id)).toEqual(
      [4, 5],
    )
    expect((await repos.samples.findOne({ orderBy: { id: 'desc' } }))?.id).toBe(5)
    expect((await repos.samples.findOne({ orderBy: { id: 'desc' }, offset: 1 }))?.id).toBe(4)
    expect(await repos.samples.findOne({ where: { id: 99 } })).toBeUndefined()
    for (const bad of [-1, 1.5, Number.NaN, Infinity, '1', 2 ** 53, null]) {
      await expect(repos.samples.findMany({ limit: bad as number })).rejects.toThrow(InvalidQueryError)
      await expect(repos.samples.findMany({ offset: bad as number })).rejects.toThrow(InvalidQueryError)
    }
  })

  const refused: [string, unknown, RegExp][] = [
    ['an unknown column', { smal: 1 }, /samples.*"smal".*Did you mean "small"/],
    ['a column that is SQL', { '1=1; --': 1 }, /no column/],
    ['__proto__', JSON.parse('{"__proto__": {"small": 5}}'), /no column "__proto__"/],
    ['constructor', { constructor: 1 }, /no column "constructor"/],
    ['hasOwnProperty', { hasOwnProperty: null }, /no column/],
    ['an unknown operator', { small: { gtt: 1 } }, /no operator "gtt".*"gt"/],
    ['an operator from the prototype', { small: { toString: 1 } }, /no operator/],
    ['an operator __proto__', JSON.parse('{"small": {"__proto__": 1}}'), /no operator "__proto__"/],
    ['like on a number', { small: { like: '1%' } }, /no operator "like"/],
    ['gt on JSON', { data: { gt: 1 } }, /no operator "gt".*eq/],
    ['a JSON object alone', { data: { a: 1 } }, /\{ eq: value \}/],
    ['no operator', { small: {} }, /empty/],
    ['undefined', { small: undefined }, /"small" in where is undefined/],
    ['undefined beside others', { id: 1, small: undefined }, /undefined/],
    ['an undefined operator', { small: { gt: undefined } }, /"small.gt" in where is undefined/],
    ['undefined deep inside', { or: [{ small: undefined }] }, /undefined/],
    ['an undefined list', { or: undefined }, /undefined/],
    ['gt null', { small: { gt: null } }, /isNull/],
    ['null in a list', { small: { in: [1, null] } }, /isNull/],
    ['no list', { small: { in: 5 } }, /list/],
    ['no pair', { small: { between: [1] } }, /\[from, to\]/],
    ['half a pair', { small: { between: [1, null] } }, /\[from, to\]/],
    ['isNull of a text', { small: { isNull: 'yes' } }, /true or false/],
    ['a number for contains', { word: { contains: 5 } }, /takes a text/],
    ['a backslash at the end', { word: { like: 'a\\' } }, /backslash/],
    ['a NUL', { word: { contains: 'a\0' } }, /NUL/],
    ['a list for where', [], /object/],
    ['a text for where', 'id = 1', /object/],
    ['no list for or', { or: { small: 1 } }, /list/],
    ['a list for not', { not: [] }, /object/],
    ['too deep', Array.from({ length: 40 }).reduce((where) => ({ not: where }), {}), /deep/],
  ]

  test.each(refused)('where refuses %s', async (_, where, message) => {
    const reading = repos.samples.findMany({ where: where as never })
    await expect(reading).rejects.toThrow(InvalidQueryError)
    await expect(reading).rejects.toThrow(message)
    await expect(repos.samples.deleteMany({ where: where as never })).rejects.toThrow(InvalidQueryError)
    expect(await repos.samples.count()).toBe(5)
  })

  const wrong: [string, unknown][] = [
    ['a text for a number', { small: '5' }],
    ['a list for a number', { small: [5] }],
    ['a Date for a text', { word: new Date() }],
    ['a number for a bigint list', { list: [1.5] }],
    ['a text for a decimal', { money: { gt: '1 or 1=1' } }],
    ['a text for a long decimal', { long: { gt: '' } }],
    ['a word in a list of decimals', { money: { in: ['x'] } }],
    ['a broken uuid', { uid: "' or ''='" }],
  ]

  test.each(wrong)('where refuses %s', async (_, where) => {
    await expect(repos.samples.findMany({ where: where as never })).rejects.toThrow(ValueError)
  })

  test('orderBy refuses what is no column and no direction', async () => {
    const refusedOrders: unknown[] = [
      { smal: 'asc' },
      { small: 'ASC; DROP TABLE samples' },
      { small: undefined },
      { small: null },
      'small',
      ['small'],
      null,
      { data: 'asc' },
      { list: 'asc' },
      { column: 'small; --' },
      { column: 'small', nulls: 'first; --' },
      { column: 'small', direction: 'up' },
      { column: 'small', collate: 'C' },
      { __proto__: null, constructor: 'asc' },
    ]
    for (const orderBy of refusedOrders) {
      await expect(repos.samples.findMany({ orderBy: orderBy as never })).rejects.toThrow(InvalidQueryError)
    }
  })

  test('options that do not exist are refused, for they might have been a filter', async () => {
    for (const options of [{ were: {} }, { selects: ['id'] }, [], null]) {
      await expect(repos.samples.findMany(options as never)).rejects.toThrow(InvalidQueryError)
      await expect(repos.samples.findOne(options as never)).rejects.toThrow(InvalidQueryError)
      await expect(
        repos.samples
          .stream(options as never)
          [Symbol.asyncIterator]()
          .next(),
      ).rejects.toThrow(InvalidQueryError)
      await expect(repos.samples.count(options as never)).rejects.toThrow(InvalidQueryError)
      await expect(repos.samples.deleteMany(options as never)).rejects.toThrow(InvalidQueryError)
    }
    await expect(repos.samples.findOne({ limit: 2 } as never)).rejects.toThrow(InvalidQueryError)
  })
})
