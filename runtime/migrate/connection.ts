import { CompiledQuery, type Kysely, PostgresAdapter, SqliteAdapter } from 'kysely'
import type { DialectName } from '../session.js'
import { MigrationError } from './migration-error.js'

export type ResultRow = { readonly [column: string]: unknown }

/** One reserved connection, spoken to in plain SQL. */
export type Connection = {
  readonly dialect: DialectName
  readonly run: (sql: string, parameters?: readonly unknown[]) => Promise<readonly ResultRow[]>
}

type Executes = Pick<Kysely<unknown>, 'executeQuery'>

/** Plugins would rename the journal's columns in results, so they are left out. */
export function onConnection<DB, T>(
  db: Kysely<DB>,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) {
    throw new MigrationError(
      'in-transaction',
      'Migrations open their own transactions and cannot run inside one. Pass the Kysely instance, not a transaction.',
    )
  }
  const dialect = dialectOf(db)
  return db
    .withoutPlugins()
    .connection()
    .execute((reserved) => work(connectionOn(reserved, dialect)))
}

export function connectionOn(db: Executes, dialect: DialectName): Connection {
  return {
    dialect,
    run: async (sql, parameters = []) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
      return rows as readonly ResultRow[]
    },
  }
}

export function dialectOf<DB>(db: Kysely<DB>): DialectName {
  const { adapter } = db.getExecutor()
  if (adapter instanceof SqliteAdapter) return 'sqlite'
  if (adapter instanceof PostgresAdapter) return 'postgres'
  throw new MigrationError(
    'unknown-dialect',
    `Migrations run on SQLite and PostgreSQL; this Kysely instance uses ${adapter.constructor.name}.`,
  )
}

/** Placeholders `?` as the dialect writes them. */
export const placeholder = (dialect: DialectName, position: number): string =>
  dialect === 'sqlite' ? '?' : `$${position}`
