import BetterSqlite3 from 'better-sqlite3'
import { inject } from 'vitest'
import type { DialectName } from '../../runtime/session.js'

/** Of the databases that the tests run on, as schema.yaml would name them. */
export const installedVersion = (dialect: DialectName): string =>
  dialect === 'sqlite' ? sqliteVersion() : inject('postgresVersion')

const sqliteVersion = (): string => {
  const database = new BetterSqlite3(':memory:')
  const version = database.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? ''
  database.close()
  return version
}
