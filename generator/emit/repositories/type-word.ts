import type { Column, LogicalType } from '../../model/model.js'

/** The type in the words of the schema language, as the runtime reads it: `varchar(255)`, `bigint[]?`, `enum(run_state)`. */
export const columnWord = ({ type, nullable }: Pick<Column, 'type' | 'nullable'>): string =>
  nullable ? `${typeWord(type)}?` : typeWord(type)

export function typeWord(type: LogicalType): string {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return `${type.kind}(${type.length})`
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'array':
      return `${typeWord(type.element)}[]`
    case 'enum':
      return `enum(${type.name})`
    case 'native':
      return `native(${[...new Set(Object.values(type.sql))].join(' | ')})`
    case 'text':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'double':
    case 'boolean':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'json':
    case 'bytes':
      return type.kind
    default:
      return type satisfies never
  }
}
