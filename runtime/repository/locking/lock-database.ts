import { type Access, keep, known } from '../access.js'
import type { RowLock } from './lock.js'

/**
 * Where rows cannot be locked the whole database is, by a write that changes nothing: nobody else writes until the end of the
 * transaction. A transaction that `connect()` began has that lock already, one of another Kysely need not.
 */
export async function lockDatabase(access: Access, lock: RowLock | undefined): Promise<void> {
  const { sql, table, session } = access
  const text = lock && sql.databaseLock(table)
  if (text === undefined) return
  const statement = known(access, 'lock') ?? keep(access, 'lock', 'lock', 'fixed', text)
  await session.run(statement, [])
}
