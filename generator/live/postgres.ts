import type { Client } from 'pg'
import { sessionSettings } from '../../runtime/postgres/session-settings.js'
import { canonicalLine, catalogueQuery } from '../dialects/postgres/catalogue/catalogue-query.js'
import { introspect } from '../dialects/postgres/introspect/introspect.js'
import type { LiveDatabase } from './live-database.js'
import { withoutSeparators } from './without-separators.js'

/** In one transaction that can only read, so that all is of one moment. */
export const openPostgres = async (url: string): Promise<LiveDatabase> => {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  // A connection that is lost while nothing is asked of it is told by the next query.
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(sessionSettings)
    return await lookAt(client)
  } catch (error) {
    await client.end()
    throw error
  }
}

const lookAt = async (client: Client): Promise<LiveDatabase> => {
  const query = async <Row>(sql: string): Promise<readonly Row[]> => (await client.query(sql)).rows
  const [row] = await query<{ readonly server_version: string }>('SHOW server_version')
  await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  // Definitions of views take a lock for a moment: that somebody holds the table is told instead of waited for.
  await query("SET LOCAL lock_timeout = '5s'")
  return {
    dialect: 'postgres',
    title: `PostgreSQL ${row?.server_version.split(' ')[0]}`,
    introspect: async () => withoutSeparators(await introspect(query)),
    catalogue: async () =>
      (await query<{ readonly line: string }>(catalogueQuery)).map(({ line }) => canonicalLine(line)).sort(),
    close: () => client.end(),
  }
}
