import type { Column, Table } from '../../model/model.js'
import { columnWord } from '../repositories/type-word.js'
import { type Access, accessOf } from '../types/kysely-type.js'
import type { Data } from './data-text.js'

/** What a validator knows of a column; undefined: nobody gives it a value. */
export function columnRule(column: Column, table: Table, isChecked: boolean): Data | undefined {
  const access: Access = accessOf(column, table)
  const type = columnWord(column)
  const timestamp = table.meta?.behaviors.timestamp
  // Repositories take them of rows that were made elsewhere; input from outside has no say in when a row was made.
  if (timestamp?.createdAt === column.name || timestamp?.updatedAt === column.name) return undefined
  switch (access) {
    case 'generatedAlways':
    case 'readOnly':
      return undefined
    case 'plain':
      return type
    case 'generated':
      return isNullByDefault(column) ? type : { type, optional: true, ...(isChecked && defaultOf(column)) }
    case 'insertOnly':
      return { type, optional: true, fixed: true }
    default:
      return access satisfies never
  }
}

const isNullByDefault = (column: Column): boolean =>
  column.nullable &&
  column.default === undefined &&
  column.identity === undefined &&
  column.meta?.numbered === undefined

/** A default that is a value and not worked out by the database, where it can be compared. */
function defaultOf({ default: given, type }: Column): { readonly default: Data } | undefined {
  if (given?.kind !== 'literal' || given.value === null || typeof given.value === 'object') return undefined
  return type.kind === 'timestamp' || type.kind === 'bytes' || type.kind === 'json'
    ? undefined
    : { default: given.value }
}
