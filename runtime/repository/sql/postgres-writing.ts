import type { Column, Table } from '../table.js'
import type { WritingSql } from './dialect-sql.js'

export const postgresWriting: WritingSql = {
  distinct,
  valueOf: (table, column, placeholder) =>
    isNative(column) ? `COALESCE(${placeholder}, ${typeOf(table, column)})` : placeholder,
  beforeConflict: '',
  adds: () => true,
  increased: ({ quoted }, next) => `${quoted} + ${next()}`,
  inRange: () => undefined,
}

/** A NULL of the column's type, whatever that is called. */
export const typeOf = (table: Table, { name }: Column): string =>
  `(NULL::${table.quoted})."${name.replaceAll('"', '""')}"`

/** Not every type that the schema names by its SQL can be compared, but all of them have a text. */
function distinct(column: Column, kept: string, given: string): string {
  return isNative(column)
    ? `${kept}::text IS DISTINCT FROM ${given}::text`
    : `${kept} IS DISTINCT FROM ${given}`
}

const isNative = ({ type }: Column): boolean => type.startsWith('native(')
