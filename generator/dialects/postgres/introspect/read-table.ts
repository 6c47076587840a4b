import type { Column, Enum, Table } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { columnTraits } from './column-traits.js'
import { type Listed, listedColumns, typeCheckOf } from './listed-columns.js'
import { readConstraints } from './read-constraint.js'
import { readDefault } from './read-default.js'
import { withoutParentheses } from './read-expression.js'
import { readIndexes } from './read-index.js'
import { identityOf, sequenceTraits } from './read-sequence.js'
import { readType } from './read-type.js'
import type { ColumnRow, ConstraintRow, IndexRow, RelationRow } from './relation-queries.js'
import { tableTraits } from './table-traits.js'

/** The rows of one table. */
export type TableRows = {
  readonly relation: RelationRow
  readonly columns: readonly ColumnRow[]
  readonly constraints: readonly ConstraintRow[]
  readonly indexes: readonly IndexRow[]
}

export type ReadTable = {
  readonly table: Table
  /** Of checks that hold a text to a list. */
  readonly enums: readonly Enum[]
  readonly others: readonly OtherObject[]
}

export const readTable = (
  rows: TableRows,
  enums: ReadonlySet<string>,
  tables: ReadonlySet<string>,
  contested: ReadonlySet<ColumnRow>,
): ReadTable => {
  const { relation } = rows
  const lists = listedColumns(rows, enums)
  const counting = countingColumn(rows, contested)
  const columns = rows.columns.map((row) =>
    readColumn(relation.name, row, row === counting, lists.get(row.name), enums),
  )
  const checks = new Set([...lists.values()].map(({ check }) => check))
  const keys = readConstraints(
    relation,
    rows.constraints.filter(({ name }) => !checks.has(name)),
    tables,
  )
  const indexes = readIndexes(relation, rows.indexes)
  return {
    table: {
      name: relation.name,
      columns,
      ...keys.parts,
      indexes: indexes.indexes,
      triggers: [],
      comment: relation.comment ?? undefined,
      historyOf: undefined,
      options: {},
      dialects: undefined,
    },
    enums: [...lists.values()].map(({ list }) => list),
    others: [
      ...rows.columns.flatMap((column) => sequenceTraits(relation, column, column === counting)),
      ...keys.others,
      ...indexes.others,
      ...tableTraits(rows),
      ...rows.columns.flatMap((column) => columnTraits(relation, column)),
    ],
  }
}

/** The language lets one column of a table count: that of the primary key, or the first. */
const countingColumn = (
  { columns, constraints }: TableRows,
  contested: ReadonlySet<ColumnRow>,
): ColumnRow | undefined => {
  const key = constraints.find(({ kind }) => kind === 'p')?.columns ?? []
  const counting = columns.filter((column) => identityOf(column) !== undefined && !contested.has(column))
  return counting.find(({ name }) => key.includes(name)) ?? counting[0]
}

const readColumn = (
  table: string,
  row: ColumnRow,
  counts: boolean,
  listed: Listed | undefined,
  enums: ReadonlySet<string>,
): Column => {
  const identity = counts ? identityOf(row) : undefined
  const type = listed?.type ?? readType(row.type, enums)
  const given = row.generated === '' && identity === undefined && row.expression !== null
  return {
    name: row.name,
    type,
    nullable: !row.required,
    default: given ? readDefault(row.expression ?? '', type) : undefined,
    generated:
      row.generated === '' || row.expression === null
        ? undefined
        : { sql: withoutParentheses(row.expression), stored: row.generated === 's' },
    identity,
    collate: row.collation ?? undefined,
    comment: row.comment ?? undefined,
    typeCheck: typeCheckOf(table, row.name, listed),
  }
}
