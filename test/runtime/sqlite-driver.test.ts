import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Catalog } from '../../runtime/catalog.js'
import {
  ConnectionError,
  type ConnectOptions,
  connect,
  TransactionAbortedError,
} from '../../runtime/index.js'
import { sessionOf } from '../../runtime/session-of.js'
import { StatementCache } from '../../runtime/sqlite/statement-cache.js'
import { everyType, everyTypeDdl } from './every-type.js'
import type { AnyTables } from './open-database.js'

describe('the SQLite driver on a file', () => {
  let folder: string
  const open: Kysely<AnyTables>[] = []

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tablewright-sqlite-'))
  })
  afterEach(async () => {
    for (const db of open.splice(0)) await db.destroy()
    rmSync(folder, { recursive: true })
  })

  function openFile(options: ConnectOptions = {}): Kysely<AnyTables> {
    const db = connect<AnyTables>(`sqlite:${join(folder, 'app.db')}`, options)
    open.push(db)
    return db
  }

  async function pragma(db: Kysely<AnyTables>, name: string): Promise<unknown> {
    const { rows } = await sql.raw<{ [key: string]: unknown }>(`PRAGMA ${name}`).execute(db)
    return Object.values(rows[0] ?? {})[0]
  }

  test('opens with foreign keys, WAL, recursive triggers and a busy timeout', async () => {
    const db = openFile()
    expect(await pragma(db, 'foreign_keys')).toBe(1)
    expect(await pragma(db, 'recursive_triggers')).toBe(1)
    expect(await pragma(db, 'journal_mode')).toBe('wal')
    expect(await pragma(db, 'busy_timeout')).toBeGreaterThan(0)
  })

  test('read-only, it keeps its journal mode and refuses writes; a file that is not there is not made', async () => {
    const plain = new Sqlite(join(folder, 'app.db'))
    plain.exec('CREATE TABLE t (a INTEGER)')
    plain.close()
    const db = openFile({ readOnly: true })
    expect(await pragma(db, 'journal_mode')).toBe('delete')
    await expect(sql`insert into t values (1)`.execute(db)).rejects.toThrow(/readonly/)
    const absent = connect(`sqlite:${join(folder, 'absent.db')}`, { readOnly: true })
    await expect(sql`select 1`.execute(absent)).rejects.toThrow(ConnectionError)
  })

  test('a folder that does not exist is named', async () => {
    const db = connect(`sqlite:${join(folder, 'no', 'such.db')}`)
    const query = sql`select 1`.execute(db)
    await expect(query).rejects.toThrow(ConnectionError)
    await expect(sql`select 1`.execute(db)).rejects.toThrow(join(folder, 'no'))
  })

  test('a file that is no database is named', async () => {
    const db = connect<AnyTables>(`sqlite:${import.meta.filename}`)
    await expect(sql`select 1`.execute(db)).rejects.toThrow(
      /Cannot use .*sqlite-driver.* as a SQLite database/,
    )
  })

  test('a writer waits for the lock of another connection without blocking the process', async () => {
    const one = openFile()
    const two = openFile()
    await sql`CREATE TABLE t (n integer)`.execute(one)
    let ticks = 0
    const ticking = setInterval(() => ticks++, 5)
    const slow = one.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ n: 1 }).execute()
      await new Promise((resolve) => setTimeout(resolve, 600))
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await two.insertInto('t').values({ n: 2 }).execute()
    await slow
    const insert = {
      sql: 'INSERT INTO t VALUES (?)',
      labels: [],
      origin: 't.create',
      variety: 'fixed' as const,
    }
    const again = one.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ n: 3 }).execute()
      await new Promise((resolve) => setTimeout(resolve, 300))
    })
    await new Promise((resolve) => setTimeout(resolve, 20))
    await sessionOf(two).run(insert, [4])
    await again
    clearInterval(ticking)
    expect(ticks).toBeGreaterThan(4)
    expect(await two.selectFrom('t').select('n').orderBy('n').execute()).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
      { n: 4 },
    ])
  })

  test('transactions of two connections that read before they write lose no update', async () => {
    const connections = [openFile(), openFile()]
    await sql`CREATE TABLE t (n integer)`.execute(connections[0] as Kysely<AnyTables>)
    await sql`INSERT INTO t VALUES (0)`.execute(connections[0] as Kysely<AnyTables>)
    const increment = (db: Kysely<AnyTables>): Promise<unknown> =>
      db.transaction().execute(async (trx) => {
        const { n } = await trx.selectFrom('t').select('n').executeTakeFirstOrThrow()
        await trx
          .updateTable('t')
          .set({ n: Number(n) + 1 })
          .execute()
      })
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => increment(connections[index % 2] as Kysely<AnyTables>)),
    )
    expect(await connections[0]?.selectFrom('t').select('n').execute()).toEqual([{ n: 20 }])
  })

  test('gives up after the timeout, and can be used again', async () => {
    const one = openFile()
    const two = openFile({ timeout: 0.2 })
    await sql`CREATE TABLE t (n integer)`.execute(one)
    await sql`select 1`.execute(two)
    await one.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ n: 1 }).execute()
      await expect(two.insertInto('t').values({ n: 2 }).execute()).rejects.toThrow(/database is locked/)
    })
    await two.insertInto('t').values({ n: 3 }).execute()
    expect(await one.selectFrom('t').selectAll().execute()).toHaveLength(2)
  })

  test('a read-only transaction refuses to write, and the next one writes', async () => {
    const db = openFile()
    await sql`CREATE TABLE t (n integer)`.execute(db)
    const write = db
      .transaction()
      .setAccessMode('read only')
      .execute((trx) => trx.insertInto('t').values({ n: 1 }).execute())
    await expect(write).rejects.toThrow(/readonly/)
    await db
      .transaction()
      .setAccessMode('read only')
      .execute((trx) => trx.selectFrom('t').selectAll().execute())
    await db.transaction().execute((trx) => trx.insertInto('t').values({ n: 1 }).execute())
    expect(await db.selectFrom('t').selectAll().execute()).toHaveLength(1)
  })

  test('SELECT * follows a table that another process changed', async () => {
    const db = openFile()
    await sql`CREATE TABLE t (a integer, b text)`.execute(db)
    await sql`INSERT INTO t VALUES (1, 'x')`.execute(db)
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ a: 1, b: 'x' }])
    const other = new Sqlite(join(folder, 'app.db'))
    other.exec('ALTER TABLE t RENAME COLUMN a TO c')
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ c: 1, b: 'x' }])
    other.exec('ALTER TABLE t ADD COLUMN d integer DEFAULT 7')
    other.close()
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([{ c: 1, b: 'x', d: 7 }])
  })
})

