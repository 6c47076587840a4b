import type { ColumnType } from '../values/types.js'
import { type Comparable, exact } from './compare.js'

/** A value as the database keeps it, in the form in which conditions compare it; those that are never compared are only not NULL. */
export function comparable(kind: ColumnType['kind'], value: unknown): Comparable {
  switch (kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'decimal':
      return exact(String(value))
    case 'timestamp':
      return (value as Date).toISOString()
    case 'json':
    case 'array':
    case 'native':
      return ''
    default:
      return value as Comparable
  }
}
