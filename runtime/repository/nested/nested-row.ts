import { printValue } from '../../values/print-value.js'
import type { Access } from '../access.js'
import { invalid, isPlainObject, listFrom } from '../refuse.js'
import { type Relation, relationNamed } from '../relations/relation.js'

type Values = { readonly [name: string]: unknown }

/** A row to create: values of its columns, and along relations the rows to create with it. */
export type NestedRow = {
  readonly values: { [property: string]: unknown }
  readonly along: ReadonlyMap<Relation, readonly Values[]>
}

/** Deeper ones are refused, as what points at itself is. */
const deepest = 10

/** Takes a row apart; whether there are such columns is up to what inserts them. */
export function parseRow(access: Access, row: unknown, depth: number): NestedRow {
  const { table } = access
  if (depth > deepest) throw invalid(table, `createWith is nested more than ${deepest} deep.`)
  if (!isPlainObject(row)) throw invalid(table, `createWith takes an object, not ${printValue(row)}.`)
  const values: { [property: string]: unknown } = {}
  const along = new Map<Relation, readonly Values[]>()
  for (const [name, value] of Object.entries(row)) {
    if (table.byProperty.has(name)) values[name] = value
    else {
      const relation = relationNamed(table, name, 'create')
      if (value !== undefined) along.set(relation, rowsAlong(access, relation, value))
    }
  }
  return { values, along }
}

function rowsAlong({ table }: Access, relation: Relation, value: unknown): readonly Values[] {
  const { name, many } = relation
  const rows = many ? listFrom(value) : [value]
  if (rows?.every(isPlainObject)) return rows
  const expected = many ? 'a list of objects' : 'an object'
  throw invalid(table, `"${name}" of createWith is ${expected}, not ${printValue(value)}.`)
}

/** Puts values into columns that stand for a row; they must not be given beside it. */
export function fill(
  access: Access,
  values: { [property: string]: unknown },
  columns: readonly string[],
  from: Values,
  properties: readonly string[],
  relation: string,
): void {
  for (const [index, column] of columns.entries()) {
    if (values[column] !== undefined)
      throw invalid(
        access.table,
        `"${column}" of createWith is given by "${relation}"; leave one of them out.`,
      )
    values[column] = from[properties[index] as string]
  }
}