describe('the SQLite driver in memory', () => {
  test('statements survive changes of the schema by the same connection', async () => {
    const db = connect<AnyTables>('sqlite::memory:', { schema: everyType })
    await sql`CREATE TABLE every_type (id integer PRIMARY KEY, "boolean" integer)`.execute(db)
    await sql`INSERT INTO every_type VALUES (1, 1)`.execute(db)
    const query = db.selectFrom('every_type').selectAll()
    expect(await query.execute()).toEqual([{ id: 1, boolean: true }])
    await sql`ALTER TABLE every_type ADD COLUMN "bigint" integer DEFAULT 9007199254740993`.execute(db)
    expect(await query.execute()).toEqual([{ id: 1, boolean: true, bigint: 9007199254740993n }])
    await sql`DROP TABLE every_type`.execute(db)
    await expect(query.execute()).rejects.toThrow(/no such table/)
    for (const ddl of everyTypeDdl('sqlite')) await sql.raw(ddl).execute(db)
    expect(await query.execute()).toEqual([])
    await db.destroy()
  })

  test('a schema that is attached later decodes statements that ran before', async () => {
    const { attachSchema } = await import('../../runtime/index.js')
    const db = connect<AnyTables>('sqlite::memory:')
    await sql`CREATE TABLE every_type (id integer PRIMARY KEY, "boolean" integer)`.execute(db)
    await sql`INSERT INTO every_type VALUES (1, 1)`.execute(db)
    const query = db.selectFrom('every_type').selectAll()
    expect(await query.execute()).toEqual([{ id: 1, boolean: 1 }])
    await db.transaction().execute(async (trx) => attachSchema(trx, everyType))
    attachSchema(db, everyType)
    expect(await query.execute()).toEqual([{ id: 1, boolean: true }])
    await db.destroy()
  })

  test('the statement cache reuses, keeps to its limit, and drops the one unused for longest', () => {
    const database = new Sqlite(':memory:')
    const cache = new StatementCache(database, new Catalog(), 2)
    const first = cache.get('select 1')
    const dropped = cache.get('select 2')
    expect(cache.get('select 1')).toBe(first)
    const second = cache.get('select 3')
    expect(cache.get('select 1')).toBe(first)
    expect(cache.get('select 3')).toBe(second)
    cache.ran(first)
    expect(cache.get('select 1')).toBe(first)
    expect(cache.get('select 2')).not.toBe(dropped)
    cache.ran(cache.prepare('-- a comment\n  create table x (a)'))
    expect(cache.get('select 1')).not.toBe(first)
    database.close()
  })

  test('rows that are streamed do not disturb the same query run at once', async () => {
    const db = connect<AnyTables>('sqlite::memory:')
    await sql`CREATE TABLE t (n integer)`.execute(db)
    await db
      .insertInto('t')
      .values([{ n: 1 }, { n: 2 }, { n: 3 }])
      .execute()
    const query = db.selectFrom('t').select('n').orderBy('n')
    await query.execute()
    const seen: unknown[] = []
    const [, rows] = await Promise.all([
      (async () => {
        for await (const row of query.stream(1)) seen.push(row)
      })(),
      query.execute(),
    ])
    expect(seen).toEqual(rows)
    await db.destroy()
  })

  test('callers take turns in the order of asking', async () => {
    const db = connect<AnyTables>('sqlite::memory:')
    await sql`select 1`.execute(db)
    const order: number[] = []
    await Promise.all(
      [1, 2, 3, 4].map((turn) =>
        db.transaction().execute(async (trx) => {
          await sql`select 1`.execute(trx)
          order.push(turn)
        }),
      ),
    )
    expect(order).toEqual([1, 2, 3, 4])
    await db.destroy()
  })

  test('a transaction that the database itself rolled back is not reported as committed', async () => {
    const db = connect<AnyTables>('sqlite::memory:')
    await sql`CREATE TABLE t (n integer)`.execute(db)
    await sql`CREATE TRIGGER stop BEFORE INSERT ON t WHEN NEW.n = 2 BEGIN SELECT RAISE(ROLLBACK, 'no two'); END`.execute(
      db,
    )
    const swallowed = db.transaction().execute(async (trx) => {
      await trx.insertInto('t').values({ n: 1 }).execute()
      await trx
        .insertInto('t')
        .values({ n: 2 })
        .execute()
        .catch(() => {})
    })
    await expect(swallowed).rejects.toThrow(TransactionAbortedError)
    const let_out = db.transaction().execute((trx) => trx.insertInto('t').values({ n: 2 }).execute())
    await expect(let_out).rejects.toThrow('no two')
    expect(await db.selectFrom('t').selectAll().execute()).toEqual([])
    await db.destroy()
  })

  test('after destroy() every way is refused', async () => {
    const db = connect<AnyTables>('sqlite::memory:')
    const session = sessionOf(db)
    const one = { sql: 'SELECT 1 AS n', labels: ['n'], origin: 't.one', variety: 'fixed' as const }
    expect((await session.run(one, [])).rows).toEqual([[1n]])
    await db.destroy()
    await expect(session.run(one, [])).rejects.toThrow(ConnectionError)
    await expect(sql`select 1`.execute(db)).rejects.toThrow(ConnectionError)
  })

  test('a value that was written past the schema is refused with the name of its column', async () => {
    const db = connect<AnyTables>('sqlite::memory:', { schema: everyType })
    for (const ddl of everyTypeDdl('sqlite')) await sql.raw(ddl).execute(db)
    for (const [column, value] of [
      ['json', '{'],
      ['timestamp', 'yesterday'],
      ['boolean', 2],
      ['bigint', 'x'],
      ['bigints', '{}'],
    ] as const) {
      await sql`INSERT INTO every_type (${sql.ref(column)}) VALUES (${sql.val(value)})`.execute(db)
      await expect(db.selectFrom('every_type').select(column).execute()).rejects.toThrow(
        new RegExp(`^${column}: The database returned .* where the schema says`),
      )
      await sql`DELETE FROM every_type`.execute(db)
    }
    await db.destroy()
  })
})
