import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../../runtime/connect.js'
import {
  AbortedError,
  InvalidQueryError,
  Repository,
  type RepositoryTypes,
  runInTransaction,
  TablewrightError,
  TimeoutError,
} from '../../../runtime/index.js'
import { freshDatabase } from '../../support/postgres.js'
import { databases, type Opened } from '../databases.js'
import { createRepositories, type Repositories } from '../generated/index.js'

describe.each(databases)('signal and timeout on $name', ({ open }) => {
  let opened: Opened
  let repos: Repositories

  beforeAll(async () => {
    opened = await open()
    repos = createRepositories(opened.db)
    const users = await repos.users.createMany([1, 2, 3].map((n) => ({ email: `${n}@x`, name: 'U' })))
    await repos.posts.createMany(users.map(({ id }) => ({ author_id: id, title: 't' })))
  })
  afterAll(() => opened.close())

  type Limit = { signal?: AbortSignal; timeout?: number }

  const reads: { readonly [name: string]: (limit: Limit) => Promise<unknown> } = {
    findById: (limit) => repos.users.findById('00000000-0000-0000-0000-000000000000', limit),
    getById: (limit) => repos.users.getById('00000000-0000-0000-0000-000000000000', limit).catch(notFound),
    findOne: (limit) => repos.users.findOne(limit),
    'findOne with its relations': (limit) => repos.users.findOne({ ...limit, include: { posts: true } }),
    findMany: (limit) => repos.users.findMany({ ...limit, include: { posts: true } }),
    count: (limit) => repos.users.count(limit),
    exists: (limit) => repos.users.exists(limit),
    finder: (limit) => repos.users.findByEmail('1@x', limit),
    lister: (limit) => repos.posts.listByAuthorId('00000000-0000-0000-0000-000000000000', limit),
    paginate: (limit) => repos.users.paginate({ ...limit, first: 2 }),
    stream: async (limit) => {
      const rows: unknown[] = []
      for await (const row of repos.users.stream({ ...limit, batchSize: 1 })) rows.push(row)
      return rows
    },
  }

  function notFound(error: unknown): undefined {
    if (error instanceof Error && error.name === 'NotFoundError') return undefined
    throw error
  }

  test.each(Object.keys(reads))('%s takes both, and ends before it begins', async (name) => {
    const read = reads[name] as (limit: Limit) => Promise<unknown>
    await read({ signal: new AbortController().signal, timeout: 30 })
    const cause = new Error('the user left')
    const failed = await read({ signal: AbortSignal.abort(cause) }).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(AbortedError)
    expect(failed).toBeInstanceOf(TablewrightError)
    expect(failed).toMatchObject({
      cause,
      message: expect.stringMatching(/^(users|posts)\.\w+ was aborted by its signal\.$/),
    })
    await expect(read({ timeout: 1e-9 })).rejects.toThrow(TimeoutError)
    const timely = AbortSignal.timeout(0)
    await delay(5)
    await expect(read({ signal: timely })).rejects.toThrow(TimeoutError)
    expect(await repos.users.count()).toBe(3)
  })

  test('between the statements of one call', async () => {
    const stop = new AbortController()
    const seen: string[] = []
    const read = async () => {
      for await (const { email } of repos.users.stream({ batchSize: 1, signal: stop.signal })) {
        seen.push(email)
        stop.abort()
      }
    }
    await expect(read()).rejects.toThrow(AbortedError)
    expect(seen).toHaveLength(1)
  })

  test('the timeout of a stream is that of each batch', async () => {
    const seen: string[] = []
    for await (const { email } of repos.users.stream({ batchSize: 1, timeout: 0.5 })) {
      seen.push(email)
      await delay(300)
    }
    expect(seen).toHaveLength(3)
  })

  test('in a transaction, which goes on', async () => {
    await runInTransaction(opened.db, async (trx) => {
      const within = repos.users.using(trx)
      await expect(within.findMany({ signal: AbortSignal.abort() })).rejects.toThrow(AbortedError)
      await within.create({ email: 'within@x', name: 'W' })
      expect(await within.count({ timeout: 30 })).toBe(4)
    })
    await repos.users.deleteMany({ where: { name: 'W' } })
  })

  test('no listener and no timer is left behind', async () => {
    const { signal } = new AbortController()
    let listening = 0
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      listening++
      add(...given)
    }
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      listening--
      remove(...given)
    }
    for (let i = 0; i < 5; i++) await repos.users.findMany({ signal, timeout: 60, include: { posts: true } })
    expect(listening).toBe(0)
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length).toBeLessThan(5)
  })

  test('what is no signal or time is refused', async () => {
    for (const wrong of [
      { signal: 1 },
      { signal: {} },
      { timeout: 0 },
      { timeout: -1 },
      { timeout: Number.NaN },
      { timeout: '1' },
    ])
      await expect(repos.users.findMany(wrong as never), JSON.stringify(wrong)).rejects.toThrow(
        InvalidQueryError,
      )
  })
})

interface Slow extends RepositoryTypes {
  row: { id: number }
  relations: Record<never, never>
  softDelete: false
  version: false
}

