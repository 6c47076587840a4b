import type { ScopeOptions } from '../scope.js'
import type { Table } from '../table.js'

/** Only live rows are unique: of those that share a value with deleted ones the live one is meant, then the last that was deleted. */
export function liveFirst(
  { deletedAt, key }: Table,
  { withDeleted, onlyDeleted }: ScopeOptions,
): { readonly orderBy?: readonly object[] } {
  if (!deletedAt || !(withDeleted || onlyDeleted)) return {}
  const last = { column: deletedAt.property, direction: 'desc', nulls: 'first' }
  return { orderBy: [last, ...key.map(({ property }) => ({ column: property, direction: 'desc' }))] }
}
