import type { Lineage } from '../lineage.js'
import { type Snapshot, selected } from './snapshot.js'

/** Values that an expression of the author's no longer tells apart, a sentence each: whether that is meant only the author knows. */
export const collapsedValues = ({ kept }: Lineage, before: Snapshot, after: Snapshot): readonly string[] =>
  kept.flatMap((table) =>
    table.columns
      .filter(({ conversions }) => conversions.some(({ up }) => up.using !== undefined))
      .flatMap((column) => {
        const were = differentIn(selected(before, table.before, [column.before.name]))
        const are = differentIn(selected(after, table.after, [column.after.name]))
        return are < were
          ? [
              `that ${table.after.name}.${column.after.name} keeps its values: \`using\` makes ${are === 1 ? 'one' : are} of ${were} different ones`,
            ]
          : []
      }),
  )

const differentIn = (rows: readonly (readonly (string | null)[])[]): number =>
  new Set(rows.map(([value]) => value)).size