describe('a statement that runs on PostgreSQL', () => {
  let drop: () => Promise<unknown>
  let url: string
  beforeAll(async () => {
    ;({ url, drop } = await freshDatabase())
    const db = connect(url)
    await sql.raw('CREATE VIEW slow AS SELECT 1 AS id, pg_sleep(30) IS NULL AS slept').execute(db)
    await sql.raw('CREATE TABLE quick (id integer PRIMARY KEY)').execute(db)
    await db.destroy()
  })
  afterAll(() => drop())

  const repositoryOf = (db: unknown, name: string) =>
    new Repository<Slow>(db as never, {
      name,
      columns: name === 'slow' ? { id: 'integer', slept: 'boolean' } : { id: 'integer' },
      primaryKey: ['id'],
      decode: ([id], read) => ({ id: read.number(id) }),
    })

  const running = async (db: ReturnType<typeof connect>): Promise<number> => {
    const text =
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%\"slow\"%' AND pid <> pg_backend_pid()"
    const { rows } = await sql.raw<{ n: number }>(text).execute(db)
    return rows[0]?.n ?? -1
  }

  test.each([{ echo: false }, { echo: true }])(
    'is cancelled, and the connection is as before: %o',
    async ({ echo }) => {
      const db = connect(url, { poolSize: 1, ...(echo && { echo }) })
      const watcher = connect(url)
      try {
        const slow = repositoryOf(db, 'slow')
        const started = performance.now()
        const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db)
        await expect(slow.findMany({ timeout: 0.5 })).rejects.toThrow(TimeoutError)
        const stop = new AbortController()
        const aborted = expect(
          slow.count({ where: { slept: false } as never, signal: stop.signal }),
        ).rejects.toThrow(AbortedError)
        while ((await running(watcher)) === 0) await delay(10)
        stop.abort()
        await aborted
        expect(performance.now() - started).toBeLessThan(25_000)
        expect(await running(watcher)).toBe(0)
        const again = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(db)
        expect(again.rows).toEqual(rows)
      } finally {
        await db.destroy()
        await watcher.destroy()
      }
    },
  )

  test('in a nested transaction is undone alone', async () => {
    const db = connect(url)
    try {
      await runInTransaction(db, async (trx) => {
        await sql.raw('INSERT INTO quick VALUES (1)').execute(trx)
        const nested = runInTransaction(trx, (inner) =>
          repositoryOf(inner, 'slow').findMany({ timeout: 0.3 }),
        )
        await expect(nested).rejects.toThrow(TimeoutError)
        expect(await repositoryOf(trx, 'quick').findMany()).toEqual([{ id: 1 }])
      })
      expect(await repositoryOf(db, 'quick').count()).toBe(1)
    } finally {
      await db.destroy()
    }
  })

  test('that waits behind another is left out, and the other one goes on', async () => {
    const db = connect(url)
    try {
      await runInTransaction(db, async (trx) => {
        const sleeping = sql.raw('SELECT pg_sleep(1.5)').execute(trx)
        const started = performance.now()
        await expect(repositoryOf(trx, 'quick').findMany({ timeout: 0.2 })).rejects.toThrow(TimeoutError)
        expect(performance.now() - started).toBeLessThan(1400)
        await sleeping
        expect(await repositoryOf(trx, 'quick').exists({ timeout: 30 })).toBe(true)
      })
    } finally {
      await db.destroy()
    }
  })

  test('that the server does not cancel costs the connection, and the next call has another', async () => {
    const proxy = await withoutCancelling(url)
    const db = connect(proxy.url, { poolSize: 1 })
    try {
      const started = performance.now()
      await expect(repositoryOf(db, 'slow').findMany({ timeout: 0.2 })).rejects.toThrow(TimeoutError)
      expect(performance.now() - started).toBeLessThan(25_000)
      expect(await repositoryOf(db, 'quick').count({ timeout: 30 })).toBeGreaterThanOrEqual(0)
    } finally {
      await db.destroy()
      proxy.close()
    }
  })

  test('that waits for a connection does not keep the one that it would have had', async () => {
    const db = connect(url, { poolSize: 1 })
    try {
      const quick = repositoryOf(db, 'quick')
      await quick.count()
      const sleeping = sql.raw('SELECT pg_sleep(1)').execute(db)
      await expect(quick.findMany({ timeout: 0.2 })).rejects.toThrow(TimeoutError)
      await sleeping
      for (let i = 0; i < 3; i++) expect(await quick.count({ timeout: 30 })).toBe(1)
    } finally {
      await db.destroy()
    }
  })
})

test('a call that waits for the connection of SQLite ends, and does not keep it', async () => {
  const db = connect('sqlite::memory:')
  try {
    await sql.raw('CREATE TABLE quick (id integer PRIMARY KEY)').execute(db)
    const quick = new Repository<Slow>(db as never, {
      name: 'quick',
      columns: { id: 'integer' },
      primaryKey: ['id'],
      decode: ([id], read) => ({ id: read.number(id) }),
    })
    let finish = (): void => {}
    const held = db.transaction().execute(() => new Promise<void>((resolve) => (finish = resolve)))
    await delay(20)
    await expect(quick.findMany({ timeout: 0.1 })).rejects.toThrow(TimeoutError)
    const stop = new AbortController()
    const aborted = expect(quick.count({ signal: stop.signal })).rejects.toThrow(AbortedError)
    stop.abort()
    await aborted
    finish()
    await held
    expect(await quick.count({ timeout: 30 })).toBe(0)
    expect(await quick.count()).toBe(0)
  } finally {
    await db.destroy()
  }
})

/** Stands between client and server, and passes on everything but requests to cancel. */
async function withoutCancelling(url: string) {
  const target = new URL(url)
  const { hostname, port } = target
  const sockets: Socket[] = []
  const server = createServer((client) => {
    const upstream = connectSocket(Number(port), hostname)
    sockets.push(client, upstream)
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.once('data', (first: Buffer) => {
      if (first.readInt32BE(4) === 80877102) return client.destroy()
      upstream.write(first)
      return client.pipe(upstream).pipe(client)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  target.hostname = '127.0.0.1'
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
