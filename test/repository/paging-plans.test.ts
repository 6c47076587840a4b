import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accessTo } from '../../runtime/repository/access.js'
import { readPage } from '../../runtime/repository/paging/paginate.js'
import type { Session } from '../../runtime/session.js'
import { sessionOf } from '../../runtime/session-of.js'
import { databases, type OpenDatabase, openDatabase } from '../runtime/open-database.js'

type Row = { id: number; a: number; b: number; n: number | null }

const rows = 20_000

describe.each(databases)('the plan of a page on %s', (dialect) => {
  let opened: OpenDatabase
  beforeAll(async () => {
    opened = await openDatabase(dialect, [
      'CREATE TABLE items (id int PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, n integer)',
      `WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < ${rows})
       INSERT INTO items SELECT i, i % 1000, i % 7, CASE WHEN i % 5 > 0 THEN i END FROM s`,
      'CREATE INDEX items_a_b_id ON items (a, b, id)',
      'CREATE INDEX items_a_b_desc_id ON items (a, b DESC, id)',
      'CREATE INDEX items_n_id ON items (n, id)',
      'ANALYZE',
    ])
  })
  afterAll(() => opened.close())

  /** How the database reads the page behind the first one. */
  async function planOf(options: Parameters<typeof readPage>[1], first = 10_000): Promise<string> {
    const session = sessionOf(opened.db)
    const asked: { sql: string; parameters: readonly unknown[] }[] = []
    const run: Session['run'] = (statement, parameters) => {
      asked.push({ sql: statement.sql, parameters })
      return session.run(statement, parameters)
    }
    const watching = new Proxy(session, {
      get: (target, key) => {
        if (key === 'run') return run
        const value: unknown = Reflect.get(target, key, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })
    const access = accessTo<Row>(
      {
        name: 'items',
        columns: { id: 'integer', a: 'integer', b: 'integer', n: 'integer?' },
        primaryKey: ['id'],
        decode: ([id, a, b, n], read) => ({
          id: read.number(id),
          a: read.number(a),
          b: read.number(b),
          n: read.nullable.number(n),
        }),
      },
      watching,
    )
    const { pageInfo } = await readPage(access, { ...options, first })
    await readPage(access, { ...options, first: 20, after: pageInfo.endCursor })
    const last = asked.at(-1)
    if (last === undefined) throw new Error('nothing was asked')
    const explain = dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN ANALYZE'
    const { rows: lines } = await opened.db.executeQuery<Record<string, unknown>>({
      sql: `${explain} ${last.sql}`,
      parameters: last.parameters,
      query: { kind: 'RawNode' },
    } as never)
    return lines.map((line) => line.detail ?? line['QUERY PLAN']).join('\n')
  }

  const lite = dialect === 'sqlite'

  test.each([
    {
      name: 'the key',
      orderBy: undefined,
      index: lite ? 'sqlite_autoindex_items_1 (id>?)' : 'Index Cond: (id > ',
    },
    {
      name: 'one direction',
      orderBy: [{ a: 'asc' }, { b: 'asc' }],
      index: lite ? 'items_a_b_id ((a,b,id)>(?,?,?))' : 'Index Cond: (ROW(a, b, id) > ROW(',
    },
    {
      name: 'one direction, backwards in the index',
      orderBy: [{ a: 'desc' }, { b: 'desc' }],
      index: lite ? 'items_a_b_id ((a,b,id)<(?,?,?))' : 'Index Cond: (ROW(a, b, id) < ROW(',
    },
    {
      name: 'two directions',
      orderBy: [{ a: 'asc' }, { b: 'desc' }, { id: 'asc' }],
      index: lite ? 'items_a_b_desc_id (a>?)' : 'Index Cond: (a >= ',
    },
    {
      name: 'a column that may be NULL, NULLs behind the page',
      orderBy: { n: 'asc' },
      index: lite ? 'items_n_id (n>?)' : 'Index Cond: (n >= ',
    },
    {
      name: 'a column that may be NULL, the page among NULLs',
      orderBy: { n: 'asc' },
      first: 17_000,
      index: lite ? 'items_n_id (n=? AND id>?)' : 'Index Cond: ((n IS NULL) AND (id > ',
    },
    {
      name: 'a column that may be NULL, the page among NULLs that stand first',
      orderBy: { n: 'desc' },
      first: 1000,
      index: lite ? 'items_n_id (n=? AND id<?)' : 'Index Cond: ((n IS NULL) AND (id < ',
    },
    {
      name: 'a column that may be NULL, NULLs before the page',
      orderBy: { n: 'desc' },
      index: lite ? 'items_n_id (n<?)' : 'Index Cond: (n <= ',
    },
  ])('goes straight to its place by an index: $name', async ({ orderBy, index, first }) => {
    const plan = await planOf({ orderBy }, first)
    expect(plan).toContain(index)
    expect(plan).not.toMatch(/TEMP B-TREE|Seq Scan|Sort/)
  })
})
