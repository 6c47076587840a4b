import { type Kysely, PostgresAdapter, type QueryExecutor, SqliteAdapter, WithSchemaPlugin } from 'kysely'
import { InvalidQueryError } from './errors.js'
import { ForeignSession } from './foreign-session.js'
import { type KyselyHandle, linkOf } from './link.js'
import { LinkedSession } from './linked-session.js'
import type { DialectName, Session } from './session.js'

const sessions = new WeakMap<KyselyHandle, Session>()

/**
 * How repositories talk to the database of a Kysely instance or transaction, made once for each. Throws an
 * {@link InvalidQueryError} for a database that is neither SQLite nor PostgreSQL.
 */
export function sessionOf(db: KyselyHandle): Session {
  const known = sessions.get(db)
  if (known) return known
  const session = open(db as Kysely<unknown>)
  sessions.set(db, session)
  return session
}

function open(db: Kysely<unknown>): Session {
  const executor = db.getExecutor()
  if (executor.plugins.some((plugin) => plugin instanceof WithSchemaPlugin)) {
    throw new InvalidQueryError(
      'Repositories cannot work on db.withSchema(…): their statements name the tables of the search path. Connect with that search path instead.',
    )
  }
  const link = linkOf(db)
  return link ? new LinkedSession(db, link) : new ForeignSession(db, dialectOf(executor))
}

/** By class, or by its name where another copy of Kysely made the adapter. */
function dialectOf({ adapter }: QueryExecutor): DialectName {
  const name = adapter.constructor.name
  if (adapter instanceof SqliteAdapter || name === 'SqliteAdapter') return 'sqlite'
  if (adapter instanceof PostgresAdapter || name === 'PostgresAdapter' || name === 'PGliteAdapter')
    return 'postgres'
  throw new InvalidQueryError(
    `Repositories work on SQLite and PostgreSQL; this Kysely instance has a ${name}.`,
  )
}
