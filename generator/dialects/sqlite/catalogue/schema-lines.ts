import { tableLines } from './table-lines.js'
import { canonicalText, tokenize } from './tokenize.js'

export type SchemaRow = {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

/**
 * What the database itself keeps for counters and statistics, the journal of migrations and tables that hold what was dropped
 * are not of the schema: https://www.sqlite.org/fileformat2.html#internal_schema_objects
 */
export const isDeclared = (row: string): string => `${row}.name NOT LIKE 'sqlite~_%' ESCAPE '~'
  AND ${row}.tbl_name NOT LIKE '~_parked~_%' ESCAPE '~' AND ${row}.tbl_name NOT LIKE 'kysely~_migration%' ESCAPE '~'
  AND ${row}.tbl_name NOT IN ('tablewright_migration', 'tablewright_progress')`

/** An index without SQL is part of a constraint, and has a name that begins with `sqlite_`. */
export const schemaQuery = `SELECT type, name, tbl_name, sql FROM sqlite_schema AS m WHERE ${isDeclared('m')}`

/** The rows of sqlite_schema, canonical and sorted: equal whatever statements made the objects. */
export const schemaLines = (rows: readonly SchemaRow[]): readonly string[] => rows.flatMap(linesOf).sort()

const linesOf = ({ type, name, tbl_name, sql }: SchemaRow): readonly string[] => {
  if (type === 'table' && sql !== null) return tableLines(sql)
  return [`${type} ${name} of ${tbl_name}: ${canonicalText(tokenize(sql ?? ''))}`]
}
