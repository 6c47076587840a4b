import type { Column, LogicalType, Model, Table } from '../../../model/model.js'
import { isUniqueAlone, neutralValue } from '../../neutral-values.js'
import { literal } from '../literals.js'
import { sqlType } from '../types.js'

/** What rows get for a column whose values are gone: undefined where nothing may be made up. */
export const standIn = (table: Table, column: Column, model: Model): string | undefined => {
  if (table.foreignKeys.some(({ columns }) => columns.includes(column.name))) return undefined
  if (isUniqueAlone(table, column)) return distinct(column.type)
  const neutral = neutralValue(column.type, model)
  return neutral === undefined ? undefined : literal(neutral, column.type)
}

const row = 'row_number() OVER ()'

/** Values that differ from row to row; a type of few values runs out of them, and then the key refuses the rows. */
const distinct = (type: LogicalType): string => {
  switch (type.kind) {
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'boolean':
      return row
    case 'decimal':
      return sqlType(type) === 'TEXT' ? `CAST(${row} AS TEXT)` : row
    case 'date':
      return `date('1970-01-01', '+' || (${row}) || ' days')`
    case 'time':
      return `time(${row}, 'unixepoch')`
    case 'timestamp':
      return `strftime('%Y-%m-%dT%H:%M:%fZ', ${row}, 'unixepoch')`
    case 'uuid':
      return `format('00000000-0000-0000-0000-%012d', ${row})`
    case 'bytes':
      return `CAST(${row} AS BLOB)`
    case 'array':
      return `json_array(${row})`
    case 'text':
    case 'varchar':
    case 'char':
    case 'json':
    case 'enum':
    case 'native':
      return `CAST(${row} AS TEXT)`
    default:
      return type satisfies never
  }
}
