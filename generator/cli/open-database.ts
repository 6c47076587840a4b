import { connectionUrl } from '../../runtime/connection-url.js'
import type { LiveDatabase } from '../live/live-database.js'
import { openLive } from '../live/open-live.js'
import { byteAt, exists } from '../workspace/look.js'
import { CommandError } from './command-error.js'
import { shownTarget } from './migration-target.js'

/** A database that is only looked at, of which nothing stays beside it. */
export const openDatabase = async (url: string): Promise<LiveDatabase> => {
  requireDatabase(url)
  return openLive(url, hasIdleLog)
}

/** Nothing can be read in, nor recorded in, a file that is not there, and a connection that could write would make it. */
export function requireDatabase(url: string): void {
  const target = connectionUrl(url, {})
  if (target.dialect !== 'sqlite' || exists(target.path)) return
  throw new CommandError('no-database', `There is no database ${shownTarget(url)}.`)
}

/**
 * Whether a file is in WAL mode without the files that even reading makes then, and that only a connection which could write removes.
 * Where a log stands there already, closing such a connection would move what it holds into the database.
 * https://www.sqlite.org/wal.html#read_only_databases, https://www.sqlite.org/fileformat2.html#file_format_version_numbers
 */
const hasIdleLog = (path: string): boolean =>
  exists(path) && !exists(`${path}-wal`) && !exists(`${path}-shm`) && byteAt(path, 19) === 2
