import { readCatalogue } from '../dialects/sqlite/catalogue/read-catalogue.js'
import { introspect } from '../dialects/sqlite/introspect/introspect.js'
import type { LiveDatabase } from './live-database.js'
import { withoutSeparators } from './without-separators.js'

/** Whether a connection that could write, which removes the files that it made, would have nothing to move into the database. */
export type MayTidy = (path: string) => boolean

/** Opened to be read, so that looking at it makes no file that stays and changes no journal mode. */
export const openSqlite = async (path: string, mayTidy: MayTidy): Promise<LiveDatabase> => {
  const { default: Database } = await import('better-sqlite3')
  const database = new Database(path, { readonly: !mayTidy(path), fileMustExist: true })
  database.pragma('query_only = ON')
  const query = async <Row>(sql: string): Promise<readonly Row[]> => database.prepare<[], Row>(sql).all()
  const [row] = await query<{ readonly version: string }>('SELECT sqlite_version() AS version')
  // One state of it, whatever others write meanwhile.
  database.exec('BEGIN')
  return {
    dialect: 'sqlite',
    title: `SQLite ${row?.version}`,
    introspect: async () => withoutSeparators(await introspect(query)),
    catalogue: () => readCatalogue(query),
    close: async () => {
      database.close()
    },
  }
}
