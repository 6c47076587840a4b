import { readFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { Kysely, type LogEvent, PostgresDialect, SqliteDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../support/postgres.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type DB, type Repositories } from '../generated/index.js'

describe.each(databases)('pitfalls of relations on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened.close())

  test('pitfall 6: filter missing in nested includes, to-one relations, counts', async () => {
    const gone = await repos.users.create({ email: 'gone@x', name: 'Gone' })
    const here = await repos.users.createWith({
      email: 'here@x',
      name: 'Here',
      posts: [
        { title: 'kept', editor_id: gone.id, comments: [{ body: 'kept' }, { body: 'deleted' }] },
        { title: 'deleted', comments: [{ body: 'lost' }] },
      ],
    })
    const [kept, deleted] = here.posts
    await repos.comments.delete(kept?.comments[1]?.id as string)
    await repos.posts.delete(deleted?.id as string)
    await repos.users.delete(gone.id)
    const read = await repos.users.getById(here.id, {
      include: { posts: { include: { comments: true, editor: true } } },
    })
    expect(read.posts.map(({ title }) => title)).toEqual(['kept'])
    expect(read.posts[0]?.comments.map(({ body }) => body)).toEqual(['kept'])
    expect(read.posts[0]?.editor).toBeNull()
    const withGone = await repos.posts.getById(kept?.id as string, {
      include: { editor: { withDeleted: true } },
    })
    expect(withGone.editor?.name).toBe('Gone')
    expect(await repos.posts.count({ where: { editor: { name: 'Gone' } } })).toBe(0)
    expect(await repos.posts.count({ where: { comments: { some: { body: 'deleted' } } } })).toBe(0)
    expect(await repos.users.count({ where: { posts: { some: { title: 'deleted' } } } })).toBe(0)
    expect(await repos.posts.aggregate({ where: { editor: null }, count: true })).toEqual({ count: 1 })
  })

  test('pitfall 18: bigint/numeric lose digits inside json_agg: not in what is included', async () => {
    const values = {
      followers: 9007199254740993n,
      balance: '1234567890123456.7891',
      avatar: new Uint8Array([0, 222, 173, 255]),
      seen: new Date('2024-03-01T01:02:03.004Z'),
      born: '2024-02-29',
      wakes: '06:30:00',
      settings: { at: '2024-03-01T01:02:03.004Z', n: 1.5 },
      nicknames: ['2024-03-01'],
      confirmed: true,
    }
    const user = await repos.users.createWith({ email: 'digits@x', name: 'Digits', profile: values })
    const [found] = await repos.users.findMany({ where: { id: user.id }, include: { profile: true } })
    expect(found?.profile).toEqual({ ...values, id: user.profile.id, user_id: user.id })
  })

  test('pitfall 21: booleans in SQLite: are booleans in rows, in what is included, and in filters', async () => {
    for (const confirmed of [true, false]) {
      const user = await repos.users.createWith({
        email: `${confirmed}@x`,
        name: 'Boolean',
        profile: { followers: 0n, balance: '0', nicknames: [], confirmed },
      })
      expect(user.profile.confirmed).toBe(confirmed)
      const found = await repos.users.findMany({
        where: { name: 'Boolean', profile: { confirmed } },
        include: { profile: { select: ['confirmed'] } },
      })
      expect(found.map(({ email, profile }) => [email, profile])).toEqual([[`${confirmed}@x`, { confirmed }]])
    }
    const groups = await repos.profiles.groupBy({
      by: ['confirmed'],
      where: { user: { name: 'Boolean' } },
      count: true,
      orderBy: { by: { confirmed: 'asc' } },
    })
    expect(groups).toEqual([
      { by: { confirmed: false }, count: 1 },
      { by: { confirmed: true }, count: 1 },
    ])
  })
})

describe.each([
  ['SQLite', openSqlite],
  ['PostgreSQL', openPostgres],
] as const)('statements on %s', (_, open) => {
  const statements: string[] = []
  const log = (event: LogEvent) => void statements.push(event.query.sql)
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open(log)
    repos = createRepositories(opened.db)
  })
  afterAll(() => opened.close())

  const counted = async (work: () => Promise<unknown>): Promise<number> => {
    statements.length = 0
    await work()
    return statements.filter((sql) => /^(select|insert|update|delete)/i.test(sql)).length
  }

  test('rows are created by one statement a table and level, however many there are', async () => {
    const posts = Array.from({ length: 20 }, (_, i) => ({
      title: `${i}`,
      comments: Array.from({ length: 3 }, (_, n) => ({ body: `${n}` })),
      tags: [{ label: `tag ${i}`, through: { position: i } }],
    }))
    // The user, the posts, their comments, their tags, and what ties these.
    expect(await counted(() => repos.users.createWith({ email: 'ann@x', name: 'Ann', posts }))).toBe(5)
  })

  test('what is included costs one statement a relation and level, however many rows there are', async () => {
    const include = {
      posts: { include: { comments: { limit: 2 }, tags: { through: true }, author: true } },
    } as const
    expect(await counted(() => repos.users.findMany({ include }))).toBe(5)
    await repos.users.createWith({
      email: 'bob@x',
      name: 'Bob',
      posts: [{ title: 'x', comments: [{ body: 'x' }] }],
    })
    expect(await counted(() => repos.users.findMany({ include }))).toBe(5)
    expect(await counted(() => repos.users.groupBy({ by: ['name'], count: true }))).toBe(1)
  })

  test('links cost a fixed number of statements, however many there are', async () => {
    const author = await repos.users.createWith({
      email: 'linker@x',
      name: 'Linker',
      posts: [{ title: 'linked' }],
    })
    const id = author.posts[0]?.id as string
    const labels = Array.from({ length: 20 }, (_, i) => ({ label: `linked ${i}` }))
    const tags = (await repos.tags.createMany(labels)).map(({ id: key }) => ({
      key,
      through: { position: 1 },
    }))
    // The row, which is locked, the links that are there, and one INSERT; SQLite is locked by a statement of its own.
    expect(await counted(() => repos.posts.link(id, 'tags', tags))).toBeLessThanOrEqual(4)
    // PostgreSQL holds the rows on the other side of links that go, too, and then looks which these are.
    expect(await counted(() => repos.posts.setLinks(id, 'tags', []))).toBeLessThanOrEqual(5)
  })
})

type Log = (event: LogEvent) => void

async function openSqlite(log: Log): Promise<Opened> {
  const database = new Sqlite(':memory:')
  database.pragma('foreign_keys = ON')
  database.exec(migration('sqlite'))
  const db = new Kysely<DB>({ dialect: new SqliteDialect({ database }), log })
  return { db, close: () => db.destroy() }
}

async function openPostgres(log: Log): Promise<Opened> {
  const { url, drop } = await freshDatabase()
  const pool = new pg.Pool({ connectionString: url })
  pool.on('error', () => {})
  await pool.query(migration('postgres'))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log })
  return { db, close: () => db.destroy().then(drop) }
}

const migration = (dialect: string): string =>
  readFileSync(new URL(`../generated/migrations/0001_initial/${dialect}.up.sql`, import.meta.url), 'utf8')
