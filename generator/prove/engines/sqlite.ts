import type Database from 'better-sqlite3'
import type { Engine, EngineDatabase } from '../engine.js'

/** In memory, with the driver that applications use; undefined where that is not installed. */
export const openSqliteEngine = async (): Promise<Engine | undefined> => {
  const driver = await load()
  if (!driver) return undefined
  const probe = new driver(':memory:')
  const version = probe.prepare<[], string>('SELECT sqlite_version()').pluck().get()
  probe.close()
  return { title: `SQLite ${version}`, open: async () => openDatabase(new driver(':memory:')) }
}

const load = async (): Promise<typeof Database | undefined> => {
  try {
    return (await import('better-sqlite3')).default
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return undefined
    throw error
  }
}

const openDatabase = (database: Database.Database): EngineDatabase => ({
  execute: async (sql) => {
    database.exec(sql)
  },
  prepare: async (directives) => {
    database.pragma(`foreign_keys = ${directives.includes('foreign_keys: off') ? 'OFF' : 'ON'}`)
  },
  catalogue: async () => catalogueOf(database),
  violations: async () =>
    database
      .prepare<[], string>(
        `SELECT DISTINCT "table" || ' points at a missing row of ' || parent FROM pragma_foreign_key_check`,
      )
      .pluck()
      .all(),
  close: async () => {
    database.close()
  },
})

/** sqlite_sequence stays for good once a table counted, so it says nothing: https://www.sqlite.org/autoinc.html */
const catalogueOf = (database: Database.Database): readonly string[] =>
  database
    .prepare<[], { type: string; name: string; tbl_name: string; sql: string | null }>(
      `SELECT type, name, tbl_name, sql FROM sqlite_schema
      WHERE name NOT IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') ORDER BY type, name`,
    )
    .all()
    .map(
      ({ type, name, tbl_name, sql }) => `${type} ${name} of ${tbl_name}: ${foldSpace(sql ?? 'automatic')}`,
    )

/** White space outside quotes folded to one blank; what stands in quotes is kept as it is. */
export const foldSpace = (sql: string): string =>
  sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\s+/g, (part) => (/^\s/.test(part) ? ' ' : part)).trim()
