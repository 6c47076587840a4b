import type { Column, DefaultValue, LogicalType } from '../../model/model.js'
import { textFor } from '../dialect.js'
import { parenthesize } from '../layout.js'
import { literal } from './literals.js'

/** ISO 8601 in UTC with milliseconds, as timestamps are stored: https://www.sqlite.org/lang_datefunc.html */
export const now = `strftime('%Y-%m-%dT%H:%M:%fZ', 'now')`

/** A random UUID of version 4; the database has no function for it. */
const uuid = `(lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))
  ))`

/** The DEFAULT clause of a column. */
export const defaultClause = (column: Column): string | undefined => {
  const sql = column.default === undefined ? undefined : valueSql(column.default, column.type)
  return sql === undefined ? undefined : `DEFAULT ${sql}`
}

/** As an expression; anything but a constant stands in parentheses: https://www.sqlite.org/lang_createtable.html#the_default_clause */
export const valueSql = (value: DefaultValue, type: LogicalType): string | undefined => {
  switch (value.kind) {
    case 'literal': {
      const sql = literal(value.value, type)
      return sql.includes('char(') ? `(${sql})` : sql
    }
    case 'now':
      return `(${nowOf(type)})`
    case 'uuid':
      return uuid
    case 'sql': {
      const sql = textFor(value.sql, 'sqlite')
      return sql === undefined ? undefined : parenthesize(sql)
    }
    default:
      return value satisfies never
  }
}

const nowOf = (type: LogicalType): string => {
  if (type.kind === 'date') return `date('now')`
  if (type.kind === 'time') return `time('now')`
  return now
}
