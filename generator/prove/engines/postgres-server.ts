import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { sessionSettings } from '../../../runtime/postgres/session-settings.js'
import type { Engine, EngineRow } from '../engine.js'
import { postgresEngine } from './postgres-database.js'

export type ServerEngine = Engine & { readonly end: () => Promise<void> }

/**
 * A server that runs already, of any version; the proof has a database of its own on it, which `end` drops. Its user must be
 * allowed to create databases.
 */
export const openServerEngine = async (url: string): Promise<ServerEngine> => {
  const { default: pg } = await import('pg')
  const connect = async (connectionString: string): Promise<Client> => {
    const client = new pg.Client({ connectionString })
    await client.connect()
    await client.query(sessionSettings)
    return client
  }
  const name = `tablewright_proof_${randomUUID().replaceAll('-', '')}`
  const server = await connect(url)
  await server.query(`CREATE DATABASE ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const client = await connect(own.href)
  const [version] = await run(client, 'SHOW server_version')
  return {
    ...postgresEngine(
      { run: (sql) => run(client, sql), read: async (sql) => (await client.query(sql)).rows },
      `PostgreSQL ${String(version?.[0]).split(' ')[0]}`,
    ),
    end: async () => {
      await client.end()
      await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await server.end()
    },
  }
}

/** Without values the driver uses the simple protocol, and gives a list if there were several statements. */
const run = async (client: Client, text: string): Promise<readonly EngineRow[]> => {
  const result: unknown = await client.query({ text, rowMode: 'array' })
  const last: unknown = Array.isArray(result) ? result.at(-1) : result
  return (last as { readonly rows: readonly EngineRow[] }).rows
}
