import Sqlite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  CheckViolationError,
  ForeignKeyViolationError,
  InvalidQueryError,
  NotNullViolationError,
  UniqueViolationError,
} from '../../runtime/index.js'
import type { DialectName, RepositoryStatement, Session } from '../../runtime/session.js'
import { sessionOf } from '../../runtime/session-of.js'
import { readValue } from '../../runtime/values/read-value.js'
import { columnType } from '../../runtime/values/types.js'
import { freshDatabase } from '../support/postgres.js'
import { everyType, everyTypeDdl, type TypeName, typeNames, typeOf } from './every-type.js'
import { type AnyTables, openDatabase } from './open-database.js'
import { samples } from './samples.js'

type Way = { readonly db: Kysely<AnyTables>; readonly close: () => Promise<void> }

const constraintDdl = [
  'CREATE TABLE parents (id integer PRIMARY KEY)',
  `CREATE TABLE children (id integer NOT NULL, parent_id integer REFERENCES parents (id) DEFERRABLE INITIALLY IMMEDIATE,
   a text NOT NULL, b integer, CONSTRAINT children_pkey PRIMARY KEY (id), CONSTRAINT children_a_b_key UNIQUE (a, b),
   CONSTRAINT children_b_check CHECK (b > 0))`,
  'CREATE UNIQUE INDEX children_parent_id_key ON children (parent_id)',
  'CREATE TABLE names (name text)',
  'CREATE UNIQUE INDEX names_lower_key ON names (lower(name))',
  'CREATE TABLE late (parent_id integer REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)',
]

async function prepare(way: Way, dialect: DialectName): Promise<Way> {
  for (const ddl of [...everyTypeDdl(dialect), ...constraintDdl]) await sql.raw(ddl).execute(way.db)
  return way
}

async function foreignSqlite(): Promise<Way> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  const db = new Kysely<AnyTables>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

async function foreignPostgres(): Promise<Way> {
  const database = await freshDatabase()
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => {})
  const db = new Kysely<AnyTables>({ dialect: new PostgresDialect({ pool }) })
  const close = async (): Promise<void> => {
    await db.destroy()
    await database.drop()
  }
  return { db, close }
}

const ways: readonly (readonly [string, DialectName, () => Promise<Way>])[] = [
  ['connect() on SQLite', 'sqlite', () => openDatabase('sqlite', [], { schema: everyType })],
  ['connect() on PostgreSQL', 'postgres', () => openDatabase('postgres', [], { schema: everyType })],
  ['connect() without a schema on SQLite', 'sqlite', () => openDatabase('sqlite')],
  [
    'unnamed statements on PostgreSQL',
    'postgres',
    () => openDatabase('postgres', [], { preparedStatements: 'unnamed' }),
  ],
  ["Kysely's own SQLite dialect", 'sqlite', foreignSqlite],
  ["Kysely's own PostgreSQL dialect", 'postgres', foreignPostgres],
]

