import { journalTables } from '../../journal-tables.js'
import { indexLine } from './index-line.js'
import { type Names, namesOf } from './names.js'
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
  AND ${row}.tbl_name NOT LIKE '~_parked~_%' ESCAPE '~'
  AND ${row}.tbl_name NOT IN (${journalTables})`

/** An index without SQL is part of a constraint, and has a name that begins with `sqlite_`. */
export const schemaQuery = `SELECT type, name, tbl_name, sql FROM sqlite_schema AS m WHERE ${isDeclared('m')}`

/** The rows of sqlite_schema, canonical and sorted: equal whatever statements made the objects. */
export const schemaLines = (rows: readonly SchemaRow[]): readonly string[] => {
  const names = namesOf(rows)
  return rows.flatMap((row) => linesOf(row, names)).sort()
}

const linesOf = ({ type, name, tbl_name, sql }: SchemaRow, names: Names): readonly string[] => {
  if (type === 'table' && sql !== null) return tableLines(sql, names)
  return [`${type} ${name} of ${tbl_name}: ${objectText(type, sql ?? '', names)}`]
}

const objectText = (type: string, sql: string, names: Names): string => {
  if (type === 'index') return indexLine(sql, names)
  const text = canonicalText(tokenize(sql))
  return type === 'view' ? text.replace(/ AS /i, ' AS ') : text
}
