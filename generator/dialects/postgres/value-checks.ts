import type { Column, LogicalType, Model, Table } from '../../model/model.js'
import { derivedName } from '../../naming/identifier.js'
import { enumNamed } from '../enums.js'
import { quote } from './identifiers.js'
import { textLiteral } from './literals.js'

/**
 * The constraint that holds an enum without a type of its own to its values; all else the column's type says. A history table
 * has none, since its rows were checked in the table they come from.
 */
export const valueCheck = (table: Table, column: Column, model: Model): string | undefined => {
  const condition = valueCondition(table, column, model)
  return condition === undefined
    ? undefined
    : `CONSTRAINT ${quote(valueCheckName(table, column))} CHECK (${condition})`
}

/** What the constraint says; undefined if the column needs none. */
export const valueCondition = (table: Table, column: Column, model: Model): string | undefined =>
  table.historyOf === undefined && column.typeCheck !== false
    ? conditionFor(column.type, quote(column.name), model)
    : undefined

export const valueCheckName = (table: Table, { name, typeCheck }: Column): string =>
  typeCheck || derivedName([table.name, name], 'type')

const conditionFor = (type: LogicalType, name: string, model: Model): string | undefined => {
  if (type.kind === 'enum') {
    const values = checkedValues(type.name, model)
    return values && `${name} IN (${values.join(', ')})`
  }
  if (type.kind === 'array' && type.element.kind === 'enum') {
    const values = checkedValues(type.element.name, model)
    return values && `${name} <@ ARRAY[${values.join(', ')}]::text[]`
  }
  return undefined
}

const checkedValues = (name: string, model: Model): readonly string[] | undefined => {
  const { native, values } = enumNamed(name, model)
  return native ? undefined : values.map(textLiteral)
}
