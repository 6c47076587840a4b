import type { RowsRequest, Snapshot } from './kept-rows.js'

/** A history that comes to a table with rows must begin with each of them. */
export const newHistories = ({ lineage, changes }: RowsRequest, after: Snapshot): readonly string[] =>
  changes.flatMap((change) => {
    if (change.kind !== 'createTable' || change.park !== undefined) return []
    const { name, historyOf } = change.table
    const source = lineage.kept.find((table) => table.after.name === historyOf)?.after
    const rows = source && after.tables.get(source.name)
    const states = after.tables.get(name)
    if (rows === undefined || states === undefined || states.length === rows.length) return []
    return [`${name} begins with ${states.length} states of the ${rows.length} rows of ${historyOf}`]
  })
