import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { connect } from '../../../runtime/connect.js'
import { KeyedRepository, type RepositoryTypes, type TableDefinition } from '../../../runtime/index.js'
import { freshDatabase } from '../../support/postgres.js'

type Row = { readonly [column: string]: unknown }
type Tables = RepositoryTypes & { readonly row: Row; readonly key: number }

const people: TableDefinition<Row> = {
  name: 'people',
  columns: { name: 'text', title: 'text' },
  primaryKey: ['name'],
  decode: ([name, title], read) => ({ name: read.text(name), title: read.text(title) }),
}
const letters: TableDefinition<Row> = {
  name: 'letters',
  columns: { id: 'integer', desk: 'integer', person: 'text' },
  primaryKey: ['id'],
  relations: () => ({
    to: { table: people, many: false, belongsTo: true, columns: ['person'], references: ['name'] },
  }),
  decode: ([id, desk, person], read) => ({
    id: read.number(id),
    desk: read.number(desk),
    person: read.text(person),
  }),
}
const desks: TableDefinition<Row> = {
  name: 'desks',
  columns: { id: 'integer' },
  primaryKey: ['id'],
  // The columns have types that the database compares, and that differ.
  relations: () => ({ letters: { table: letters, many: true, columns: ['id'], references: ['desk'] } }),
  decode: ([id], read) => ({ id: read.number(id) }),
}

test('keys that a collation calls equal, and columns of two types, lead to the same rows by every way', async () => {
  const { url, drop } = await freshDatabase()
  const db = connect<never>(url)
  for (const text of [
    `CREATE COLLATION "any case" (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`,
    'CREATE TABLE people (name text COLLATE "any case" PRIMARY KEY, title text)',
    'CREATE TABLE desks (id integer PRIMARY KEY)',
    'CREATE TABLE letters (id integer PRIMARY KEY, desk smallint, person text COLLATE "any case" REFERENCES people)',
    `INSERT INTO people VALUES ('Ann', 'Dr'), ('bob', 'Mr')`,
    'INSERT INTO desks VALUES (1), (2), (100000)',
    `INSERT INTO letters VALUES (1, 1, 'ANN'), (2, 1, 'ann'), (3, 1, 'BOB'), (4, 1, 'ann')`,
  ])
    await sql.raw(text).execute(db)
  const repository = new (class extends KeyedRepository<Tables> {})(db as never, {
    ...desks,
    relations: () => ({
      letters: {
        ...desks.relations?.().letters,
        table: { ...letters, columns: { ...letters.columns, desk: 'smallint' } },
      } as never,
    }),
  })
  const include = { letters: { orderBy: { id: 'asc' }, include: { to: true } } } as never
  const byKey = await repository.findById(1, { include })
  const names = (row: unknown): unknown =>
    (row as { letters: { to: { name: string } | null }[] }).letters.map(({ to }) => to?.name)
  expect(names(byKey)).toEqual(['Ann', 'Ann', 'bob', 'Ann'])
  const listed = await repository.findMany({ orderBy: { id: 'asc' }, include })
  expect(listed[0]).toEqual(byKey)
  // One key that the column beside it cannot hold is no error, alone as little as among others.
  const [alone] = await repository.findMany({ where: { id: 100_000 }, include } as never)
  expect(alone).toEqual({ id: 100_000, letters: [] })
  expect(listed[2]).toEqual(alone)
  expect(await repository.findById(100_000, { include })).toEqual(alone)
  await db.destroy()
  await drop()
})
