import type { Introspection } from '../dialects/introspection.js'
import type { Observation } from '../plan/verdict.js'

/** A database for running a migration before anybody else does. */
export type Engine = {
  /** For people, with the version: `SQLite 3.53.2`. */
  readonly title: string
  /** An empty database; what an earlier one of this engine held is gone, so there is one at a time. */
  readonly open: () => Promise<EngineDatabase>
}

/** No engine, and why, as a sentence without its end. */
export type NoEngine = { readonly unavailable: string }

/** What a model asks of an engine. */
export type EngineNeeds = { readonly extensions: readonly string[] }

/** Values as the driver gives them; what is compared is made a text by the SQL. */
export type EngineRow = readonly unknown[]

export type EngineDatabase = {
  /** One or more statements. */
  readonly execute: (sql: string) => Promise<void>
  /** The rows of one statement. */
  readonly query: (sql: string) => Promise<readonly EngineRow[]>
  /** Makes ready for what the plan's directives ask, and for what it did not ask, the database's own default. */
  readonly prepare: (directives: readonly string[]) => Promise<void>
  /** A line for each part of each object, equal exactly where the schema means the same. */
  readonly catalogue: () => Promise<readonly string[]>
  readonly introspect: () => Promise<Introspection>
  /** What is broken though every statement passed, such as foreign keys of rows. */
  readonly violations: () => Promise<readonly string[]>
  /** Tables that should have as many rows as when it was made ready, as the directives say, and have not; a sentence each. */
  readonly lostRows: () => Promise<readonly string[]>
  /** The last number that each counting column gave, by `table` or `table.column`. */
  readonly counters: () => Promise<ReadonlyMap<string, bigint>>
  /** Moves every counter ahead of the rows, as it is where rows were deleted. */
  readonly advanceCounters: () => Promise<void>
  /** From now on looks what statements do to tables that are there now. */
  readonly watch: () => Promise<Watch>
  readonly close: () => Promise<void>
}

export type Watch = {
  /** A transaction has begun, or ended. */
  readonly reset: () => void
  /** What the statement that was just run has done. */
  readonly seen: (inside: boolean) => Promise<Observation>
}
