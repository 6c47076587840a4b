import { quote } from '../identifiers.js'
import { mayHoldNulls, nullClause } from '../key-options.js'
import { textLiteral } from '../literals.js'
import type { SqliteAlteration } from './alteration.js'
import type { ColumnValue } from './column-values.js'
import type { KeptColumn } from './differences.js'

/** Rows that exist may have a null where none may be any more. */
export const becomesNotNull = (
  { current, wanted }: Pick<SqliteAlteration, 'current' | 'wanted'>,
  { before, after }: KeptColumn,
): boolean =>
  (before.nullable || mayHoldNulls(current, before.name)) &&
  !(after.nullable || mayHoldNulls(wanted, after.name))

/**
 * What a table shall do about nulls, such as to put the default in their place, it would do without a word to rows that are only
 * copied: a null stops them, as it does where the table says nothing of it.
 */
export const withoutNull = (
  alteration: SqliteAlteration,
  { column, by }: ColumnValue,
  sql: string,
): string => {
  const { wanted, difference } = alteration
  const pair = difference.kept.find(({ after }) => after === column)
  const isFull = by === 'default' || by === 'stand-in' || (by === 'itself' && !isNewlyFull(alteration, pair))
  if (isFull || nullClause(wanted, column.name) === '') return sql
  const message = textLiteral(`${wanted.name}.${column.name} is null, which it may no longer be`)
  const value = by === 'itself' ? quote(column.name) : `(${sql})`
  return `CASE WHEN ${value} IS NULL THEN json_extract('{}', ${message}) ELSE ${sql} END`
}

const isNewlyFull = (alteration: SqliteAlteration, pair: KeptColumn | undefined): boolean =>
  pair !== undefined && becomesNotNull(alteration, pair)
