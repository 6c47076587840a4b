import { sameState } from '../../../model/equal.js'
import type { Column, Table } from '../../../model/model.js'
import { textFor } from '../../dialect.js'
import { isGenerated } from '../create-table.js'
import { valueSql } from '../defaults.js'
import { quote } from '../identifiers.js'
import { mayHoldNulls } from '../key-options.js'
import { name as dialect } from '../versions.js'
import { conversionOf, fillingOf, type SqliteAlteration } from './alteration.js'
import { conversion } from './conversion.js'
import type { KeptColumn } from './differences.js'
import { movedValue } from './enum-moves.js'
import { standIn } from './stand-in.js'
import { losesTexts, typesOf } from './strictness.js'

/** Where the values of a column come from when the table takes its new form. */
export type ColumnValue = {
  readonly column: Column
  /** Over the columns of the row; undefined: rows can get none. */
  readonly sql: string | undefined
  /** Which rows the expression may be used for; the others make the migration fail. */
  readonly fits: string | undefined
  /** The table where values wait that were there before. */
  readonly parked: string | undefined
  /** How it was come by: as it was, by the author's own expression, by a plain conversion, by an answer to nulls, made up. */
  readonly by: 'itself' | 'using' | 'conversion' | 'moves' | 'backfill' | 'default' | 'null' | 'stand-in'
}

export const keptValue = (alteration: SqliteAlteration, { before, after }: KeptColumn): ColumnValue => {
  const answers = conversionOf(alteration, after.name)
  const converted = convertedValue(alteration, { before, after })
  const backfill = answers?.backfill && valueSql(answers.backfill, after.type)
  const becomesNotNull = before.nullable && !after.nullable
  if (!becomesNotNull || backfill === undefined) return converted
  return {
    ...converted,
    sql: `COALESCE(${converted.sql}, ${backfill})`,
    by: converted.by === 'itself' ? 'backfill' : converted.by,
  }
}

const convertedValue = (alteration: SqliteAlteration, { before, after }: KeptColumn): ColumnValue => {
  const using = conversionOf(alteration, after.name)?.using
  const own = using === undefined ? undefined : textFor(using, dialect)
  const name = valueName(alteration, before)
  const given = { column: after, fits: undefined, parked: undefined }
  if (own !== undefined) return { ...given, sql: own.trim(), by: 'using' }
  if (losesTexts(alteration, { before, after })) {
    const fits = `typeof(${name}) <> 'text' OR CAST(${name} AS NUMERIC) IS NOT ${name}`
    return { ...given, sql: quote(after.name), fits, by: 'conversion' }
  }
  const [from, to] = typesOf(alteration, { before, after })
  if (sameState(from, to)) {
    const moved = movedValue(alteration.enums, after.type, name)
    return moved === undefined
      ? { ...given, sql: quote(after.name), by: 'itself' }
      : { ...given, sql: moved, by: 'moves' }
  }
  const plain = conversion(from, to, name, alteration.sides.wanted.model)
  const fits = [plain.genuine, plain.fits].filter((each) => each !== undefined).join(' AND ')
  return plain.sql === name && fits === ''
    ? { ...given, sql: quote(after.name), by: 'itself' }
    : { ...given, sql: plain.sql, fits: fits === '' ? undefined : fits, by: 'conversion' }
}

/** Inside of a look at the elements of an array, a bare name might be one of the columns that `json_each` has. */
const valueName = ({ wanted }: SqliteAlteration, { name, type }: Column): string =>
  type.kind === 'array' ? `${quote(wanted.name)}.${quote(name)}` : quote(name)

export const addedValue = (alteration: SqliteAlteration, column: Column): ColumnValue => {
  const { backfill, park } = fillingOf(alteration, column.name)
  const parked = park !== undefined && canPark(alteration.wanted, column) ? park : undefined
  const given = { column, fits: undefined, parked }
  const answer = backfill ?? defaultOfSource(alteration, column)
  const own = answer && valueSql(answer, column.type)
  if (own !== undefined) return { ...given, sql: own, by: 'backfill' }
  const standard = column.default && valueSql(column.default, column.type)
  if (standard !== undefined && !isNull(standard)) return { ...given, sql: standard, by: 'default' }
  if (column.nullable) return { ...given, sql: 'NULL', by: 'null' }
  const made = standIn(alteration.wanted, column, alteration.sides.wanted.model)
  return { ...given, sql: made, by: 'stand-in' }
}

/** A history has the values that its table gets. */
const defaultOfSource = ({ wanted, sides }: SqliteAlteration, { name }: Column): Column['default'] =>
  sides.wanted.model.tables
    .find((table) => table.name === wanted.historyOf)
    ?.columns.find((column) => column.name === name)?.default

const isNull = (sql: string): boolean => /^\(?null\)?$/i.test(sql)

/**
 * Values are kept beside the key of their row, so that a part of the key itself could not come back, nor anything in rows whose key is
 * null; what is computed need not.
 */
export const canPark = (table: Table, column: Column): boolean => {
  const key = table.primaryKey?.columns ?? []
  const tellsRows = key.length > 0 && !key.some((name) => mayHoldNulls(table, name))
  return tellsRows && !key.includes(column.name) && !isGenerated(column)
}
