import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import type { RepositoryStatement, StatementVariety } from '../../runtime/session.js'
import { sessionOf } from '../../runtime/session-of.js'
import { databases, repositoriesOn } from '../repository/support/databases.js'
import type { DB } from '../repository/support/tables.js'
import { type OpenDatabase, openDatabase } from './open-database.js'

let open: OpenDatabase

beforeAll(async () => {
  open = await openDatabase('postgres')
})
afterAll(() => open.close())

const prepared = sql<{ statement: string }>`SELECT statement FROM pg_prepared_statements`

const numbered = (n: number, variety: StatementVariety): RepositoryStatement => ({
  sql: `SELECT ${n} AS n`,
  labels: ['n'],
  origin: 't.n',
  variety,
})

test('texts without end keep to a bounded number of names, and do not take those of the others', async () => {
  const one = connect(open.url, { poolSize: 1 })
  const session = sessionOf(one)
  for (let n = 0; n < 600; n++) expect((await session.run(numbered(n, 'filter'), [])).rows).toEqual([[n]])
  expect((await session.run(numbered(599, 'filter'), [])).rows).toEqual([[599]])
  expect((await prepared.execute(one)).rows).toHaveLength(500)
  for (let n = 1000; n < 1600; n++) await session.run(numbered(n, 'columns'), [])
  expect((await prepared.execute(one)).rows).toHaveLength(1000)
  await session.run(numbered(2000, 'fixed'), [])
  const texts = (await prepared.execute(one)).rows.map(({ statement }) => statement)
  expect(texts).toHaveLength(1001)
  expect(texts).toContain('SELECT 2000 AS n')
  await one.destroy()
})

test('after a flood of filters a read by key, a finder and a lister are prepared all the same', async () => {
  const way = databases.find(({ name }) => name === 'PostgreSQL')
  if (way === undefined) throw new Error('no PostgreSQL')
  const { db, close } = await way.open()
  await db.connection().execute(async (reserved) => {
    const on = reserved as Kysely<DB>
    const { campaigns } = repositoriesOn(on)
    for (let n = 0; n < 550; n++) {
      const or = [...filters(n % 25, { notes: 'x' }), ...filters(1 + Math.floor(n / 25), { platform: 'x' })]
      await campaigns.count({ where: { or } })
    }
    const before = new Set((await prepared.execute(on)).rows.map(({ statement }) => statement))
    expect(before.size).toBeGreaterThanOrEqual(500)
    await campaigns.findById('0190a5e5-0000-7000-8000-000000000001')
    await campaigns.findMany({ limit: 1 })
    await campaigns.listByPlatform('web')
    await campaigns.findMany({ where: { notes: 'y' } })
    const added = (await prepared.execute(on)).rows.filter(({ statement }) => !before.has(statement))
    expect(added).toHaveLength(3)
  })
  await close()
})

test('filters without end are not prepared by name, since the server keeps many times their length', async () => {
  const way = databases.find(({ name }) => name === 'PostgreSQL')
  if (way === undefined) throw new Error('no PostgreSQL')
  const { db, close } = await way.open()
  await db.connection().execute(async (reserved) => {
    const on = reserved as Kysely<DB>
    const { campaigns } = repositoriesOn(on)
    for (let n = 0; n < 100; n++) await campaigns.count({ where: { or: filters(500 + n, { notes: 'x' }) } })
    const texts = (await prepared.execute(on)).rows.map(({ statement }) => statement)
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.join('').length).toBeLessThan(300_000)
    await campaigns.findById('0190a5e5-0000-7000-8000-000000000001')
    expect((await prepared.execute(on)).rows).toHaveLength(texts.length + 1)
  })
  await close()
})

const filters = <Filter>(length: number, filter: Filter): Filter[] => Array.from({ length }, () => filter)
