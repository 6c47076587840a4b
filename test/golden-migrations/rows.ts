import type { Model, Table } from '../../generator/model/model.js'
import { type Opened, run } from '../support/opened.js'

type Cell = string | number | boolean | null
type Row = { readonly [column: string]: Cell }

/** By table, as rows.yaml has them. */
export type Rows = { readonly [table: string]: readonly Row[] }

export async function insertRows(database: Opened, rows: Rows): Promise<void> {
  // Tables that point at each other can be filled in the order in which they stand.
  for (const [table, list] of Object.entries(rows)) {
    for (const row of list) {
      const columns = Object.keys(row).map((column) => `"${column}"`)
      const values = Object.values(row).map((cell) => literal(cell, database))
      await run(database, `INSERT INTO "${table}" (${columns.join(', ')}) VALUES (${values.join(', ')})`)
    }
  }
}

const literal = (cell: Cell, { dialect }: Opened): string => {
  if (typeof cell === 'boolean') return dialect === 'sqlite' ? String(Number(cell)) : String(cell)
  return typeof cell === 'string' ? `'${cell.replaceAll("'", "''")}'` : String(cell)
}

/** What the tables hold of the columns that are named, as texts, in an order of their own. */
export async function readRows(database: Opened, expected: Rows): Promise<Rows> {
  const found: { [table: string]: readonly Row[] } = {}
  for (const [table, [first]] of Object.entries(expected)) {
    const columns = Object.keys(first ?? {}).map((column) => `CAST("${column}" AS text) AS "${column}"`)
    const list = columns.length === 0 ? '1' : columns.join(', ')
    found[table] = sorted((await run(database, `SELECT ${list} FROM "${table}"`)) as readonly Row[])
  }
  return found
}

/** The same of what rows.yaml expects. */
export const asRead = (rows: Rows, { dialect }: Opened): Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([table, list]) => [
      table,
      sorted(
        list.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([column, cell]) => [column, textOf(cell, dialect === 'sqlite')]),
          ),
        ),
      ),
    ]),
  )

const textOf = (cell: Cell, booleansAreNumbers: boolean): string | null => {
  if (cell === null) return null
  return String(typeof cell === 'boolean' && booleansAreNumbers ? Number(cell) : cell)
}

const sorted = (rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** Rows of these tables and columns that a model still has, under the same names. */
export const keptIn = (rows: Rows, model: Model, dialect: string): Rows =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, list]) => {
      const table = model.tables.find((candidate) => candidate.name === name)
      return table === undefined || table.dialects?.includes(dialect) === false
        ? []
        : [[name, list.map((row) => keptOf(row, table))]]
    }),
  )

const keptOf = (row: Row, table: Table): Row =>
  Object.fromEntries(
    Object.entries(row).filter(([column]) => table.columns.some(({ name }) => name === column)),
  )
