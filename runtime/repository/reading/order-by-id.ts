/**
 * Puts inserted rows into the order of their ids. The databases return them so, but SQLite does not promise it:
 * https://sqlite.org/lang_returning.html#limitations_and_caveats
 */
export function orderById<Row>(rows: Row[], ids: readonly string[], idOf: (row: Row) => unknown): Row[] {
  if (rows.every((row, i) => idOf(row) === ids[i])) return rows
  const byId = new Map(rows.map((row) => [idOf(row), row]))
  return ids.map((id) => {
    const row = byId.get(id)
    if (row === undefined) throw new Error(`The database returned no row for the inserted id ${id}.`)
    return row
  })
}
