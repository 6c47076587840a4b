import type { Column, DefaultValue, LogicalType, Model } from '../../model/model.js'
import { textFor } from '../dialect.js'
import { isPlainCall, parenthesize } from '../layout.js'
import { literal } from './literals.js'

/** The DEFAULT clause of a column. */
export const defaultClause = (column: Column, model: Model): string | undefined => {
  const sql = column.default === undefined ? undefined : defaultSql(column.default, column.type, model)
  return sql === undefined ? undefined : `DEFAULT ${sql}`
}

const defaultSql = (value: DefaultValue, type: LogicalType, model: Model): string | undefined => {
  switch (value.kind) {
    case 'literal':
      return literal(value.value, type, model)
    case 'now':
      return nowOf(type)
    case 'uuid':
      return type.kind === 'uuid' ? 'gen_random_uuid()' : '(gen_random_uuid()::text)'
    case 'sql': {
      const sql = textFor(value.sql, 'postgres')
      if (sql === undefined) return undefined
      return isPlainCall(sql) ? sql.trim() : parenthesize(sql)
    }
    default:
      return value satisfies never
  }
}

/** Dates and times of day are those of UTC, whatever the zone of the session. */
const nowOf = (type: LogicalType): string => {
  if (type.kind === 'date') return `((now() AT TIME ZONE 'UTC')::date)`
  if (type.kind === 'time') return `((now() AT TIME ZONE 'UTC')::time)`
  return 'now()'
}
