import type { ConversionEntry, Located, TypescriptEntry } from '../../document/document.js'
import type { ColumnTypes } from '../column-types.js'
import { checkDefaultPlace, resolveBackfill, resolveDefault } from '../default-value.js'
import type { DraftColumn, DraftTable } from '../draft.js'
import type { Column, LogicalType, SqlText } from '../model.js'
import type { Scope } from '../scope.js'
import { resolveSql } from '../sql-text.js'

/** A column whose type is unknown has been reported; text stands in, so that everything else can still be checked. */
export const buildColumns = (table: DraftTable, types: ColumnTypes, scope: Scope): readonly Column[] =>
  table.columns.map((column) => buildColumn(column, table, types, scope))

const buildColumn = (column: DraftColumn, table: DraftTable, types: ColumnTypes, scope: Scope): Column => {
  const { entry, origin } = column
  const known = types.get(column)
  const givenElsewhere = entry.generated !== undefined || entry.identity !== undefined
  if (givenElsewhere) checkDefaultPlace(entry, scope)
  return {
    name: entry.name.value,
    type: known?.type ?? { kind: 'text' },
    nullable: entry.nullable,
    default: known && !givenElsewhere ? resolveDefault(entry, known.type, table.dialects, scope) : undefined,
    generated: generatedOf(column, table, scope),
    identity: entry.identity?.value,
    collate: entry.collate && resolveSql(entry.collate, table.dialects, scope),
    comment: entry.comment?.value,
    typeCheck: entry.typeCheck?.value === true ? undefined : entry.typeCheck?.value,
    meta: {
      origin,
      was: entry.was?.value,
      typescript: known?.typescript ?? entry.typescript?.value ?? driverType(known?.type, scope),
      ...(known && isNumbered(column, known.type, table, scope) && { numbered: true }),
      ...(known && entry.backfill && { backfill: resolveBackfill(entry, known.type, table.dialects, scope) }),
      ...(entry.using && { using: usingOf(entry.using, table, scope) }),
    },
  }
}

/** A type of the databases' own is what their connections return; undefined: nobody knows. */
const driverType = (type: LogicalType | undefined, { driverTypes }: Scope): TypescriptEntry | undefined => {
  if (type?.kind !== 'native') return undefined
  const types = Object.entries(type.sql).map(([name, sql]) => driverTypes.get(name)?.(sql))
  if (types.includes(undefined)) return undefined
  return { type: [...new Set(types)].join(' | '), from: undefined }
}

const isNumbered = (
  { entry }: DraftColumn,
  type: LogicalType,
  { primaryKey, entry: { options } }: DraftTable,
  { dialects }: Scope,
): boolean =>
  type.kind === 'native' &&
  primaryKey.map(({ value }) => value).join() === entry.name.value &&
  Object.entries(type.sql).every(([name, sql]) => {
    const said = options?.[name]?.map(({ value }) => value) ?? []
    return dialects.some((dialect) => dialect.name === name && dialect.numbersKeys(sql, said))
  })

const usingOf = (
  { value, span }: Located<ConversionEntry>,
  { dialects }: DraftTable,
  scope: Scope,
): NonNullable<Column['meta']>['using'] => {
  const sql = (text: SqlText | undefined) =>
    text === undefined ? undefined : resolveSql({ value: text, span }, dialects, scope)
  return { up: sql(value.up), down: sql(value.down) }
}

const generatedOf = ({ entry }: DraftColumn, table: DraftTable, scope: Scope): Column['generated'] => {
  if (entry.generated === undefined) return undefined
  const { value, span } = entry.generated
  return { sql: resolveSql({ value: value.sql, span }, table.dialects, scope), stored: value.stored }
}
