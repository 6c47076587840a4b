import { connectionUrl } from '../../runtime/connection-url.js'
import type { LiveDatabase } from './live-database.js'
import { openPostgres } from './postgres.js'
import { type MayTidy, openSqlite } from './sqlite.js'

/** Throws if the URL means no database, or if none answers there. */
export const openLive = async (url: string, mayTidy: MayTidy = () => false): Promise<LiveDatabase> => {
  const target = connectionUrl(url, {})
  return target.dialect === 'sqlite' ? openSqlite(target.path, mayTidy) : openPostgres(target.url)
}
