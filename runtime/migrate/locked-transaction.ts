import type { Connection } from './connection.js'
import { beginImmediate, commitWhenFree, type LockOptions } from './lock.js'
import { rollingBack } from './rolling-back.js'

/** A transaction of the journal's own. On SQLite it is the lock; on PostgreSQL the caller holds the advisory one. */
export async function inLockedTransaction<T>(
  connection: Connection,
  lock: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const isLock = connection.dialect === 'sqlite'
  if (isLock) await beginImmediate(connection, lock)
  else await connection.run('begin')
  return rollingBack(connection, async () => {
    const result = await work()
    if (isLock) await commitWhenFree(connection, lock)
    else await connection.run('commit')
    return result
  })
}
