import type { LogicalType } from '../../model/model.js'

/** Digits that a NUMERIC column keeps exactly: https://www.sqlite.org/floatingpoint.html */
export const exactDigits = 15

/** One of the five names whose affinity needs no rule to find: https://www.sqlite.org/datatype3.html */
export const sqlType = (type: LogicalType): string => {
  switch (type.kind) {
    case 'text':
    case 'varchar':
    case 'char':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'uuid':
    case 'json':
    case 'array':
    case 'enum':
      return 'TEXT'
    case 'smallint':
    case 'integer':
    case 'bigint':
    case 'boolean':
      return 'INTEGER'
    case 'real':
    case 'double':
      return 'REAL'
    case 'decimal':
      return type.precision <= exactDigits ? 'NUMERIC' : 'TEXT'
    case 'bytes':
      return 'BLOB'
    case 'native':
      return type.sql.sqlite ?? 'TEXT'
    default:
      return type satisfies never
  }
}

/** A column without a type keeps what it is given, while CAST without one makes numbers of texts. */
export const cast = (sql: string, declared: string): string =>
  declared === '' ? sql : `CAST(${sql} AS ${declared})`
