import type { ChangeOf } from '../../../changes/change.js'
import { changeOfColumn } from '../../../changes/change-of-column.js'
import type { DefaultValue } from '../../../model/model.js'
import { isUniqueAlone, neutralValue } from '../../neutral-values.js'
import { defaultSql, isSameForAllRows } from '../defaults.js'
import { literal } from '../literals.js'
import type { AlteredTable } from './altered-table.js'

export type AddColumn = ChangeOf<'addColumn'>

/** Where the values of rows that are there come from, and how the column is declared for it. */
export type Filling =
  /** From the declaration itself: a computed or counted column, a null, or one value for all rows. */
  | { readonly kind: 'declared'; readonly value: string | undefined }
  /** From an expression, a batch after the other. */
  | { readonly kind: 'batches'; readonly value: string }
  /** Each row one of its own, because they must differ. */
  | { readonly kind: 'numbered' }
  /** From where they were parked; a value of their own cannot be invented for the rest. */
  | { readonly kind: 'parked' }

export const isLate = ({ kind }: Filling): boolean => kind !== 'declared'

export const fillingOf = (table: AlteredTable, change: AddColumn): Filling => {
  const { column } = change
  const { models } = table.migration
  if (column.generated !== undefined || column.identity !== undefined)
    return { kind: 'declared', value: undefined }
  const value = givenValue(table, change)
  if (value === undefined)
    return column.nullable ? { kind: 'declared', value: undefined } : inventedValue(table, change)
  const text = defaultSql(value, column.type, models.after)
  if (text === undefined)
    return column.nullable ? { kind: 'declared', value: undefined } : inventedValue(table, change)
  const isOwn = value === column.default
  if (isSameForAllRows(value) && (isOwn || value.kind !== 'sql')) {
    return { kind: 'declared', value: isOwn ? undefined : text }
  }
  return { kind: 'batches', value: isOwn ? 'DEFAULT' : text }
}

/** A history has the values that its table gets. */
export const givenValue = (
  table: AlteredTable,
  { column, backfill }: AddColumn,
): DefaultValue | undefined => {
  const own = backfill ?? column.default
  const source = table.after.historyOf
  if (own !== undefined || source === undefined) return own
  const change = changeOfColumn(table.migration.changes, 'addColumn', { table: source, column: column.name })
  return change?.backfill ?? change?.column.default
}

/** What was dropped without a copy cannot be had back; a key to another table cannot even be invented. */
const inventedValue = (table: AlteredTable, { column, park }: AddColumn): Filling => {
  const { after, migration } = table
  if (after.foreignKeys.some(({ columns }) => columns.includes(column.name))) {
    return park === undefined ? { kind: 'declared', value: undefined } : { kind: 'parked' }
  }
  if (isUniqueAlone(after, column)) return { kind: 'numbered' }
  const neutral = neutralValue(column.type, migration.models.after)
  return {
    kind: 'declared',
    value: neutral === undefined ? undefined : literal(neutral, column.type, migration.models.after),
  }
}
