import type { Table } from '../../model/model.js'
import type { EngineDatabase } from '../engine.js'
import type { RowSql } from '../row-sql.js'
import type { RowTexts } from './compare-rows.js'

/** Every row of every table of a model, and where its counters stand. */
export type Snapshot = {
  readonly tables: ReadonlyMap<string, readonly RowTexts[]>
  readonly counters: ReadonlyMap<string, bigint>
}

export const takeSnapshot = async (
  database: EngineDatabase,
  rowSql: RowSql,
  tables: readonly Table[],
): Promise<Snapshot> => {
  const rows = new Map<string, readonly RowTexts[]>()
  for (const table of tables) {
    const columns = table.columns.map(({ name, type }) => rowSql.shown(rowSql.quote(name), type))
    const found = await database.query(`SELECT ${columns.join(', ')} FROM ${rowSql.quote(table.name)}`)
    rows.set(
      table.name,
      found.map((row) => row.map((value) => (value === null ? null : String(value)))),
    )
  }
  return { tables: rows, counters: await database.counters() }
}

/** How many rows there are, in how many tables that have any. */
export const countRows = ({ tables }: Snapshot): { readonly rows: number; readonly tables: number } => {
  const counts = [...tables.values()].map(({ length }) => length)
  return { rows: counts.reduce((sum, count) => sum + count, 0), tables: counts.filter(Boolean).length }
}

/** The rows of a table with the values of some of its columns. */
export const selected = (
  { tables }: Snapshot,
  table: Table,
  columns: readonly string[],
): readonly RowTexts[] => {
  const positions = columns.map((name) => table.columns.findIndex((column) => column.name === name))
  return (tables.get(table.name) ?? []).map((row) => positions.map((position) => row[position] ?? null))
}
