import type { Statement } from '../../dialect.js'
import { quote } from '../identifiers.js'
import { unparkColumn } from '../parking.js'
import type { SqliteAlteration } from './alteration.js'
import type { ColumnValue } from './column-values.js'
import { updates } from './decide.js'

/** The rows get the values that the table's new form asks for, where the table is altered in place. */
export const rowUpdates = (alteration: SqliteAlteration): readonly Statement[] =>
  updates(alteration).flatMap((value) => [...update(alteration, value), ...unpark(alteration, value)])

const update = (
  { wanted, difference }: SqliteAlteration,
  { column, sql, by }: ColumnValue,
): readonly Statement[] => {
  if (sql === undefined || by === 'default' || by === 'null') return []
  const name = quote(column.name)
  const isKept = difference.kept.some(({ after }) => after === column)
  const where =
    by === 'backfill' && isKept
      ? `\nWHERE ${name} IS NULL`
      : by === 'moves'
        ? `\nWHERE ${name} IS NOT ${sql}`
        : ''
  return [
    {
      sql: `UPDATE ${quote(wanted.name)}\nSET ${name} = ${sql}${where}`,
      comment: `${by === 'moves' ? 'move values of' : 'fill'} ${wanted.name}.${column.name}`,
    },
  ]
}

const unpark = ({ wanted }: SqliteAlteration, { column, parked }: ColumnValue): readonly Statement[] =>
  parked === undefined ? [] : unparkColumn(wanted, column, parked)
