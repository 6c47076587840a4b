import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, InvalidQueryError, type SchemaDefinition } from '../../runtime/index.js'
import { databases, type OpenDatabase, openDatabase } from './open-database.js'

const schema: SchemaDefinition = {
  tables: [
    {
      name: 'user_accounts',
      property: 'userAccounts',
      columns: {
        id: 'integer',
        firstName: { type: 'text', name: 'first_name' },
        createdAt: { type: 'timestamp?', name: 'created_at' },
        Odd: { type: 'json?', name: 'odd name' },
      },
      primaryKey: ['id'],
      decode: (row) => row,
    },
  ],
}

const ddl = (time: string, json: string): string =>
  `CREATE TABLE user_accounts (id integer PRIMARY KEY, first_name text, created_at ${time}, "odd name" ${json}, other_column text)`

describe.each(databases)('names of generated code on %s', (dialect) => {
  let open: OpenDatabase

  beforeAll(async () => {
    const text = dialect === 'sqlite' ? ddl('TEXT', 'TEXT') : ddl('timestamptz(3)', 'jsonb')
    open = await openDatabase(dialect, [text], { schema })
  })
  afterAll(() => open.close())

  test('properties become SQL names and come back, with declared values', async () => {
    const { db } = open
    const row = { id: 1, firstName: 'Ada', createdAt: new Date(0), Odd: [1, null] }
    const inserted = await db.insertInto('userAccounts').values(row).returningAll().executeTakeFirstOrThrow()
    expect(inserted).toStrictEqual({ ...row, other_column: null })
    await db
      .updateTable('userAccounts')
      .set({ Odd: ['x'], firstName: 'Eve' })
      .where('userAccounts.firstName', '=', 'Ada')
      .execute()
    const upsert = db
      .insertInto('userAccounts')
      .values({ ...row, id: 1 })
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((eb) => ({ createdAt: eb.ref('excluded.createdAt'), Odd: [] })),
      )
    await upsert.execute()
    const found = await db
      .selectFrom('userAccounts as u')
      .select(['u.firstName', 'createdAt as made', 'Odd', 'first_name as plain'])
      .orderBy('createdAt')
      .execute()
    expect(found).toStrictEqual([{ firstName: 'Eve', made: new Date(0), Odd: [], plain: 'Eve' }])
  })

  test('an alias that looks like a SQL name stays what it is', async () => {
    const { rows } = await sql<object>`SELECT first_name FROM ${sql.table('userAccounts')}`.execute(open.db)
    expect(rows).toEqual([{ firstName: 'Eve' }])
    const query = open.db.selectFrom('userAccounts')
    expect(await query.select('firstName as first_name').execute()).toEqual([{ first_name: 'Eve' }])
    expect(await query.select('firstName as firstName').execute()).toEqual([{ firstName: 'Eve' }])
  })

  test('streams come back with properties', async () => {
    const rows: unknown[] = []
    for await (const row of open.db.selectFrom('userAccounts').select('firstName').stream()) rows.push(row)
    expect(rows).toEqual([{ firstName: 'Eve' }])
  })
})

test('a property that means two SQL names is refused where it is used', async () => {
  const table = (name: string, column: string): SchemaDefinition['tables'][number] => ({
    name,
    columns: { createdAt: { type: 'text', name: column } },
    primaryKey: [],
    decode: (row) => row,
  })
  const db = connect<{ a: { createdAt: string } }>('sqlite::memory:', {
    schema: { tables: [table('a', 'created_at'), table('b', 'created__at')] },
  })
  expect(() => db.selectFrom('a').select('createdAt').compile()).toThrow(InvalidQueryError)
  expect(() => db.selectFrom('a').select('createdAt').compile()).toThrow(/created_at, created__at/)
})
