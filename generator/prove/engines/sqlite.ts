import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import type { Query } from '../../dialects/introspection.js'
import { readCatalogue } from '../../dialects/sqlite/catalogue/read-catalogue.js'
import { introspect } from '../../dialects/sqlite/introspect/introspect.js'
import type { Engine, EngineDatabase, EngineRow, NoEngine, Watch } from '../engine.js'
import { countKept, type KeptCounts, lostSince } from './kept-tables.js'
import { loadOptional } from './load-optional.js'
import { withinTime } from './time-limit.js'

/** In memory, with the driver that applications use. */
export const openSqliteEngine = async (): Promise<Engine | NoEngine> => {
  const driver = (await loadOptional(() => import('better-sqlite3')))?.default
  if (!driver) return { unavailable: 'better-sqlite3 is not installed' }
  const probe = new driver(':memory:')
  const version = probe.prepare<[], string>('SELECT sqlite_version()').pluck().get()
  probe.close()
  return { title: `SQLite ${version}`, open: async () => openDatabase(walled(new driver(':memory:'))) }
}

/**
 * SQL of a stranger's project is run here, and must reach no file. The only ways to one are ATTACH and VACUUM INTO, which attaches as
 * well, and no more databases can be attached than these: https://www.sqlite.org/limits.html#max_attached
 */
const walled = (database: Database.Database): Database.Database => {
  database.unsafeMode(false)
  for (;;) {
    try {
      database.exec(`ATTACH ':memory:' AS "${randomUUID()}"`)
    } catch {
      return database
    }
  }
}

/** Would make room for one more. */
const detaching = /(?:^|;)(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*detach\b/i

const openDatabase = (database: Database.Database): EngineDatabase => {
  let kept: KeptCounts = new Map()
  return {
    execute: async (sql) => {
      if (detaching.test(sql)) throw new Error('DETACH is not run in a proof')
      withinTime('SQLite', sql, () => database.exec(sql))
    },
    query: async (sql) => withinTime('SQLite', sql, () => database.prepare<[], EngineRow>(sql).raw().all()),
    prepare: async (directives) => {
      database.pragma(`foreign_keys = ${directives.includes('foreign_keys: off') ? 'OFF' : 'ON'}`)
      // A file may leave it on; the runner puts it back.
      database.pragma('legacy_alter_table = OFF')
      kept = countKept(database, directives)
    },
    catalogue: () => readCatalogue(reading(database)),
    introspect: () => introspect(reading(database)),
    violations: async () => linesOf(database, danglingRows),
    lostRows: async () => lostSince(database, kept),
    counters: async () => countersOf(database),
    advanceCounters: async () => {
      if (counts(database)) database.exec('UPDATE sqlite_sequence SET seq = seq + 7')
    },
    watch: async () => blind,
    close: async () => {
      database.close()
    },
  }
}

/** Every statement that writes locks the whole database, so there is nothing to tell them apart by. */
const blind: Watch = { reset: () => {}, seen: async () => ({ locks: undefined, rewrites: [] }) }

const danglingRows = `SELECT DISTINCT "table" || ' points at a missing row of ' || parent FROM pragma_foreign_key_check`

const reading =
  (database: Database.Database): Query =>
  async <Row>(sql: string) =>
    database.prepare<[], Row>(sql).all()

const linesOf = (database: Database.Database, sql: string): readonly string[] =>
  database.prepare<[], string>(sql).pluck().all()

/** The table is made with the first table that counts: https://www.sqlite.org/autoinc.html */
const counts = (database: Database.Database): boolean =>
  database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`).get() !== undefined

const countersOf = (database: Database.Database): ReadonlyMap<string, bigint> => {
  if (!counts(database)) return new Map()
  const rows = database.prepare<[], [string, bigint]>('SELECT name, seq FROM sqlite_sequence')
  return new Map(rows.raw().safeIntegers().all())
}
