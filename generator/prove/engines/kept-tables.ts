import type Database from 'better-sqlite3'
import type { KeptTable } from '../../../runtime/migrate/migration-script.js'
import { parseKeptTables } from '../../../runtime/migrate/parse-kept-tables.js'

const directive = 'keeps_rows: '

export type KeptCounts = ReadonlyMap<KeptTable, number>

/** How many rows the tables have that must not lose any, as the runner counts them before it runs a file. */
export const countKept = (database: Database.Database, directives: readonly string[]): KeptCounts => {
  const tables = directives.flatMap((line) =>
    line.startsWith(directive) ? (parseKeptTables(line.slice(directive.length)) ?? []) : [],
  )
  return new Map(tables.map((table) => [table, countOf(database, table.before)]))
}

export const lostSince = (database: Database.Database, counts: KeptCounts): readonly string[] =>
  [...counts].flatMap(([{ after: name }, before]) => {
    const now = countOf(database, name)
    return now === before
      ? []
      : [`${name} had ${before} rows before and ${now} after, but keeps_rows says that it keeps them`]
  })

const countOf = (database: Database.Database, name: string): number =>
  database
    .prepare<[], number>(`SELECT count(*) FROM "${name.replaceAll('"', '""')}"`)
    .pluck()
    .get() ?? 0
