import type { Query } from '../../dialects/introspection.js'
import type { EngineRow } from '../engine.js'

/** The one thing in which a server and PostgreSQL in this process differ. */
export type PostgresSession = {
  /** Runs one or more statements, without a transaction of its own, and gives the rows of the last. */
  readonly run: (sql: string) => Promise<readonly EngineRow[]>
  readonly read: Query
}

/** Runs a query that is the same each time. */
export type Ask = (sql: string) => Promise<readonly EngineRow[]>

/**
 * Queries of the catalogue take far longer to plan than to run, so each is planned once for the session:
 * https://www.postgresql.org/docs/current/sql-prepare.html
 */
export const preparedQueries = (session: PostgresSession): Ask => {
  const names = new Map<string, string>()
  return async (sql) => {
    const name = names.get(sql) ?? `tablewright_${names.size}`
    if (!names.has(sql)) await session.run(`PREPARE ${name} AS ${sql}`)
    names.set(sql, name)
    return session.run(`EXECUTE ${name}`)
  }
}
