import type { KeptColumn, KeptTable } from '../lineage.js'
import type { Snapshot } from './snapshot.js'

type Place = { readonly table: string; readonly column: string }

/** A number that was given once must not be given again, whatever became of its row. */
export const countsAgain = (
  { before: { identity, name }, after }: Pick<KeptColumn, 'before' | 'after'>,
  table: Pick<KeptTable, 'before' | 'after'>,
  way: 'up' | 'down',
  snapshots: { readonly before: Snapshot; readonly after: Snapshot },
): readonly string[] => {
  const from = { table: table.before.name, column: name }
  const to = way === 'up' ? { table: table.after.name, column: after.name } : from
  const last = counterAt(snapshots.before, from)
  if (identity === undefined || after.identity === undefined || last === undefined) return []
  const now = counterAt(snapshots.after, to) ?? 0n
  return now >= last
    ? []
    : [`${to.table}.${to.column} would give numbers again: it had counted to ${last} and stands at ${now}`]
}

/** One database counts by table, another by column. */
const counterAt = ({ counters }: Snapshot, { table, column }: Place): bigint | undefined =>
  counters.get(`${table}.${column}`) ?? counters.get(table)
