import type { Column, LogicalType, Model, Table } from '../../../model/model.js'
import { enumNamed } from '../../enums.js'
import { textLiteral } from '../literals.js'
import { sqlType } from '../types.js'

/** What rows get for a column whose values are gone: undefined where nothing may be made up. */
export const standIn = (table: Table, column: Column, model: Model): string | undefined => {
  if (table.foreignKeys.some(({ columns }) => columns.includes(column.name))) return undefined
  return isAloneUnique(table, column) ? distinct(column.type) : neutral(column.type, model)
}

/** Every row then needs a value of its own; where more columns make up the key, the others tell rows apart. */
const isAloneUnique = (table: Table, { name }: Column): boolean =>
  [
    ...table.uniques.map(({ columns }) => columns),
    table.primaryKey?.columns ?? [],
    ...uniqueIndexes(table),
  ].some((columns) => columns.length === 1 && columns[0] === name)

const uniqueIndexes = (table: Table): readonly (readonly string[])[] =>
  table.indexes
    .filter(({ unique }) => unique)
    .map(({ elements }) => elements.map((element) => (element.kind === 'column' ? element.column : '')))

const neutral = (type: LogicalType, model: Model): string => {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
      return "''"
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'boolean':
      return '0'
    case 'decimal':
      return sqlType(type) === 'TEXT' ? "'0'" : '0'
    case 'date':
      return "'1970-01-01'"
    case 'time':
      return "'00:00:00'"
    case 'timestamp':
      return "'1970-01-01T00:00:00.000Z'"
    case 'uuid':
      return "'00000000-0000-0000-0000-000000000000'"
    case 'json':
      return "'null'"
    case 'bytes':
      return "X''"
    case 'array':
      return "'[]'"
    case 'enum':
      return textLiteral(enumNamed(type.name, model).values[0] ?? '')
    case 'native':
      return /INT|REAL|FLOA|DOUB|NUM|DEC/i.test(sqlType(type)) ? '0' : "''"
    default:
      return type satisfies never
  }
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
