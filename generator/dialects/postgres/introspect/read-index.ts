import type { Index, IndexElement } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { commentScript } from './alteration.js'
import { withoutParentheses } from './read-expression.js'
import type { IndexElementRow, IndexRow } from './relation-queries.js'

export const readIndexes = (
  table: string,
  rows: readonly IndexRow[],
): { readonly indexes: readonly Index[]; readonly others: readonly OtherObject[] } => ({
  indexes: rows.filter(isSaid).map(readIndex),
  others: rows.flatMap((row) => [
    ...(isSaid(row) || row.inherited ? [] : [rawIndex(table, row)]),
    ...(row.comment === null
      ? []
      : [commentScript(`INDEX ${quote(row.name)}`, row.name, table, row.comment)]),
  ]),
})

const isSaid = ({ valid, options, inherited, elements }: IndexRow): boolean =>
  valid && options === null && !inherited && elements.every(isElementSaid)

/** A collation of an expression's own has no word. */
const isElementSaid = ({ column, collation }: IndexElementRow): boolean =>
  column !== null || collation === null

const rawIndex = (table: string, { name, definition, valid }: IndexRow): OtherObject => ({
  kind: valid ? 'index' : 'index that was not built to its end',
  name,
  table,
  script: valid ? { create: [definition], drop: [`DROP INDEX ${quote(name)}`] } : undefined,
  dependsOn: [table],
})

const readIndex = (row: IndexRow): Index => ({
  name: row.name,
  unique: row.unique,
  elements: row.elements.map(readElement),
  where: row.predicate === null ? undefined : withoutParentheses(row.predicate),
  live: undefined,
  include: row.include,
  using: row.method === 'btree' ? undefined : row.method,
  nullsDistinct: row.nulls_distinct,
  dialects: undefined,
})

const readElement = (row: IndexElementRow): IndexElement => {
  const shared = {
    descending: row.descending,
    nulls: nullsOf(row),
    operatorClass: row.operator_class ?? undefined,
  }
  return row.column === null
    ? { kind: 'expression', sql: withoutParentheses(row.expression), ...shared }
    : { kind: 'column', column: row.column, collate: row.collation ?? undefined, ...shared }
}

/** Said only where it is not what the direction brings: https://www.postgresql.org/docs/current/indexes-ordering.html */
const nullsOf = ({ descending, nulls_first }: IndexElementRow): 'first' | 'last' | undefined => {
  if (nulls_first === descending) return undefined
  return nulls_first ? 'first' : 'last'
}
