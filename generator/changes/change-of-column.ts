import type { Change, ChangeOf } from './change.js'

export type ColumnPlace = { readonly table: string; readonly column: string }

/**
 * The change that added or altered the column which has this name once all changes are done. Changes that are undone end with the
 * renames, so it is followed back to what it was called at that point.
 */
export const changeOfColumn = <K extends 'addColumn' | 'alterColumn'>(
  changes: readonly Change[],
  kind: K,
  place: ColumnPlace,
): ChangeOf<K> | undefined => {
  let { table, column } = place
  for (const change of changes.toReversed()) {
    switch (change.kind) {
      case 'renameTable':
        if (change.to === table) table = change.from
        break
      case 'renameColumn':
        if (change.table === table && change.to === column) column = change.from
        break
      case 'addColumn':
      case 'alterColumn': {
        const { name } = change.kind === 'addColumn' ? change.column : change.after
        if (change.table !== table || name !== column) break
        if (change.kind === kind) return change as ChangeOf<K>
        // Before it was added, the name was another column's.
        if (change.kind === 'addColumn') return undefined
        break
      }
      // Nothing else speaks of a column that stays.
      default:
    }
  }
  return undefined
}
