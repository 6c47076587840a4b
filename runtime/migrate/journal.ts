import { type Connection, placeholder } from './connection.js'

/** A migration that the database has. */
export type JournalEntry = {
  readonly name: string
  /** ISO 8601, UTC. */
  readonly timestamp: string
  /** undefined: applied by another runner, which keeps none. */
  readonly checksum: string | undefined
}

/**
 * The first three statements are word for word what Kysely's Migrator makes of its own tables
 * (https://github.com/kysely-org/kysely/blob/v0.28.18/src/migration/migrator.ts), so that either can go on where the other
 * stopped; what is ours stands in a table beside them.
 */
const journalTables = [
  'create table if not exists "kysely_migration" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)',
  'create table if not exists "kysely_migration_lock" ("id" varchar(255) not null primary key, "is_locked" integer default 0 not null)',
  `insert into "kysely_migration_lock" ("id", "is_locked") values ('migration_lock', 0) on conflict do nothing`,
  `create table if not exists "tablewright_migration" (
  "name" varchar(255) not null primary key,
  "checksum" varchar(64) not null,
  "applied_at" varchar(255) not null,
  "duration_ms" integer not null,
  "statements" integer not null
)`,
] as const

/** True if every table of the journal is there, so that nothing has to be written to begin. */
export async function hasJournal(connection: Connection): Promise<boolean> {
  const present = await journalTablesPresent(connection)
  return present.size === 3 && (await connection.run('select 1 from "kysely_migration_lock"')).length > 0
}

/** Runs inside the migration lock, so only a foreign runner can be making the same tables at the same moment. */
export async function createJournal(connection: Connection): Promise<void> {
  for (const sql of journalTables) {
    try {
      await connection.run(sql)
    } catch (error) {
      // On PostgreSQL two sessions that create one table at once can fail in spite of IF NOT EXISTS; the second try finds it.
      if (connection.dialect === 'sqlite') throw error
      await connection.run(sql)
    }
  }
}

/** Everything applied, oldest first; empty for a database that never saw a migration. Reads only. */
export async function readJournal(connection: Connection): Promise<readonly JournalEntry[]> {
  const present = await journalTablesPresent(connection)
  if (!present.has('kysely_migration')) return []
  const rows = await connection.run('select "name", "timestamp" from "kysely_migration"')
  const checksums = new Map<string, string>()
  if (present.has('tablewright_migration')) {
    for (const row of await connection.run('select "name", "checksum" from "tablewright_migration"')) {
      checksums.set(String(row.name), String(row.checksum))
    }
  }
  return rows
    .map(({ name, timestamp }) => applied(String(name), String(timestamp)))
    .sort(byTime)
    .map(({ name, timestamp }) => ({ name, timestamp, checksum: checksums.get(name) }))
}

type Applied = { readonly name: string; readonly timestamp: string; readonly time: number }

/** A time that another tool wrote and nobody can read counts as the oldest; Kysely compares the texts. */
const applied = (name: string, timestamp: string): Applied => {
  const time = Date.parse(timestamp)
  return { name, timestamp, time: Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time }
}

function byTime(a: Applied, b: Applied): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1
  const isUnread = a.time === Number.NEGATIVE_INFINITY
  if (isUnread && a.timestamp !== b.timestamp) return a.timestamp < b.timestamp ? -1 : 1
  return a.name < b.name ? -1 : 1
}

async function journalTablesPresent(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.run(
    connection.dialect === 'sqlite'
      ? `select name from sqlite_schema where type = 'table' and name in ('kysely_migration', 'kysely_migration_lock', 'tablewright_migration')`
      : `select name from (values ('kysely_migration'), ('kysely_migration_lock'), ('tablewright_migration')) as wanted (name) where to_regclass(name) is not null`,
  )
  return new Set(rows.map((row) => String(row.name)))
}

export type AppliedMigration = {
  readonly name: string
  readonly checksum: string
  readonly durationMs: number
  readonly statements: number
}

/** Returns the entry. `last` is the newest one before: Kysely orders by timestamp, so two migrations within a millisecond must not share one. */
export async function recordApplied(
  connection: Connection,
  applied: AppliedMigration,
  last: JournalEntry | undefined,
): Promise<JournalEntry> {
  const timestamp = nextTimestamp(last)
  await insertApplied(connection, applied, timestamp)
  return { name: applied.name, timestamp, checksum: applied.checksum }
}

async function insertApplied(
  connection: Connection,
  applied: AppliedMigration,
  timestamp: string,
): Promise<void> {
  await insert(connection, 'kysely_migration', { name: applied.name, timestamp })
  await connection.run(deleteFrom(connection, 'tablewright_migration'), [applied.name])
  await insert(connection, 'tablewright_migration', {
    name: applied.name,
    checksum: applied.checksum,
    applied_at: timestamp,
    duration_ms: applied.durationMs,
    statements: applied.statements,
  })
}

/** One entry instead of those that its migration was squashed from; it stands where the last of them stood. */
export async function recordReplaced(
  connection: Connection,
  names: readonly string[],
  applied: AppliedMigration,
  timestamp: string,
): Promise<void> {
  for (const name of names) await recordReverted(connection, name)
  await insertApplied(connection, applied, timestamp)
}

export async function recordReverted(connection: Connection, name: string): Promise<void> {
  await connection.run(deleteFrom(connection, 'kysely_migration'), [name])
  await connection.run(deleteFrom(connection, 'tablewright_migration'), [name])
}

/**
 * Moves entries that another runner made into a table beside the journal, where nothing reads them any more. The table is made
 * when it is first needed.
 */
export async function setAside(connection: Connection, names: readonly string[]): Promise<void> {
  await connection.run(
    'create table if not exists "kysely_migration_before" ("name" varchar(255) not null primary key, "timestamp" varchar(255) not null)',
  )
  for (const name of names) {
    const where = `where "name" = ${placeholder(connection.dialect, 1)}`
    await connection.run(
      `insert into "kysely_migration_before" ("name", "timestamp") select "name", "timestamp" from "kysely_migration" ${where}`,
      [name],
    )
    await connection.run(deleteFrom(connection, 'kysely_migration'), [name])
  }
}

function nextTimestamp(last: JournalEntry | undefined): string {
  const after = last === undefined ? 0 : Date.parse(last.timestamp) + 1
  return new Date(Math.max(Date.now(), Number.isNaN(after) ? 0 : after)).toISOString()
}

async function insert(
  connection: Connection,
  table: string,
  row: { readonly [column: string]: string | number },
): Promise<void> {
  const columns = Object.keys(row)
  const values = columns.map((_, index) => placeholder(connection.dialect, index + 1))
  await connection.run(
    `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${values.join(', ')})`,
    Object.values(row),
  )
}

const deleteFrom = (connection: Connection, table: string): string =>
  `delete from "${table}" where "name" = ${placeholder(connection.dialect, 1)}`
