import type { Index, IndexElement } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentOn, commentScript, indexOptions } from './alteration.js'
import { readExpression, withLists } from './read-expression.js'
import type { IndexElementRow, IndexRow, RelationRow } from './relation-queries.js'

export const readIndexes = (
  relation: RelationRow,
  rows: readonly IndexRow[],
): { readonly indexes: readonly Index[]; readonly others: readonly OtherObject[] } => ({
  indexes: rows.filter(isSaid).map(readIndex),
  others: rows.flatMap((row) => [
    ...(isSaid(row) ? saidOptions(relation, row) : [rawIndex(relation.name, row)]),
    ...indexStatistics(relation, row),
    ...(row.comment === null
      ? []
      : [commentScript(`INDEX ${quote(row.name)}`, row.name, relation.name, row.comment)]),
  ]),
})

/** Statements that give an index all that stands outside its definition. */
export const indexStatements = (relation: RelationRow, row: IndexRow): readonly string[] => [
  withLists(row.definition),
  ...indexStatistics(relation, row).flatMap(({ script }) => script?.create ?? []),
  ...(row.comment === null ? [] : [commentOn(`INDEX ${relation.prefix}${quote(row.name)}`, row.comment)]),
]

const isSaid = (row: IndexRow): boolean =>
  row.valid && !isBuiltWithOptions(row) && row.elements.every(isElementSaid)

/** Options that a change of does not reach what is built already. */
const isBuiltWithOptions = ({ method, options }: IndexRow): boolean =>
  options !== null && !['btree', 'hash', 'gist', 'spgist', 'gin'].includes(method)

const saidOptions = (relation: RelationRow, { name, options }: IndexRow): readonly OtherObject[] =>
  options === null ? [] : [indexOptions(relation, name, options)]

const indexStatistics = (
  { name: table, prefix }: RelationRow,
  { name, statistics }: IndexRow,
): readonly OtherObject[] =>
  statistics.map(({ number, target }) => {
    const path = `ALTER INDEX ${prefix}${quote(name)} ALTER COLUMN ${number} SET STATISTICS`
    return alteration(
      'statistics',
      `${name}_statistics_${number}`,
      table,
      `${path} ${target}`,
      `${path} -1`,
      [name],
    )
  })

/** A collation of an expression's own has no word. */
const isElementSaid = ({ column, collation }: IndexElementRow): boolean =>
  column !== null || collation === null

const rawIndex = (table: string, { name, definition, valid }: IndexRow): OtherObject => ({
  kind: valid ? 'index' : 'index that was not built to its end',
  name,
  table,
  script: valid ? { create: [withLists(definition)], drop: [`DROP INDEX ${quote(name)}`] } : undefined,
  dependsOn: [table],
})

const readIndex = (row: IndexRow): Index => ({
  name: row.name,
  unique: row.unique,
  elements: row.elements.map(readElement),
  where: row.predicate === null ? undefined : readExpression(row.predicate),
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
    ? { kind: 'expression', sql: readExpression(row.expression), ...shared }
    : { kind: 'column', column: row.column, collate: row.collation ?? undefined, ...shared }
}

/** Said only where it is not what the direction brings: https://www.postgresql.org/docs/current/indexes-ordering.html */
const nullsOf = ({ descending, nulls_first }: IndexElementRow): 'first' | 'last' | undefined => {
  if (nulls_first === descending) return undefined
  return nulls_first ? 'first' : 'last'
}
