import type { Model } from '../model/model.js'
import type { Change } from './change.js'

/** Whether the author's schema itself says that what the change drops may go. */
export const consents = ({ meta }: Model, change: Change): boolean => {
  if (change.kind !== 'dropTable' && change.kind !== 'dropColumn') return false
  const [table, column] =
    change.kind === 'dropTable' ? [change.table.name, undefined] : [change.table, change.column.name]
  return meta?.drops.some((drop) => drop.table === table && drop.column === column) ?? false
}
