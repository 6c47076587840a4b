import type { LogicalType, Model } from '../../model/model.js'
import { enumNamed } from '../enums.js'
import { quote } from './identifiers.js'

/** https://www.postgresql.org/docs/current/datatype.html */
export const sqlType = (type: LogicalType, model: Model): string => {
  switch (type.kind) {
    case 'text':
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'real':
    case 'boolean':
    case 'date':
    case 'time':
    case 'uuid':
      return type.kind
    case 'varchar':
    case 'char':
      return `${type.kind}(${type.length})`
    case 'double':
      return 'double precision'
    case 'decimal':
      return `numeric(${type.precision},${type.scale})`
    case 'timestamp':
      return 'timestamptz(3)'
    case 'json':
      return 'jsonb'
    case 'bytes':
      return 'bytea'
    case 'array':
      return `${sqlType(type.element, model)}[]`
    case 'enum':
      return enumNamed(type.name, model).native ? quote(type.name) : 'text'
    case 'native':
      return type.sql.postgres ?? 'text'
    default:
      return type satisfies never
  }
}
