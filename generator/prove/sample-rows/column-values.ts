import { mentions } from '../../dialects/mentions.js'
import type { Column, Literal, LogicalType } from '../../model/model.js'
import type { KeptColumn } from '../lineage.js'
import { checkValues } from './check-values.js'
import { goes, speakingOf } from './goes.js'
import { nativeColumnValues } from './native-column-values.js'
import { poolOf } from './pool.js'
import type { Models, TableFacts } from './table-facts.js'

const most = 80

/** Literals for a column that it can hold before and after the migration, all different. What checks suggest is tried early. */
export const columnValues = (facts: TableFacts, column: Column, models: Models): readonly string[] => {
  const { rowSql, before } = models
  const { type } = column
  const kept = facts.kept?.columns.find((each) => each.before === column)
  const checks = facts.checks
    .filter(({ sql }) => mentions(sql, column.name) || mentions(sql, kept?.after.name ?? column.name))
    .map(({ sql }) => sql)
  if (type.kind === 'native')
    return [...new Set(nativeColumnValues(column, kept, checks, models))].slice(0, most)
  const suggested = checkValues(type, checks)
  const values = [
    ...suggested.slice(0, most / 2),
    ...poolOf(type, before),
    ...speakingOf(type, kept?.after.type ?? type, models.after),
    ...suggested,
  ].filter((value) => goes(value, type, type, before) && survives(value, type, kept, models))
  return [...new Set(values.map((value) => rowSql.literal(value, type, before)))].slice(0, most)
}

/** Numbers that count rows go on for ever. */
export const countingValue = (column: Column, row: number, { rowSql, before }: Models): string =>
  rowSql.literal(column.type.kind === 'bigint' ? String(row + 1) : row + 1, column.type, before)

const survives = (
  value: Literal,
  type: LogicalType,
  kept: KeptColumn | undefined,
  models: Models,
): boolean => {
  if (kept === undefined || kept.conversions.some(({ up }) => up.using !== undefined)) return true
  return goes(moved(value, kept), type, kept.after.type, models.after)
}

/** A value that the enum no longer has is one of the column all the same if it is said where it goes. */
const moved = (value: Literal, kept: KeptColumn): Literal =>
  Array.isArray(value)
    ? value.map((item) => moved(item, kept))
    : (kept.moved.up.find(({ from }) => from === value)?.to ?? value)
