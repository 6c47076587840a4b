import { spawnSync } from 'node:child_process'
import { sql } from 'kysely'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { connectionUrl } from '../../runtime/connection-url.js'
import { importPeer } from '../../runtime/import-peer.js'
import { ConnectionError, connect } from '../../runtime/index.js'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the URL of a connection', () => {
  test.each([
    ['sqlite:app.db', { dialect: 'sqlite', path: 'app.db' }],
    ['sqlite::memory:', { dialect: 'sqlite', path: ':memory:' }],
    ['sqlite:/var/lib/app.db', { dialect: 'sqlite', path: '/var/lib/app.db' }],
    ['postgres://localhost/app', { dialect: 'postgres', url: 'postgres://localhost/app' }],
    ['postgresql://localhost/app', { dialect: 'postgres', url: 'postgresql://localhost/app' }],
  ])('%s', (url, expected) => {
    expect(connectionUrl(url, {})).toEqual(expected)
  })

  test('comes from the environment, DATABASE_URL first', () => {
    const both = { DATABASE_URL: 'sqlite:a.db', DB_CONNECTION_STRING: 'sqlite:b.db' }
    expect(connectionUrl(undefined, both)).toEqual({ dialect: 'sqlite', path: 'a.db' })
    expect(connectionUrl(undefined, { ...both, DATABASE_URL: '' })).toEqual({
      dialect: 'sqlite',
      path: 'b.db',
    })
    expect(connectionUrl('sqlite:c.db', both)).toEqual({ dialect: 'sqlite', path: 'c.db' })
  })

  test('must be there and be known', () => {
    expect(() => connectionUrl(undefined, {})).toThrow(/DATABASE_URL or DB_CONNECTION_STRING/)
    expect(() => connectionUrl('mysql://me:secret@host/db', {})).toThrow(ConnectionError)
    expect(() => connectionUrl('mysql://me:secret@host/db', {})).toThrow(/must begin with sqlite:/)
    expect(() => connectionUrl('mysql://me:secret@host/db', {})).not.toThrow(/secret/)
    expect(() => connectionUrl('sqlite:', {})).toThrow(ConnectionError)
  })
})

test.each([
  ['mysql://me:secret@host/db', 'mysql://…@host/db'],
  ['mysql://host/db', 'mysql://host/db'],
  ['mysql://host/db?password=secret', 'mysql://host/db'],
  ['mysql://me:s@ecret@host/db', 'mysql://…@host/db'],
  ['mysql://me:1/secret@host/db', 'mysql:…'],
  ['mysql://me:1?secret@host/db', 'mysql:…'],
  ['mysql://me:1#secret@host/db', 'mysql:…'],
  ['mysql://me:sec/ret@host/db', 'mysql:…'],
  ['mysql:me:secret@host/db', 'mysql:…'],
  ['mysql:secret', 'mysql:…'],
  ['postgres:me:secret@host/db', 'postgres:…'],
  ['me:secret@host/db', 'me:…'],
  ['secret', '…'],
  ['s@cret:me', '…'],
])('the URL %s is shown as %s', (url, shown) => {
  expect(() => connectionUrl(url, {})).toThrow(`"${shown}"`)
})

test('a connection that fails shows no more of its URL than where the server is', async () => {
  for (const url of ['postgres://me:1/secret@localhost/db', 'postgres://me:secret@127.0.0.1:1/db?x=secret']) {
    const db = connect(url, { timeout: 1 })
    const error: unknown = await sql`select 1`.execute(db).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConnectionError)
    expect(String(error)).not.toContain('secret')
  }
})

test.each([
  ['DB_POOL_SIZE', 'many'],
  ['DB_POOL_SIZE', '0'],
  ['DB_TIMEOUT', '-1'],
  ['DB_TIMEOUT', 'x'],
])('%s=%s is refused', (name, value) => {
  vi.stubEnv(name, value)
  expect(() => connect('sqlite::memory:')).toThrow(name)
})

test('echo prints every query, also those of repositories', () => {
  const script = `
    import { sql } from 'kysely'
    import { connect } from './runtime/connect.ts'
    import { sessionOf } from './runtime/session-of.ts'
    const db = connect('sqlite::memory:')
    await sql\`select \${1n} as one\`.execute(db)
    await sessionOf(db).run({ sql: 'SELECT ? AS two', labels: ['two'], origin: 't.two', variety: 'fixed' }, [2])
    await sql\`select no_such\`.execute(db).catch(() => {})
    await db.destroy()`
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, DATABASE_ECHO: 'true' },
  })
  expect(run.stdout).toBe('')
  const lines = run.stderr.trimEnd().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toMatch(/^\[\d+\.\d ms\] select \? as one \["1n"\]$/)
  expect(lines[1]).toMatch(/SELECT \? AS two \[2\]/)
  expect(lines[2]).toMatch(/select no_such failed: .*no such column/)
})

test('a driver that is not installed is named with the command that installs it', async () => {
  // @ts-expect-error: there is no such package
  const missing = importPeer('no-such-driver', () => import('no-such-driver'))
  await expect(missing).rejects.toThrow(ConnectionError)
  await expect(missing).rejects.toThrow(/npm install no-such-driver/)
  const broken = importPeer('pg', () => Promise.reject(new Error('broken')))
  await expect(broken).rejects.toThrow('broken')
})

test('importing the package loads no driver', () => {
  const script = `
    await import('./runtime/index.ts')
    const { createRequire } = await import('node:module')
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((file) => /node_modules.(?:pg|better-sqlite3)./.test(file))
    process.stdout.write(JSON.stringify(loaded))`
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  expect(run.stderr).toBe('')
  expect(run.stdout).toBe('[]')
})
