import {
  type Compilable,
  DummyDriver,
  Kysely,
  type OperationNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely'
import { expect, test } from 'vitest'
import { Catalog } from '../../runtime/catalog.js'
import { ExpressionTypes, isQuery } from '../../runtime/expression-types.js'
import type { AnyTables } from './open-database.js'

const db = new Kysely<AnyTables>({
  dialect: {
    createDriver: () => new DummyDriver(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (on) => new SqliteIntrospector(on),
  },
})

const catalog = new Catalog()
catalog.attach({
  tables: [
    {
      name: 'a',
      columns: {
        id: 'integer',
        at: 'timestamp?',
        n: 'bigint',
        money: 'decimal(12,2)',
        long: 'decimal(30,2)',
      },
      primaryKey: ['id'],
      decode: (row) => row,
    },
    {
      name: 'b',
      columns: { id: 'uuid', at: 'timestamp', live: 'boolean' },
      primaryKey: [],
      decode: (row) => row,
    },
  ],
})

function outputs(query: Compilable & { toOperationNode(): OperationNode }) {
  const node = query.toOperationNode()
  if (!isQuery(node)) throw new Error('no query')
  return new ExpressionTypes(catalog, () => {}).query(node)
}

const typeOf = (query: Parameters<typeof outputs>[0]) => outputs(query).column('x')

test('nullability is no part of a type', () => {
  expect(typeOf(db.selectFrom('a').select('at as x'))).toBe('timestamp')
})

test('a name that two tables have with different types is of no known type, unless its table is named', () => {
  const both = db.selectFrom(['a', 'b'])
  expect(typeOf(both.select('id as x'))).toBeUndefined()
  expect(typeOf(both.select('at as x'))).toBe('timestamp')
  expect(typeOf(both.select('b.id as x'))).toBe('uuid')
})

test('an alias of a table hides the table of that name', () => {
  expect(typeOf(db.selectFrom('b as a').select('a.id as x'))).toBe('uuid')
})

test('a common table expression hides the table of that name, and knows only what it selects', () => {
  const hidden = db.with('a', (q) => q.selectFrom('b').select(['live as id', sql`1`.as('n')])).selectFrom('a')
  expect(typeOf(hidden.select('a.id as x'))).toBe('boolean')
  expect(typeOf(hidden.select('a.n as x'))).toBeUndefined()
})

test('a column from outside is found, but not behind a source of which nothing is known', () => {
  const known = db.selectFrom('a').select((eb) => eb.selectFrom('b').select('n as m').as('x'))
  const unknown = db.selectFrom('a').select((eb) => eb.selectFrom('c').select('n as m').as('x'))
  expect(typeOf(known)).toBe('bigint')
  expect(typeOf(unknown)).toBeUndefined()
})

test('a recursive expression knows itself by its first part', () => {
  const query = db
    .withRecursive('tree(x, depth)' as 'tree', (q) =>
      q
        .selectFrom('a')
        .select((eb) => ['at as x', eb.ref('n').as('depth')])
        .unionAll(q.selectFrom('tree').select((eb) => ['x', eb('depth', '+', eb.lit(1)).as('depth')])),
    )
    .selectFrom('tree')
    .selectAll()
  expect(typeOf(query)).toBe('timestamp')
  expect(outputs(query).column('depth')).toBe('bigint')
})

test('a union of what does not go together is of no known type', () => {
  const query = db.selectFrom('a').select('at as x').union(db.selectFrom('b').select('live as x'))
  expect(typeOf(query)).toBeUndefined()
})

test('raw SQL is of no known type, and neither is what is chosen from it', () => {
  expect(typeOf(db.selectFrom('a').select(sql`money / 3`.as('x')))).toBeUndefined()
  const chosen = db.selectFrom('a').select((eb) => eb.fn.coalesce('money', sql<string>`1 / 3.0`).as('x'))
  expect(typeOf(chosen)).toBeUndefined()
})

test('sums of decimals kept as text are not exact, so that they stay what they are', () => {
  expect(typeOf(db.selectFrom('a').select((eb) => eb.fn.sum('money').as('x')))).toBe('decimal(15,2)')
  expect(typeOf(db.selectFrom('a').select((eb) => eb.fn.sum('long').as('x')))).toBeUndefined()
})

test('a quotient of decimals has digits that its operands do not tell', () => {
  expect(typeOf(db.selectFrom('a').select((eb) => eb('money', '/', '3').as('x')))).toBeUndefined()
})

test('results with equal types have equal signatures, with others not', () => {
  const { signature } = outputs(db.selectFrom('a').select('at as x'))
  expect(outputs(db.selectFrom('b').select('at as x')).signature).toBe(signature)
  expect(outputs(db.selectFrom('b').select('id as x')).signature).not.toBe(signature)
  expect(outputs(db.selectFrom('a').selectAll()).signature).not.toBe(
    outputs(db.selectFrom('b').selectAll()).signature,
  )
})
