import type { LogicalType } from '../../../model/model.js'

type Kind = LogicalType['kind']

/** Points in time as every database of ours writes them; before Christ and without end as this one reads them again. */
export const textOf = (column: string, from: LogicalType): string => {
  switch (from.kind) {
    case 'timestamp':
      return `coalesce(replace(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z" BC'), ' AD', ''), ${column}::text)`
    case 'bytes':
      return `convert_from(${column}, 'UTF8')`
    case 'array':
      return `to_jsonb(${column})::text`
    default:
      return `${column}::text`
  }
}

const date = String.raw`\d{4,}-\d\d-\d\d`
const time = String.raw`\d\d:\d\d(:\d\d(\.\d{1,3}0*)?)?`
const zone = String.raw`(Z|[+-]\d\d(:?\d\d)?)?`

/** What can be read in one way only, and whole: a time of day behind a date would be cut without a word. */
const forms: { readonly [K in Kind]?: string } = {
  date: `^(${date}( BC)?|-?infinity)$`,
  time: String.raw`^\d\d:\d\d(:\d\d(\.\d{1,6}0*)?)?$`,
  timestamp: `^(${date}[T ]${time}${zone}( BC)?|-?infinity)$`,
}

/** True of a text that is not in the form of the type. */
export const isOtherForm = (column: string, { kind }: LogicalType): string | undefined =>
  forms[kind] === undefined ? undefined : `${column} !~ '${forms[kind]}'`

const numbers: readonly Kind[] = ['smallint', 'integer', 'bigint', 'real', 'double', 'decimal']
/** Written and read as the session is set to. */
const dependent: readonly Kind[] = ['date', 'time', 'timestamp', 'real', 'double', 'bytes', 'array', 'native']

/** Whether what comes of a value depends on how the session writes dates and numbers. */
export const dependsOnSession = (from: LogicalType, to: LogicalType): boolean =>
  JSON.stringify(from) !== JSON.stringify(to) &&
  (dependent.includes(from.kind) || dependent.includes(to.kind)) &&
  !(numbers.includes(from.kind) && numbers.includes(to.kind))

/** Until the transaction ends. https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-ADMIN-SET */
export const sameInEverySession = {
  sql: `SELECT set_config('DateStyle', 'ISO, YMD', true), set_config('TimeZone', 'UTC', true), set_config('extra_float_digits', '1', true)`,
  comment: 'read and write dates, times and numbers in the same way in every session',
}
