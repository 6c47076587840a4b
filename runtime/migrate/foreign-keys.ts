import { withCleanup } from '../with-cleanup.js'
import type { Connection, ResultRow } from './connection.js'
import { MigrationError } from './migration-error.js'

/**
 * Runs `work` with SQLite's foreign keys as the migration file wants them and puts the setting back whatever happens. It has to
 * be done around the transaction: inside one the pragma does nothing (https://www.sqlite.org/pragma.html#pragma_foreign_keys).
 */
export async function withForeignKeys<T>(
  connection: Connection,
  wanted: boolean,
  work: (enforced: boolean) => Promise<T>,
): Promise<T> {
  const before = await areEnforced(connection)
  const enforced = before && wanted
  if (enforced === before) return work(enforced)
  await setEnforced(connection, enforced)
  return withCleanup(
    () => work(enforced),
    () => setEnforced(connection, before),
  )
}

async function areEnforced(connection: Connection): Promise<boolean> {
  const [row] = await connection.run('pragma foreign_keys')
  return Number(row?.foreign_keys ?? 0) === 1
}

async function setEnforced(connection: Connection, enforced: boolean): Promise<void> {
  await connection.run(`pragma foreign_keys = ${enforced ? 'on' : 'off'}`)
  if ((await areEnforced(connection)) !== enforced) {
    throw new MigrationError(
      'in-transaction',
      'Foreign keys could not be switched: the connection is inside a transaction. Run migrations on a connection of their own.',
    )
  }
}

export type Violations = ReadonlyMap<string, number>

/** How many rows of a table point at a missing row of another. Counted, because a rebuild may number rows and keys anew. */
export async function violations(connection: Connection): Promise<Violations> {
  const counts = new Map<string, number>()
  for (const row of await connection.run('pragma foreign_key_check')) {
    const key = pairOf(row)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

const pairOf = (row: ResultRow): string => `${String(row.table)} -> ${String(row.parent)}`

/** Violations that were there before are not this migration's doing and do not stop it. */
export function refuseNewViolations(before: Violations, after: Violations): void {
  const worse = [...after].filter(([pair, count]) => count > (before.get(pair) ?? 0))
  if (worse.length === 0) return
  const list = worse.map(([pair, count]) => `${pair} (${count - (before.get(pair) ?? 0)} rows)`).join(', ')
  throw new Error(`rows would be left that point at nothing: ${list}`)
}
