import type { Column, Literal, LogicalType } from '../../model/model.js'
import type { KeptColumn } from '../lineage.js'
import { checkValues } from './check-values.js'
import { goes } from './goes.js'
import { likeTypes } from './like-types.js'
import { nativeValues } from './native-values.js'
import { poolOf } from './pool.js'
import type { Models } from './table-facts.js'

/**
 * Literals for a column of a type of the database's own: its default, what checks suggest for types like it, and values of the
 * type. Others of those like it are tried only where a check speaks of the column, because the database then says which go.
 */
export const nativeColumnValues = (
  column: Column,
  kept: KeptColumn | undefined,
  checks: readonly string[],
  models: Models,
): readonly string[] => {
  const { rowSql, before } = models
  const type = declared(column, rowSql.dialect)
  const alike = checks.length === 0 ? [] : likeTypes(type, rowSql.dialect)
  const literals = (like: LogicalType, values: readonly Literal[]): readonly string[] =>
    values
      .filter((value) => goes(value, like, like, before) && survives(value, like, kept, models))
      .map((value) =>
        // The database itself reads a text as a value of the type, which it may not do with a number.
        rowSql.dialect === 'sqlite'
          ? rowSql.literal(value, like, before)
          : rowSql.literal(String(value), { kind: 'text' }, before),
      )
  return [
    ...defaultOf(column, models),
    ...alike.flatMap((like) => literals(like, checkValues(like, checks)).slice(0, most)),
    ...(nativeValues(type, rowSql.dialect) ?? []),
    ...alike.flatMap((like) => literals(like, poolOf(like, before))),
  ]
}

/** Of what the checks suggest for one type, so that the other values find a place. */
const most = 30

const declared = ({ type }: Column, dialect: string): string =>
  type.kind === 'native' ? (type.sql[dialect] ?? 'text') : 'text'

const defaultOf = (column: Column, { rowSql, before }: Models): readonly string[] => {
  const given = column.default
  if (given?.kind === 'literal')
    return given.value === null ? [] : [rowSql.literal(given.value, column.type, before)]
  // A plain literal, with its type or without; anything else may change from row to row.
  const text = given?.kind === 'sql' ? given.sql : undefined
  const sql = typeof text === 'string' ? text : text?.[rowSql.dialect]
  return sql !== undefined && /^\(*(?:'(?:[^']|'')*'(?:::[\w ".()]+)?|-?\d+(?:\.\d+)?)\)*$/.test(sql)
    ? [sql]
    : []
}

/** What it will be is judged where it is a type whose values are known. */
const survives = (
  value: Literal,
  like: LogicalType,
  kept: KeptColumn | undefined,
  { after }: Models,
): boolean =>
  kept === undefined ||
  kept.conversions.some(({ up }) => up.using !== undefined) ||
  goes(value, like, kept.after.type, after)
