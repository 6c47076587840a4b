import type { DialectName } from '../../runtime/session.js'
import type { Introspection } from '../dialects/introspection.js'

/** A database that somebody uses. It is only ever looked at. */
export type LiveDatabase = {
  readonly dialect: DialectName
  /** For people, with the version: `SQLite 3.53.2`. */
  readonly title: string
  readonly introspect: () => Promise<Introspection>
  /** A line for each part of each object, equal exactly where the schema means the same. */
  readonly catalogue: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}
