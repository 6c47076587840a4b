import type { Enum, LogicalType } from '../../../model/model.js'
import { derivedName } from '../../../naming/identifier.js'
import { readDefault } from './read-default.js'
import { checkedValues } from './read-expression.js'
import type { TableRows } from './read-table.js'
import { readType } from './read-type.js'
import type { ColumnRow, ConstraintRow } from './relation-queries.js'

/** A check that holds a column to a list, and what the column is for it. */
export type Listed = { readonly check: string; readonly list: Enum; readonly type: LogicalType }

/** An enum of text is a column with a check, whose name says of which column it is. Its own name the database does not keep. */
export const listedColumns = (
  { relation, columns, constraints }: TableRows,
  enums: ReadonlySet<string>,
): ReadonlyMap<string, Listed> => {
  const found = new Map<string, Listed>()
  for (const row of constraints.filter(isOfEnum)) {
    const column = columns.find(({ name }) => name === row.columns[0])
    if (column === undefined || found.has(column.name)) continue
    const listed = listedColumn(relation.name, column, row, enums)
    if (listed !== undefined) found.set(column.name, listed)
  }
  return found
}

/** The check of an enum holds every row, there and in the tables that inherit. */
const isOfEnum = ({ kind, columns, valid, inherited, no_inherit }: ConstraintRow): boolean =>
  kind === 'c' && columns.length === 1 && valid && !inherited && !no_inherit

const listedColumn = (
  table: string,
  column: ColumnRow,
  { name: check, expression }: ConstraintRow,
  enums: ReadonlySet<string>,
): Listed | undefined => {
  const type = readType(column.type, enums)
  const isText = type.kind === 'text' || (type.kind === 'array' && type.element.kind === 'text')
  const values = isText && expression !== null ? checkedValues(expression, column.name) : undefined
  if (values === undefined || !isList(values, column, type)) return undefined
  const list = { name: `${table}_${column.name}`, values, native: false, comment: undefined }
  const item: LogicalType = { kind: 'enum', name: list.name }
  return { check, list, type: type.kind === 'array' ? { kind: 'array', element: item } : item }
}

/** An enum has each value once, and its default is one of them. */
const isList = (values: readonly string[], column: ColumnRow, type: LogicalType): boolean =>
  new Set(values).size === values.length && defaultsOf(column, type).every((value) => values.includes(value))

const defaultsOf = ({ expression, generated }: ColumnRow, type: LogicalType): readonly string[] => {
  if (expression === null || generated !== '') return []
  const value = readDefault(expression, type)
  if (value.kind !== 'literal') return []
  return (Array.isArray(value.value) ? value.value : [value.value]).filter((item) => typeof item === 'string')
}

/** The name of the check where it is another than the usual one. */
export const typeCheckOf = (table: string, column: string, listed: Listed | undefined): string | undefined =>
  listed?.check === derivedName([table, column], 'type') ? undefined : listed?.check
