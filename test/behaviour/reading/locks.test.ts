import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../../runtime/connect.js'
import {
  InvalidQueryError,
  LockNotAvailableError,
  type LockOptions,
  Repository,
  type RepositoryTypes,
  runInTransaction,
} from '../../../runtime/index.js'
import { freshDatabase } from '../../support/postgres.js'
import { someoneWaits } from '../../support/waiting.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

const ways = [
  'update',
  'share',
  { mode: 'update' },
  { mode: 'share', skipLocked: true },
  { mode: 'update', noWait: true },
] as const

describe.each(databases)('lock on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    await repos.users.create({ email: 'ann@x', name: 'Ann' })
    await repos.users.create({ email: 'bob@x', name: 'Bob' })
  })
  afterAll(() => opened.close())

  test.each(ways)('every read of rows takes it in a transaction: %j', async (lock) => {
    const names = await runInTransaction(opened.db, async (trx) => {
      const users = repos.users.using(trx)
      const [first] = await users.findMany({
        lock,
        orderBy: { email: 'asc' },
        limit: 1,
        include: { posts: true },
      })
      const id = first?.id as string
      const found = [
        first,
        await users.findById(id, { lock, select: ['name'] }),
        await users.getById(id, { lock }),
        await users.findOne({ lock, where: { posts: { none: {} } }, orderBy: { name: 'asc' } }),
        await users.findByEmail('ann@x', { lock, timeout: 30 }),
      ]
      await repos.posts.using(trx).listByAuthorId(id, { lock })
      await runInTransaction(trx, (inner) => repos.users.using(inner).getById(id, { lock }))
      await users.update(id, { score: 1 })
      return found.map((user) => user?.name)
    })
    expect(names).toEqual(['Ann', 'Ann', 'Ann', 'Ann', 'Ann'])
  })

  test('outside a transaction it would be let go at once, and is refused', async () => {
    for (const read of [
      () => repos.users.findMany({ lock: 'update' }),
      () => repos.users.findOne({ lock: 'share' }),
      () => repos.users.findById('00000000-0000-0000-0000-000000000000', { lock: 'update' }),
      () => repos.users.findByEmail('ann@x', { lock: 'update' }),
    ]) {
      await expect(read()).rejects.toThrow(InvalidQueryError)
      await expect(read()).rejects.toThrow(
        'users: lock needs a transaction, at whose end the rows are let go',
      )
    }
  })

  test('what is no lock is refused', async () => {
    const wrong = [
      'exclusive',
      true,
      {},
      { mode: 'UPDATE' },
      { mode: 'update; DROP TABLE users' },
      { mode: 'update', skipLocked: true, noWait: true },
      { mode: 'update', skipLocked: 1 },
      { mode: 'update', nowait: true },
    ]
    await runInTransaction(opened.db, async (trx) => {
      for (const lock of wrong) {
        const read = repos.users.using(trx).findMany({ lock: lock as never })
        await expect(read, JSON.stringify(lock)).rejects.toThrow(InvalidQueryError)
      }
    })
    // @ts-expect-error they exclude each other
    const both: LockOptions = { lock: { mode: 'update', skipLocked: true, noWait: true } }
    expect(both).toBeDefined()
    await expect(repos.users.paginate({ first: 1, lock: 'update' } as never)).rejects.toThrow(
      InvalidQueryError,
    )
  })
})

interface Jobs extends RepositoryTypes {
  row: { id: number }
  relations: Record<never, never>
  softDelete: false
  version: false
}

const jobsOf = (db: unknown) =>
  new Repository<Jobs>(db as never, {
    name: 'jobs',
    columns: { id: 'integer' },
    primaryKey: ['id'],
    decode: ([id], read) => ({ id: read.number(id) }),
  })

