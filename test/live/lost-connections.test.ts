import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLive } from '../../generator/live/open-live.js'
import { freshDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await freshDatabase('postgres')
})
afterAll(() => database.drop())

test('a connection that is lost while nothing is asked is told by what is asked next', async () => {
  const live = await openLive(database.url)
  const other = new pg.Client({ connectionString: database.url })
  await other.connect()
  await other.query(
    'SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  )
  await other.end()
  await new Promise((resolve) => setTimeout(resolve, 100))
  await expect(live.introspect()).rejects.toThrow()
  await live.close()
})

/** Stands between us and the server, to write one statement of ours otherwise. */
async function misspelling(
  word: string,
  instead: string,
): Promise<{ readonly server: Server; readonly url: string }> {
  const url = new URL(database.url)
  const { hostname, port } = url
  const server = createServer((ours) => {
    const theirs = connect(Number(port), hostname)
    ours.on('data', (data) =>
      theirs.write(Buffer.from(data.toString('latin1').replace(word, instead), 'latin1')),
    )
    theirs.pipe(ours)
    ours.on('close', () => theirs.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.port = String((server.address() as AddressInfo).port)
  return { server, url: url.href }
}

test.each([
  ['server_version', 'server_fashion', /server_fashion/],
  ['REPEATABLE', 'REPEATABEL', /syntax error/],
])('a database that refuses %s is left', async (word, instead, message) => {
  const { server, url } = await misspelling(word, instead)
  await expect(openLive(url)).rejects.toThrow(message)
  // Waits until nobody is connected any more.
  await new Promise((resolve) => server.close(resolve))
})

test.each([
  ['no server', (url: URL) => Object.assign(url, { port: '1' }), /ECONNREFUSED/],
  ['another password', (url: URL) => Object.assign(url, { password: 'x' }), /password/],
  ['no such database', (url: URL) => Object.assign(url, { pathname: '/nowhere' }), /nowhere/],
] as const)('%s is told', async (_, otherwise, message) => {
  await expect(openLive(otherwise(new URL(database.url)).href)).rejects.toThrow(message)
})
