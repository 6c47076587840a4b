/** A database inside this process, for running a migration before anybody else does. */
export type Engine = {
  /** For people, with the version: `SQLite 3.53.2`. */
  readonly title: string
  /** A new empty database. */
  readonly open: () => Promise<EngineDatabase>
}

export type EngineDatabase = {
  readonly execute: (sql: string) => Promise<void>
  /** Makes ready for what the plan's directives ask, and for what it did not ask, the database's own default. */
  readonly prepare: (directives: readonly string[]) => Promise<void>
  /** One line for each object, by name, as the database itself remembers it; white space does not count. */
  readonly catalogue: () => Promise<readonly string[]>
  /** What is broken though every statement passed, such as foreign keys of rows. */
  readonly violations: () => Promise<readonly string[]>
  readonly close: () => Promise<void>
}
