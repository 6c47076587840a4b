import { quote as postgresQuote } from '../dialects/postgres/identifiers.js'
import { literal as postgresLiteral } from '../dialects/postgres/literals.js'
import { sqlType as postgresType } from '../dialects/postgres/types.js'
import { quote as sqliteQuote } from '../dialects/sqlite/identifiers.js'
import { literal as sqliteLiteral } from '../dialects/sqlite/literals.js'
import { cast as sqliteCast, sqlType as sqliteType } from '../dialects/sqlite/types.js'
import type { Literal, LogicalType, Model } from '../model/model.js'

/** How rows are written and read in one database. */
export type RowSql = {
  readonly dialect: string
  readonly quote: (name: string) => string
  readonly literal: (value: Literal, type: LogicalType, model: Model) => string
  /** The value as one of a column of that type. */
  readonly typed: (sql: string, type: LogicalType, model: Model) => string
  /** The conversion of a value that had another type. */
  readonly cast: (sql: string, type: LogicalType, model: Model) => string
  /** A text that tells different values apart and is null for null; arrays as JSON. */
  readonly shown: (sql: string, type: LogicalType) => string
  /** The value as a literal that gives it again. */
  readonly asLiteral: (sql: string) => string
  /** Between the columns and the values of an INSERT. */
  readonly overriding: string
  /** All together in any order, though they point at each other. */
  readonly insertTogether: (inserts: readonly string[]) => string
}

const sqlite: RowSql = {
  dialect: 'sqlite',
  quote: sqliteQuote,
  literal: sqliteLiteral,
  typed: (sql) => sql,
  cast: (sql, type) => sqliteCast(sql, sqliteType(type)),
  shown: (sql, type) => `iif(${sql} IS NULL, NULL, ${shownInSqlite(sql, type)})`,
  asLiteral: (sql) => `quote(${sql})`,
  overriding: '',
  // https://www.sqlite.org/pragma.html#pragma_defer_foreign_keys
  insertTogether: (inserts) => ['BEGIN', 'PRAGMA defer_foreign_keys = ON', ...inserts, 'COMMIT'].join(';\n'),
}

/** A decimal that is kept as a number has the digits of its type, and not those that a binary fraction has behind them. */
const shownInSqlite = (sql: string, type: LogicalType): string =>
  type.kind === 'decimal' && sqliteType(type) === 'NUMERIC'
    ? `iif(typeof(${sql}) = 'text', quote(${sql}), format('%.${type.scale}f', ${sql}))`
    : `quote(${sql})`

const postgres: RowSql = {
  dialect: 'postgres',
  quote: postgresQuote,
  literal: postgresLiteral,
  typed: (sql, type, model) => `CAST(${sql} AS ${postgresType(type, model)})`,
  cast: (sql, type, model) => `CAST(${sql} AS ${postgresType(type, model)})`,
  shown: (sql, { kind }) => (kind === 'array' ? `to_json(${sql})::text` : `(${sql})::text`),
  asLiteral: (sql) => `quote_nullable(${sql})`,
  overriding: 'OVERRIDING SYSTEM VALUE ',
  // Foreign keys are looked at when the whole statement is done: https://www.postgresql.org/docs/current/queries-with.html
  insertTogether: (inserts) => {
    const [last, ...others] = inserts.toReversed()
    const before = others.map((sql, position) => `part_${position} AS (${sql})`)
    return before.length === 0 ? (last ?? '') : `WITH ${before.join(',\n')}\n${last}`
  },
}

/** undefined: rows are not written in this database. */
export const rowSqlFor = (dialect: string): RowSql | undefined =>
  [sqlite, postgres].find((each) => each.dialect === dialect)
