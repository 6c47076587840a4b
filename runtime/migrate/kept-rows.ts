import { quote } from '../quote.js'
import type { Connection } from './connection.js'
import type { KeptTable } from './migration-script.js'

type Counts = ReadonlyMap<KeptTable, number>

/** How many rows the tables have at the beginning, under the names that they have there. */
export const countRows = (connection: Connection, tables: readonly KeptTable[]): Promise<Counts> =>
  counts(connection, tables, ({ before }) => before)

/** A rebuild that copies too little, or whose rows a cascade takes, is not noticed by anything else in the database. */
export async function refuseLostRows(connection: Connection, before: Counts): Promise<void> {
  const after = await counts(connection, [...before.keys()], (table) => table.after)
  for (const [table, count] of before) {
    const now = after.get(table)
    if (now === count) continue
    throw new Error(
      `${shown(table)} had ${count} rows before the migration and ${now} after it, but keeps_rows says that it keeps them`,
    )
  }
}

async function counts(
  connection: Connection,
  tables: readonly KeptTable[],
  nameOf: (table: KeptTable) => string,
): Promise<Counts> {
  const found = new Map<KeptTable, number>()
  for (const table of tables) {
    const [row] = await connection.run(`select count(*) as "rows" from ${quote(nameOf(table))}`)
    found.set(table, Number(row?.rows))
  }
  return found
}

const shown = ({ before, after }: KeptTable): string =>
  before === after ? before : `${before} (now ${after})`
