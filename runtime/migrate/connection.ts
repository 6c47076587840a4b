import { CompiledQuery, type Kysely } from 'kysely'
import { runAtOnce } from '../at-once-query.js'
import { dialectOf } from '../dialect-of.js'
import type { DialectName } from '../session.js'
import { MigrationError } from './migration-error.js'
import { type HearNotices, noticesOf } from './notices.js'

export type ResultRow = { readonly [column: string]: unknown }

/** One reserved connection, spoken to in plain SQL. */
export type Connection = {
  readonly dialect: DialectName
  readonly run: (sql: string, parameters?: readonly unknown[]) => Promise<readonly ResultRow[]>
  /** The same for a caller that does its own waiting: a lock of SQLite that another process holds is an error at once. */
  readonly runAtOnce: (sql: string) => Promise<void>
  readonly hearNotices: HearNotices
}

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
  const dialect = migrationDialectOf(db)
  return db
    .withoutPlugins()
    .connection()
    .execute(async (reserved) => work(await connectionOn(reserved, dialect)))
}

export async function connectionOn<DB>(db: Kysely<DB>, dialect: DialectName): Promise<Connection> {
  return {
    dialect,
    runAtOnce: async (sql) => {
      await db.executeQuery(runAtOnce(CompiledQuery.raw(sql)))
    },
    run: async (sql, parameters = []) => {
      const { rows } = await db.executeQuery(CompiledQuery.raw(sql, [...parameters]))
      return rows as readonly ResultRow[]
    },
    hearNotices: await noticesOf(db),
  }
}

export function migrationDialectOf<DB>(db: Kysely<DB>): DialectName {
  const dialect = dialectOf(db)
  if (dialect !== undefined) return dialect
  throw new MigrationError(
    'unknown-dialect',
    `Migrations run on SQLite and PostgreSQL; this Kysely instance uses ${db.getExecutor().adapter.constructor.name}.`,
  )
}

/** Placeholders `?` as the dialect writes them. */
export const placeholder = (dialect: DialectName, position: number): string =>
  dialect === 'sqlite' ? '?' : `$${position}`
