import type { Column, Literal, LogicalType, Model, Table } from '../model/model.js'
import type { Hazard } from './dialect.js'

/** A value that means nothing, for rows that must have one and whose own is gone; undefined where nothing may be made up. */
export const neutralValue = (type: LogicalType, model: Model): Literal | undefined => {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'bytes':
      return ''
    case 'smallint':
    case 'integer':
    case 'real':
    case 'double':
      return 0
    case 'bigint':
    case 'decimal':
      return '0'
    case 'boolean':
      return false
    case 'date':
      return '1970-01-01'
    case 'time':
      return '00:00:00'
    case 'timestamp':
      return '1970-01-01T00:00:00.000Z'
    case 'uuid':
      return '00000000-0000-0000-0000-000000000000'
    case 'json':
      return {}
    case 'array':
      return []
    case 'enum':
      return model.enums.find(({ name }) => name === type.name)?.values[0]
    case 'native':
      return undefined
    default:
      return type satisfies never
  }
}

/** Every row then needs a value of its own; where more columns make up the key, the others tell rows apart. */
export const isUniqueAlone = (table: Table, { name }: Column): boolean =>
  [
    ...(table.primaryKey ? [table.primaryKey.columns] : []),
    ...table.uniques.map(({ columns }) => columns),
    ...table.indexes
      .filter(({ unique }) => unique)
      .map(({ elements }) => elements.map((element) => (element.kind === 'column' ? element.column : ''))),
  ].some((columns) => columns.length === 1 && columns[0] === name)

/** What rows get: one value all, a number each, or nothing, because nothing can be made up. */
export type MadeUp = { readonly value: string } | 'numbers' | 'nothing'

/** What a reviewer must know of rows that have no value of their own for a column of the table. */
export const madeUpHazard = (
  table: Table,
  column: Column,
  park: string | undefined,
  madeUp: MadeUp,
): Hazard => {
  const place = `${table.name}.${column.name}`
  const rows = `rows that are ${park === undefined ? 'there' : `not in ${park}`}`
  if (madeUp === 'nothing') {
    return {
      kind: 'may-fail',
      message: `${place} must not be null, and nothing is known of the values of ${rows}, so that any such row stops the migration`,
    }
  }
  const what = madeUp === 'numbers' ? 'are numbered' : `get ${madeUp.value}`
  return {
    kind: 'invents-data',
    message: `${rows} ${what} in ${place}, because nothing is known of their values`,
  }
}
