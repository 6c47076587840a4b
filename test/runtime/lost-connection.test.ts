import { type AddressInfo, connect as connectSocket, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '../../runtime/connect.js'
import { ConnectionError } from '../../runtime/errors.js'
import { freshDatabase } from '../support/postgres.js'

let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** Stands between client and server, and can stop passing anything on without closing a connection. */
async function proxyTo(url: string) {
  const target = new URL(url)
  const { hostname, port } = target
  const sockets: Socket[] = []
  let silent = false
  const server = createServer((client) => {
    const upstream = connectSocket(Number(port), hostname)
    sockets.push(client, upstream)
    for (const socket of [client, upstream]) socket.on('error', () => {})
    client.on('data', (data) => !silent && upstream.write(data))
    upstream.on('data', (data) => !silent && client.write(data))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  target.hostname = '127.0.0.1'
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    setSilent: (now: boolean) => {
      silent = now
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

const pidOf = sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`

test('an idle connection on which nothing comes back is given up, and a new one is tried', async () => {
  const proxy = await proxyTo(database.url)
  const db = connect(proxy.url, { timeout: 1, poolSize: 1 })
  const [before] = (await pidOf.execute(db)).rows
  await new Promise((resolve) => setTimeout(resolve, 1100))
  proxy.setSilent(true)
  await expect(sql`SELECT 1`.execute(db)).rejects.toThrow(ConnectionError)
  proxy.setSilent(false)
  const [after] = (await pidOf.execute(db)).rows
  expect(after?.pid).not.toBe(before?.pid)
  await db.destroy()
  proxy.close()
}, 10_000)
