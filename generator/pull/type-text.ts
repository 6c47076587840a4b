import type { LogicalType } from '../model/model.js'

/** A type as the schema spells it; `enums` are the names that enums have there. */
export const typeText = (type: LogicalType, dialect: string, enums: ReadonlyMap<string, string>): string => {
  switch (type.kind) {
    case 'varchar':
    case 'char':
      return `${type.kind}(${type.length})`
    case 'decimal':
      return `decimal(${type.precision},${type.scale})`
    case 'array':
      return `${typeText(type.element, dialect, enums)}[]`
    case 'enum':
      return enums.get(type.name) ?? type.name
    case 'native':
      return nativeText(type.sql[dialect] ?? '', dialect)
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

const nativeText = (sql: string, dialect: string): string =>
  sql.includes('"') ? `${dialect}('${sql}')` : `${dialect}("${sql}")`
