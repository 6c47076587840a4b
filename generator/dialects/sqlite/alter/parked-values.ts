import { quote } from '../identifiers.js'
import type { SqliteAlteration } from './alteration.js'
import { type ColumnValue, keptValue } from './column-values.js'

/**
 * The value of a column as the copy of the rows reads it: what is parked for the row, else what rows get that came since. The
 * parked values are joined under names that no expression of the author's can mean.
 */
export const parkedValue = (
  alteration: SqliteAlteration,
  { column, sql, parked }: ColumnValue,
): { readonly sql: string; readonly join: string | undefined } => {
  const plain = sql ?? 'NULL'
  if (parked === undefined) return { sql: plain, join: undefined }
  const [keys, alias] = [alteration.wanted.primaryKey?.columns ?? [], quote(`${parked}_values`)]
  const renamed = [
    ...keys.map((key, position) => `${quote(key)} AS parked_key_${position + 1}`),
    `${quote(column.name)} AS parked_value`,
  ]
  const same = keys.map(
    (key, position) => `${alias}.parked_key_${position + 1} = ${keyValue(alteration, key)}`,
  )
  return {
    sql:
      plain === 'NULL'
        ? `${alias}.parked_value`
        : `CASE WHEN ${alias}.parked_key_1 IS NULL THEN ${plain} ELSE ${alias}.parked_value END`,
    join: `LEFT JOIN (SELECT ${renamed.join(', ')} FROM ${quote(parked)}) AS ${alias} ON ${same.join(' AND ')}`,
  }
}

/** Of the row, in the form that the key has once the copy is done. */
const keyValue = (alteration: SqliteAlteration, key: string): string => {
  const pair = alteration.difference.kept.find(({ after }) => after.name === key)
  return (pair && keptValue(alteration, pair).sql) ?? quote(key)
}
