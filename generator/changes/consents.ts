import type { Drop, Model } from '../model/model.js'
import type { Change } from './change.js'

/** Whether the author's schema itself says that what the change drops may go. */
export const consents = (model: Model, change: Change): boolean => {
  switch (change.kind) {
    case 'dropTable':
      return dropOf(model, change.table.name, undefined, change.table.historyOf) !== undefined
    case 'dropColumn':
      return dropOf(model, change.table, change.column.name) !== undefined
    default:
      return false
  }
}

/** What the author says of it. A history goes the way of the table, and of each column, that it keeps the states of. */
export const dropOf = (
  { meta, tables }: Model,
  table: string,
  column: string | undefined,
  historyOf: string | undefined = tables.find(({ name }) => name === table)?.historyOf,
): Drop | undefined =>
  meta?.drops.find((drop) => (drop.table === table || drop.table === historyOf) && drop.column === column)
