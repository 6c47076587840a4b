import type { Connection } from './connection.js'
import { doneChecksum } from './done-part.js'
import type { JournalEntry } from './journal.js'
import type { MigrationDirection } from './progress.js'
import type { ScriptRun } from './run-script.js'

/** How far a migration of several sections has come: under way, or stopped there. Only PostgreSQL has such. */
export type Position = {
  readonly name: string
  readonly direction: MigrationDirection
  /** Of the part of the file that was run, which must be the same when the run goes on. */
  readonly checksum: string
  /** Statements that took effect. */
  readonly position: number
  readonly total: number
  /** The next statement, outside a transaction, was begun: nobody knows whether it took effect. */
  readonly begun: boolean
  /** When the run began, ISO 8601 in UTC. */
  readonly startedAt: string
}

export const positionAt = (
  { migration, direction, script }: ScriptRun,
  position: number,
  begun: boolean,
): Omit<Position, 'startedAt'> => ({
  name: migration,
  direction,
  checksum: doneChecksum(script, position, begun),
  position,
  total: script.statements.length,
  begun,
})

export const finalPosition = (run: ScriptRun): Omit<Position, 'startedAt'> =>
  positionAt(run, run.script.statements.length, false)

const positionsTable = `create table if not exists "tablewright_progress" (
  "name" varchar(255) not null primary key,
  "direction" varchar(4) not null,
  "checksum" varchar(64) not null,
  "position" integer not null,
  "total" integer not null,
  "begun" integer not null,
  "started_at" varchar(255) not null
)`

export async function createPositions(connection: Connection): Promise<void> {
  if (!(await hasPositions(connection))) await connection.run(positionsTable)
}

/** The migration that is to be finished first. */
export async function readPosition(
  connection: Connection,
  journal: readonly JournalEntry[],
): Promise<Position | undefined> {
  const positions = await readPositions(connection)
  return positions.find((position) => !isSettled(position, journal))
}

/**
 * Kysely's Migrator writes its journal after the file, in a statement of its own, so a run of the file by it leaves its position
 * at the end. The journal tells whether the Migrator came to write it; then there is nothing left to finish.
 */
export async function forgetSettled(connection: Connection, journal: readonly JournalEntry[]): Promise<void> {
  for (const position of await readPositions(connection)) {
    if (isSettled(position, journal)) await forgetPosition(connection, position.name)
  }
}

function isSettled(position: Position, journal: readonly JournalEntry[]): boolean {
  const listed = journal.some(({ name }) => name === position.name)
  return position.position === position.total && listed === (position.direction === 'up')
}

/** One that stands at the end is of a run before. */
export async function savePosition(
  connection: Connection,
  position: Omit<Position, 'startedAt'>,
): Promise<void> {
  const { name, direction, checksum, total, begun } = position
  await connection.run(
    `insert into "tablewright_progress" ("name", "direction", "checksum", "position", "total", "begun", "started_at")
values ($1, $2, $3, $4, $5, $6, $7)
on conflict ("name") do update set "direction" = $2, "checksum" = $3, "position" = $4, "total" = $5, "begun" = $6,
  "started_at" = case "tablewright_progress"."position" when "tablewright_progress"."total" then $7 else "tablewright_progress"."started_at" end`,
    [name, direction, checksum, position.position, total, begun ? 1 : 0, new Date().toISOString()],
  )
}

export async function forgetPosition(connection: Connection, name: string): Promise<void> {
  await connection.run('delete from "tablewright_progress" where "name" = $1', [name])
}

export async function hasPositions(connection: Connection): Promise<boolean> {
  if (connection.dialect === 'sqlite') return false
  const [row] = await connection.run(`select to_regclass('tablewright_progress') is not null as "present"`)
  return row?.present === true
}

/** Also of runs that need nothing more. */
export async function readPositions(connection: Connection): Promise<readonly Position[]> {
  if (!(await hasPositions(connection))) return []
  const rows = await connection.run(
    'select "name", "direction", "checksum", "position", "total", "begun", "started_at" from "tablewright_progress" order by "name"',
  )
  return rows.map((row) => ({
    name: String(row.name),
    direction: row.direction === 'down' ? 'down' : 'up',
    checksum: String(row.checksum),
    position: Number(row.position),
    total: Number(row.total),
    begun: Number(row.begun) === 1,
    startedAt: String(row.started_at),
  }))
}
