import type { Column, LogicalType, Model, Table } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import { enumNamed } from '../enums.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

/**
 * The constraint that keeps values of another type out, because a column's type alone does not:
 * https://www.sqlite.org/datatype3.html#type_affinity. All of them let NULL pass. A history table has none, since its rows
 * were checked in the table they come from.
 */
export const valueCheck = (
  table: Table,
  column: Column,
  model: Model,
  name: string = valueCheckName(table, column),
): string | undefined => {
  if (table.historyOf !== undefined || column.typeCheck === false) return undefined
  const condition = conditionFor(column.type, quote(column.name), model)
  if (condition === undefined) return undefined
  return `CONSTRAINT ${quote(name)} CHECK (${condition})`
}

export const valueCheckName = (table: Table, { name, typeCheck }: Column): string =>
  typeCheck || derivedName([table.name, name], 'type')

/** What values of the type have in common here; `name` is any expression. */
export const conditionFor = (type: LogicalType, name: string, model: Model): string | undefined => {
  switch (type.kind) {
    case 'varchar':
    // Stored as given, without the blanks that other databases pad with, so that values come back equal.
    case 'char':
      return `length(${name}) <= ${type.length}`
    case 'smallint':
      return integerBetween(name, '-32768', '32767')
    case 'integer':
      return integerBetween(name, '-2147483648', '2147483647')
    case 'bigint':
      return `typeof(${name}) IN ('integer', 'null')`
    case 'boolean':
      return `${name} IN (0, 1)`
    case 'date':
      return `date(${name}) IS ${name}`
    // The fraction of a second may have any number of digits, so only what stands before it is compared.
    case 'time':
      return `strftime('%H:%M:%S', ${name}) IS substr(${name}, 1, 8) AND ${name} NOT GLOB '*[^0-9:.]*'`
    case 'timestamp':
      return `strftime('%Y-%m-%dT%H:%M:%fZ', ${name}) IS ${name}`
    case 'json':
      return `json_valid(${name})`
    case 'array':
      return `json_valid(${name}) AND json_type(${name}) = 'array'`
    case 'enum':
      return `${name} IN (${enumNamed(type.name, model).values.map(textLiteral).join(', ')})`
    case 'text':
    case 'real':
    case 'double':
    case 'decimal':
    case 'uuid':
    case 'bytes':
    case 'native':
      return undefined
    default:
      return type satisfies never
  }
}

/** Bounds keep text out, which is greater than every number; a fraction has to be refused by name. */
const integerBetween = (name: string, least: string, greatest: string): string =>
  `${name} BETWEEN ${least} AND ${greatest} AND typeof(${name}) <> 'real'`
