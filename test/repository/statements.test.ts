import { expect, test } from 'vitest'
import { quote } from '../../runtime/quote.js'
import { accessTo } from '../../runtime/repository/access.js'
import { decimalOperand } from '../../runtime/repository/filter/decimal-operand.js'
import { orderById } from '../../runtime/repository/reading/order-by-id.js'
import { globLiteral, globOfLike, likeLiteral } from '../../runtime/repository/sql/like.js'
import { StatementsByShape } from '../../runtime/repository/statements-by-shape.js'
import { tableOf } from '../../runtime/repository/table.js'
import { sortedPlaces } from '../../runtime/repository/writing/hold-rows.js'
import { inOrder } from '../../runtime/repository/writing/row-keys.js'
import { sessionOf } from '../../runtime/session-of.js'
import { databases, repositoriesOn } from './support/databases.js'
import { campaigns, samples } from './support/tables.js'

test('the texts of LIKE and GLOB', () => {
  expect(likeLiteral('50%_\\x')).toBe('50\\%\\_\\\\x')
  expect(globLiteral('a*b?c[d]')).toBe('a[*]b[?]c[[]d]')
  expect(globOfLike('a%_\\%\\_\\\\*?[')).toBe('a*?%_\\[*][?][[]')
  expect(globOfLike('\\*')).toBe('[*]')
})

test('an identifier cannot leave its quotes', () => {
  expect(quote('a"; DROP TABLE b; --')).toBe('"a""; DROP TABLE b; --"')
})

test('decimals to compare with keep their digits', () => {
  const column = tableOf(samples).byProperty.get('money')
  if (!column) throw new Error('no column')
  const operands = ['1', '-0', '+01.5', 1.25, 10n, '9.995', '9.990', '-0.001', '.5', '5.', 1e-7, 'five'].map(
    (value) => {
      try {
        return decimalOperand(column, value)
      } catch (error) {
        return error instanceof Error ? error.name : error
      }
    },
  )
  expect(operands).toEqual([
    '1.00',
    '0.00',
    '1.50',
    '1.25',
    '10.00',
    '9.995',
    '9.99',
    '-0.001',
    '0.50',
    '5.00',
    '0.0000001',
    'ValueError',
  ])
})

test('inserted rows are put into the order of their ids', () => {
  const rows = [{ id: 'b' }, { id: 'a' }, { id: 'c' }]
  const order = (ids: string[]) => orderById(rows, ids, ({ id }) => id).map(({ id }) => id)
  expect(order(['b', 'a', 'c'])).toEqual(['b', 'a', 'c'])
  expect(order(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(() => order(['a', 'b', 'd'])).toThrow('d')
})

test('written rows are put into the order of their keys, and a key without a row is told', () => {
  const rows = [{ id: 'b' }, { id: 'a' }, { id: 'c' }]
  const order = (keys: string[]) => inOrder(rows, keys, ({ id }) => id)?.map(({ id }) => id)
  expect(order(['b', 'a', 'c'])).toEqual(['b', 'a', 'c'])
  expect(order(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'])
  expect(order(['c', 'a'])).toEqual(['c', 'a'])
  expect(order(['a', 'b', 'd'])).toBeUndefined()
})

test('rows are locked in one order, whatever order they are given in', () => {
  const sorted = (texts: string[]) => sortedPlaces(texts).map((place) => texts[place])
  expect(sorted(['b', 'a', 'C', 'a', 'ä'])).toEqual(['C', 'a', 'a', 'b', 'ä'])
  expect(sortedPlaces(['a', 'a', 'a'])).toEqual([0, 1, 2])
})

test('statements by shape keep their bound and forget the one unused for longest', () => {
  const statements = new StatementsByShape({ entries: 2, characters: 1000 })
  const statement = { sql: 'SELECT 1', labels: [], origin: 'x', variety: 'fixed' } as const
  for (const shape of ['a', 'b']) statements.add(shape, statement)
  expect(statements.get('a')).toBe(statement)
  statements.add('c', statement)
  expect(statements.size).toBe(2)
  expect(statements.get('b')).toBeUndefined()
  expect(statements.get('a')).toBe(statement)
  expect(statements.get('c')).toBe(statement)
})

test('calls of one shape share one statement, calls of another do not', async () => {
  const { db, close } = await (databases[0] as (typeof databases)[number]).open()
  const repos = repositoriesOn(db)
  const { statements } = accessTo(campaigns, sessionOf(db)).projection
  const added = async (call: () => Promise<unknown>) => {
    const before = statements.size
    await call()
    return statements.size - before
  }
  const ids = ['0190a5e5-0000-7000-8000-000000000001', '0190a5e5-0000-7000-8000-000000000002']
  expect(await added(() => repos.campaigns.findById(ids[0] as string))).toBe(1)
  expect(await added(() => repositoriesOn(db).campaigns.findById(ids[1] as string))).toBe(0)
  expect(await added(() => repos.campaigns.findMany({ where: { id: { in: ids } }, limit: 1 }))).toBe(1)
  expect(await added(() => repos.campaigns.findMany({ where: { id: { in: [] } }, limit: 9 }))).toBe(0)
  const shapes = [
    { name: 'a', notes: 'b' },
    { name: 'a', or: [{ notes: 'b' }] },
    { or: [{ name: 'a' }, { notes: 'b' }] },
    { or: [{ name: 'a', notes: 'b' }] },
    { or: [{ name: 'a' }], notes: 'b' },
    { not: { name: 'a', notes: 'b' } },
    { not: { name: 'a' }, notes: 'b' },
    { and: [{ name: 'a' }, { notes: 'b' }] },
    { and: [{ name: 'a' }], or: [{ notes: 'b' }] },
    { name: 'a', notes: null },
    { name: 'a', notes: { ne: null } },
    { name: { gt: 'a' }, notes: 'b' },
    { name: { gte: 'a' }, notes: 'b' },
  ]
  for (const where of shapes) expect(await added(() => repos.campaigns.count({ where }))).toBe(1)
  for (const where of shapes) expect(await added(() => repos.campaigns.count({ where }))).toBe(0)
  const scopes = [{}, { withDeleted: true }, { onlyDeleted: true }]
  for (const scope of scopes) expect(await added(() => repos.campaigns.exists(scope))).toBe(1)
  await close()
})
