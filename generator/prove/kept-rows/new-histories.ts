import { compareRows } from './compare-rows.js'
import type { RowsRequest } from './kept-rows.js'
import { type Snapshot, selected } from './snapshot.js'

/** A history that comes to a table with rows must begin with each of them, as it is then. */
export const newHistories = ({ lineage, changes }: RowsRequest, after: Snapshot): readonly string[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'createTable' || change.park !== undefined) return []
    const history = change.table
    const source = lineage.kept.find((table) => table.after.name === history.historyOf)?.after
    if (source === undefined || !after.tables.has(history.name)) return []
    const names = source.columns
      .map(({ name }) => name)
      .filter((name) => history.columns.some((column) => column.name === name))
    const states = compareRows({
      table: history.name,
      columns: names.map((name) => ({
        name,
        key: source.primaryKey?.columns.includes(name) ?? false,
        same: (before, now) => before === now,
      })),
      before: selected(after, source, names),
      after: selected(after, history, names),
    })
    return states.map(
      (difference) => `the history of ${source.name} does not begin with its rows: ${difference}`,
    )
  })