describe.each(ways)('a session through %s', (_, dialect, open) => {
  let way: Way
  let session: Session
  let id = 0

  beforeAll(async () => {
    way = await prepare(await open(), dialect)
    session = sessionOf(way.db)
  })
  afterAll(() => way.close())

  const placeholder = (index: number): string => (dialect === 'sqlite' ? '?' : `$${index}`)

  function statement(
    text: string,
    labels: readonly string[] = [],
    origin = 'every_type.test',
  ): RepositoryStatement {
    let index = 0
    return { sql: text.replaceAll('?', () => placeholder(++index)), labels, origin, variety: 'fixed' }
  }

  async function roundTrip(on: Session, name: TypeName, value: unknown): Promise<unknown> {
    const type = `${typeOf(name)}?`
    const column = on.selectExpression(`"${name}"`, type)
    const insert = statement(`INSERT INTO every_type (id, "${name}") VALUES (?, ?)`)
    const select = statement(`SELECT ${column} AS "${name}", id FROM every_type WHERE id = ?`, [name, 'id'])
    const encoded = on.write.encode(type, value, { table: 'every_type', column: name })
    expect(await on.run(insert, [++id, encoded])).toEqual({ rows: [], affected: 1 })
    const { rows } = await on.run(select, [id])
    expect(rows).toHaveLength(1)
    const [[raw, key] = []] = rows
    expect(on.read.number(key)).toBe(id)
    return raw === null ? null : readValue(on.read, columnType(type), raw)
  }

  test.each(typeNames)('%s comes back equal', async (name) => {
    for (const value of samples[name]) {
      const read = await roundTrip(session, name, value)
      expect(read).toStrictEqual(value)
      // What a reader has read it leaves alone; a string alone may be JSON or its text.
      if (columnType(typeOf(name)).kind !== 'json') {
        expect(readValue(session.read, columnType(typeOf(name)), read)).toStrictEqual(value)
      }
    }
    expect(await roundTrip(session, name, null)).toBeNull()
  })

  test.each(typeNames)('%s comes back equal inside a transaction', async (name) => {
    await session.transaction(async (trx) => {
      for (const value of samples[name])
        expect(await roundTrip(sessionOf(trx), name, value)).toStrictEqual(value)
    })
  })

  const comparable = typeNames.filter((name) => !name.endsWith('s') && name !== 'json')
  test.each(comparable)('%s in one list parameter', async (name) => {
    const values = samples[name]
    const from = id + 1
    for (const value of values) await roundTrip(session, name, value)
    const inSql = name === 'bytes' ? 'unhex(value)' : 'value'
    const condition =
      dialect === 'sqlite' ? `"${name}" IN (SELECT ${inSql} FROM json_each(?))` : `"${name}" = ANY(?)`
    const select = statement(`SELECT id FROM every_type WHERE id >= ? AND ${condition} ORDER BY id`, ['id'])
    const place = { table: 'every_type', column: name }
    for (const part of [values, values.slice(1), []]) {
      const { rows } = await session.run(select, [from, session.write.encodeList(typeOf(name), part, place)])
      expect(rows).toHaveLength(part.length)
    }
  })

  test.each(typeNames)('%s in a bulk statement', async (name) => {
    const values = [null, ...samples[name]]
    const place = { table: 'every_type', column: name }
    const texts = values.map((value) => session.write.encodeText(typeOf(name), value, place))
    const from = id + 1
    const ids = values.map(() => ++id)
    const postgresType = name === 'mood' ? 'mood' : (await columnTypes(name))[0]
    const insert =
      dialect === 'sqlite'
        ? statement(
            `INSERT INTO every_type (id, "${name}")
             SELECT value->>0, ${name === 'bytes' ? 'unhex(value->>1)' : 'value->>1'} FROM json_each(?)`,
          )
        : statement(
            `INSERT INTO every_type (id, "${name}")
             SELECT i::integer, v::${postgresType} FROM unnest(?::text[], ?::text[]) AS given (i, v)`,
          )
    const parameters =
      dialect === 'sqlite'
        ? [JSON.stringify(ids.map((key, index) => [key, texts[index]]))]
        : [ids.map(String), texts]
    expect(await session.run(insert, parameters)).toEqual({ rows: [], affected: values.length })
    const column = session.selectExpression(`"${name}"`, typeOf(name))
    const select = statement(`SELECT ${column} AS v FROM every_type WHERE id >= ? ORDER BY id`, ['v'])
    const { rows } = await session.run(select, [from])
    const read = rows.map(([raw]) =>
      raw === null ? null : readValue(session.read, columnType(typeOf(name)), raw),
    )
    expect(read).toStrictEqual(values)
  })

  async function columnTypes(name: TypeName): Promise<string[]> {
    if (dialect === 'sqlite') return ['']
    const text = statement(
      `SELECT format_type(atttypid, atttypmod) AS t FROM pg_attribute WHERE attrelid = 'every_type'::regclass AND attname = ?`,
      ['t'],
    )
    const { rows } = await session.run(text, [name])
    return rows.map(([type]) => String(type))
  }

  const count = statement('SELECT count(*) AS n FROM parents', ['n'])
  const insertParent = statement('INSERT INTO parents (id) VALUES (?)', [], 'parents.create')
  const insertChild = statement(
    'INSERT INTO children (id, parent_id, a, b) VALUES (?, ?, ?, ?)',
    [],
    'children.create',
  )
  const parents = async (on: Session): Promise<number> => Number((await on.run(count, [])).rows[0]?.[0])

  test('a transaction commits, and is undone by an error', async () => {
    const before = await parents(session)
    const result = await session.transaction(async (trx) => {
      expect(sessionOf(trx)).toBe(sessionOf(trx))
      await sessionOf(trx).run(insertParent, [101])
      return 'done'
    })
    expect(result).toBe('done')
    const failed = session.transaction(async (trx) => {
      await sessionOf(trx).run(insertParent, [102])
      throw new Error('stop')
    })
    await expect(failed).rejects.toThrow('stop')
    expect(await parents(session)).toBe(before + 1)
  })

  test('a transaction inside a transaction is undone alone', async () => {
    const before = await parents(session)
    await session.transaction(async (outer) => {
      await sessionOf(outer).run(insertParent, [201])
      const failed = sessionOf(outer).transaction(async (inner) => {
        await sessionOf(inner).run(insertParent, [202])
        await sessionOf(inner).transaction(async (innermost) => sessionOf(innermost).run(insertParent, [203]))
        await sessionOf(inner).run(insertParent, [202])
      })
      await expect(failed).rejects.toThrow(UniqueViolationError)
      await sessionOf(outer).transaction(async (inner) => sessionOf(inner).run(insertParent, [204]))
    })
    expect(await parents(session)).toBe(before + 2)
  })

  test('nested transactions that are started together do not undo each other', async () => {
    const before = await parents(session)
    await session.transaction(async (outer) => {
      const on = sessionOf(outer)
      const outcomes = await Promise.allSettled([
        on.transaction(async (inner) => sessionOf(inner).run(insertParent, [301])),
        on.transaction(async (inner) => {
          await sessionOf(inner).run(insertParent, [302])
          throw new Error('stop')
        }),
        on.transaction(async (inner) => sessionOf(inner).run(insertParent, [303])),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    })
    expect(await parents(session)).toBe(before + 2)
  })

  test('twenty transactions at once lose no update', async () => {
    await session.run(statement('INSERT INTO every_type (id, integer) VALUES (0, 0)'), [])
    const lock = dialect === 'postgres' ? ' FOR UPDATE' : ''
    const read = statement(`SELECT integer FROM every_type WHERE id = 0${lock}`, ['integer'])
    const write = statement('UPDATE every_type SET integer = ? WHERE id = 0')
    const increment = (): Promise<unknown> =>
      session.transaction(async (trx) => {
        const { rows } = await sessionOf(trx).run(read, [])
        return sessionOf(trx).run(write, [session.read.number(rows[0]?.[0]) + 1])
      })
    await Promise.all(Array.from({ length: 20 }, increment))
    const { rows } = await session.run(
      statement('SELECT integer FROM every_type WHERE id = 0', ['integer']),
      [],
    )
    expect(session.read.number(rows[0]?.[0])).toBe(20)
  })

  const caught = (run: Promise<unknown>): Promise<unknown> =>
    run.then(
      () => undefined,
      (error: unknown) => error,
    )

  test('violated constraints are errors of their own class', async () => {
    await session.run(insertParent, [401])
    await session.run(insertParent, [402])
    await session.run(insertChild, [1, 401, 'a', 1])
    const unique = await caught(session.run(insertChild, [2, null, 'a', 1]))
    expect(unique).toBeInstanceOf(UniqueViolationError)
    expect(unique).toMatchObject({
      name: 'UniqueViolationError',
      table: 'children',
      cause: expect.any(Error),
    })
    const check = await caught(session.run(insertChild, [3, null, 'c', 0]))
    expect(check).toBeInstanceOf(CheckViolationError)
    expect(check).toMatchObject({ table: 'children', constraint: 'children_b_check' })
    const notNull = await caught(session.run(insertChild, [4, null, null, 1]))
    expect(notNull).toBeInstanceOf(NotNullViolationError)
    expect(notNull).toMatchObject({ table: 'children', columns: ['a'] })
    const noParent = await caught(session.run(insertChild, [5, 999, 'e', 1]))
    expect(noParent).toBeInstanceOf(ForeignKeyViolationError)
    expect(noParent).toMatchObject({ table: 'children' })
    const noLonger = await caught(
      session.run(statement('DELETE FROM parents WHERE id = ?', [], 'parents.delete'), [401]),
    )
    expect(noLonger).toBeInstanceOf(ForeignKeyViolationError)
    const late = caught(
      session.transaction((trx) =>
        sessionOf(trx).run(statement('INSERT INTO late (parent_id) VALUES (?)', [], 'late.create'), [12345]),
      ),
    )
    expect(await late).toBeInstanceOf(ForeignKeyViolationError)
  })

  test('a unique violation names its constraint and columns', async () => {
    await session.run(insertParent, [501])
    await session.run(insertChild, [51, 501, 'first', 5])
    const cases: readonly (readonly [readonly unknown[], string, readonly string[]])[] = [
      [[51, null, 'x', 6], 'children_pkey', ['id']],
      [[52, null, 'first', 5], 'children_a_b_key', ['a', 'b']],
      [[53, 501, 'y', 5], 'children_parent_id_key', ['parent_id']],
    ]
    for (const [values, constraint, columns] of cases) {
      const error = await caught(session.run(insertChild, values))
      expect(error, constraint).toBeInstanceOf(UniqueViolationError)
      expect(error).toMatchObject({ table: 'children', constraint, columns })
    }
    const insertName = statement('INSERT INTO names (name) VALUES (?)', [], 'names.create')
    await session.run(insertName, ['first'])
    const byExpression = await caught(session.run(insertName, ['FIRST']))
    expect(byExpression).toMatchObject({ table: 'names', constraint: 'names_lower_key', columns: [] })
  })

  test('plugins of the application do not reach the statements of repositories', async () => {
    const upper = way.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async () => ({ rows: [] }),
    })
    expect(await parents(sessionOf(upper))).toBe(await parents(session))
    expect(() => sessionOf(way.db.withSchema('other'))).toThrow(InvalidQueryError)
  })

  test('a reserved connection is the one that is used', async () => {
    await way.db.connection().execute(async (reserved) => {
      await sql`CREATE TEMPORARY TABLE only_here (id integer)`.execute(reserved)
      const { rows } = await sessionOf(reserved).run(
        statement('SELECT count(*) AS n FROM only_here', ['n']),
        [],
      )
      expect(Number(rows[0]?.[0])).toBe(0)
    })
  })
})