test('rows that another transaction has locked on PostgreSQL: waited for, left out, refused, shared', async () => {
  const { url, drop } = await freshDatabase()
  const db = connect(url)
  try {
    await sql.raw('CREATE TABLE jobs (id integer PRIMARY KEY)').execute(db)
    await sql.raw('INSERT INTO jobs VALUES (1), (2), (3)').execute(db)
    const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
    await runInTransaction(db, async (trx) => {
      const lock = { mode: 'update', skipLocked: true } as const
      const mine = await jobsOf(trx).findMany({ orderBy: { id: 'asc' }, limit: 1, lock })
      expect(ids(mine)).toEqual([1])
      await runInTransaction(db, async (other) => {
        expect(ids(await jobsOf(other).findMany({ orderBy: { id: 'asc' }, lock }))).toEqual([2, 3])
        const refused = runInTransaction(other, (inner) =>
          jobsOf(inner).findMany({ where: { id: 1 }, lock: { mode: 'share', noWait: true } }),
        )
        await expect(refused).rejects.toThrow(LockNotAvailableError)
        await expect(refused).rejects.toMatchObject({ code: '55P03', table: 'jobs' })
        const late = runInTransaction(other, (inner) =>
          jobsOf(inner).findMany({ where: { id: 1 }, lock: 'share', timeout: 0.2 }),
        )
        await expect(late).rejects.toThrow('jobs.findMany took longer than its timeout of 0.2 s.')
      })
    })
    await runInTransaction(db, async (trx) => {
      await jobsOf(trx).findMany({ lock: 'share' })
      await runInTransaction(db, async (other) => {
        expect(ids(await jobsOf(other).findMany({ lock: { mode: 'share', noWait: true } }))).toHaveLength(3)
        expect(await jobsOf(other).findMany({ lock: { mode: 'update', skipLocked: true } })).toEqual([])
      })
    })
    let released = false
    let waited: Promise<unknown> = Promise.resolve()
    await runInTransaction(db, async (trx) => {
      await jobsOf(trx).findOne({ where: { id: 1 }, lock: 'update' })
      waited = runInTransaction(db, async (other) => {
        await jobsOf(other).findOne({ where: { id: 1 }, lock: 'update' })
        expect(released).toBe(true)
      })
      await someoneWaits(db)
      released = true
    })
    await waited
  } finally {
    await db.destroy()
    await drop()
  }
})

describe('the whole database on SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'locks-'))
  const file = join(folder, 'app.db')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeAll(() => {
    const database = new Sqlite(file)
    database.exec(
      'PRAGMA journal_mode = WAL; CREATE TABLE jobs (id integer PRIMARY KEY); INSERT INTO jobs VALUES (1)',
    )
    database.close()
  })

  test.each(['connect', 'plain Kysely'])('is locked against other processes: %s', async (way) => {
    const database = new Sqlite(file)
    const db =
      way === 'connect' ? connect(`sqlite:${file}`) : new Kysely({ dialect: new SqliteDialect({ database }) })
    const other = new Sqlite(file, { timeout: 0 })
    try {
      await runInTransaction(db as never, async (trx) => {
        expect(await jobsOf(trx).findMany({ lock: 'update' })).toEqual([{ id: 1 }])
        expect(() => other.exec('INSERT INTO jobs VALUES (2)')).toThrow('database is locked')
        expect(other.prepare('SELECT count(*) FROM jobs').pluck().get()).toBe(1)
      })
      other.exec('INSERT INTO jobs VALUES (2); DELETE FROM jobs WHERE id = 2')
    } finally {
      other.close()
      await db.destroy()
      if (database.open) database.close()
    }
  })

  test('a transaction that only reads cannot lock', async () => {
    const db = connect(`sqlite:${file}`)
    try {
      const read = db
        .transaction()
        .setAccessMode('read only')
        .execute((trx) => jobsOf(trx).findMany({ lock: 'update' }))
      await expect(read).rejects.toThrow('attempt to write a readonly database')
    } finally {
      await db.destroy()
    }
  })
})
