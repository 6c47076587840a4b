import type { Column, DefaultValue, LogicalType, Model } from '../../model/model.js'
import { textFor } from '../dialect.js'
import { isPlainCall, parenthesize } from '../layout.js'
import { literal } from './literals.js'

/** The DEFAULT clause of a column. */
export const defaultClause = (column: Column, model: Model): string | undefined => {
  const sql = column.default === undefined ? undefined : defaultSql(column.default, column.type, model)
  return sql === undefined ? undefined : `DEFAULT ${sql}`
}

/** What the default says; undefined if the author gave none for this database. */
export const defaultSql = (value: DefaultValue, type: LogicalType, model: Model): string | undefined => {
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

/**
 * Whether one value serves all rows, so that a column with this default is added without touching them; only what is known to
 * be so. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES
 */
export const isSameForAllRows = (value: DefaultValue): boolean => {
  switch (value.kind) {
    case 'literal':
    case 'now':
      return true
    case 'uuid':
      return false
    case 'sql':
      return callsIn(textFor(value.sql, 'postgres') ?? '').every((name) => steady.has(name))
    default:
      return value satisfies never
  }
}

const callsIn = (sql: string): readonly string[] =>
  [...sql.matchAll(/([\w.$"]+)\s*\(/g)].map(([, name]) => (name ?? '').toLowerCase())

/** Functions and words before a parenthesis that give the same for every row of one statement. */
const steady: ReadonlySet<string> = new Set([
  ...['now', 'current_timestamp', 'localtimestamp', 'current_time', 'localtime', 'timezone', 'date_trunc'],
  ...[
    'to_char',
    'extract',
    'date_part',
    'make_date',
    'make_interval',
    'interval',
    'numeric',
    'varchar',
    'char',
  ],
  ...[
    'lower',
    'upper',
    'coalesce',
    'nullif',
    'concat',
    'cast',
    'timestamp',
    'timestamptz',
    'decimal',
    'array',
  ],
  ...['jsonb_build_object', 'jsonb_build_array', 'to_jsonb', 'current_setting', 'decode', 'and', 'or', 'in'],
])
