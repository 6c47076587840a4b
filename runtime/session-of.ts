import { type Kysely, WithSchemaPlugin } from 'kysely'
import type { DatabaseHandle } from './database-handle.js'
import { dialectOf } from './dialect-of.js'
import { InvalidQueryError } from './errors.js'
import { ForeignSession } from './foreign-session.js'
import { linkOf } from './link.js'
import { LinkedSession } from './linked-session.js'
import type { DialectName, Session } from './session.js'
import { AmbientSession } from './transactions/ambient-session.js'

const sessions = new WeakMap<DatabaseHandle, Session>()

/**
 * How repositories talk to the database of a Kysely instance or transaction, made once for each. Throws an
 * {@link InvalidQueryError} for a database that is neither SQLite nor PostgreSQL.
 */
export function sessionOf(db: DatabaseHandle): Session {
  const known = sessions.get(db)
  if (known) return known
  const session = open(db as Kysely<unknown>)
  sessions.set(db, session)
  return session
}

function open(db: Kysely<unknown>): Session {
  if (db.getExecutor().plugins.some((plugin) => plugin instanceof WithSchemaPlugin)) {
    throw new InvalidQueryError(
      'Repositories cannot work on db.withSchema(…): their statements name the tables of the search path. Connect with that search path instead.',
    )
  }
  const link = linkOf(db)
  const own = link ? new LinkedSession(db, link) : new ForeignSession(db, dialectOrRefused(db))
  return db.isTransaction ? own : new AmbientSession(own, db, sessionOf)
}

function dialectOrRefused(db: Kysely<unknown>): DialectName {
  const dialect = dialectOf(db)
  if (dialect !== undefined) return dialect
  const { name } = db.getExecutor().adapter.constructor
  throw new InvalidQueryError(
    `Repositories work on SQLite and PostgreSQL; this Kysely instance has a ${name}.`,
  )
}
