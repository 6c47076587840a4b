import { setTimeout as delay } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'

/** Resolves when another session of the database waits for a lock. */
export async function someoneWaits<DB>(db: Kysely<DB>): Promise<void> {
  for (;;) {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await delay(10)
  }
}
