import type { OtherObject } from '../../introspection.js'
import { chosenName } from '../chosen-names.js'
import { collationName } from '../collation-name.js'
import { quote } from '../identifiers.js'
import { commentOn } from './alteration.js'
import { columnComments, columnTraits } from './column-traits.js'
import { expectedSequence } from './contested-sequences.js'
import { added, constraintTraits } from './read-constraint.js'
import { withLists } from './read-expression.js'
import { indexStatements } from './read-index.js'
import { identityClause } from './read-sequence.js'
import type { TableRows } from './read-table.js'
import type { ColumnRow, ConstraintRow, IndexRow, RelationRow } from './relation-queries.js'
import { partsOfTable } from './table-parts.js'
import { tableTraits } from './table-traits.js'

/**
 * A table that the language cannot say as a whole: partitioned, a partition, one that inherits, or one of another schema. Keys that
 * point at others like it are added once all are there.
 */
export const readRawTable = (
  all: TableRows,
  byName: ReadonlyMap<string, TableRows>,
  said: ReadonlySet<string>,
  contested: ReadonlySet<ColumnRow>,
): readonly OtherObject[] => {
  const { relation } = all
  const { name, path, kind, parents, needs } = relation
  const isLater = (row: ConstraintRow): boolean =>
    row.kind === 'f' && !row.inherited && !said.has(row.target ?? '')
  const partitions = [...byName.values()].filter((each) => each.relation.parents.includes(name))
  const alone = all.indexes.filter((row) => isAlone(row, all, partitions))
  const rows = {
    ...all,
    columns: all.columns.map((column) => (contested.has(column) ? namedIdentity(column) : column)),
    constraints: all.constraints.filter((row) => !isLater(row)),
    indexes: all.indexes.filter((row) => !alone.includes(row)),
  }
  const targets = rows.constraints.flatMap(({ kind: of, inherited, target }) =>
    of === 'f' && !inherited && target !== null ? [target] : [],
  )
  const create = rawStatements(rows, parentsOf(rows, byName))
  return [
    {
      kind: rawKind(relation),
      name,
      table: undefined,
      script: kind === 'f' ? undefined : { create, drop: [`DROP TABLE ${path}`] },
      parts: partsOfTable(create),
      dependsOn: [...parents, ...needs.filter((each) => each !== name), ...targets],
    },
    ...alone.map((row) => ({
      kind: 'index',
      name: row.name,
      table: name,
      script: {
        create: indexStatements(relation, row),
        drop: [`DROP INDEX ${relation.prefix}${quote(row.name)}`],
      },
      dependsOn: [name, ...partitions.map((each) => each.relation.name)],
    })),
    ...all.constraints
      .filter(isLater)
      .flatMap((row) => [added(relation, row), ...constraintTraits(relation, row)]),
  ]
}

/** An index of a partitioned table `ON ONLY` it that no partition has a part of: made before these, it would get one of each. */
const isAlone = (
  { valid, attributes }: IndexRow,
  { relation }: TableRows,
  partitions: readonly TableRows[],
): boolean =>
  !valid &&
  relation.kind === 'p' &&
  partitions.every(({ indexes }) =>
    indexes.every((row) => !row.inherited || row.attributes.join('\n') !== attributes.join('\n')),
  )

const rawKind = ({ kind, partition_bound, parents }: RelationRow): string => {
  if (kind === 'f') return 'foreign table'
  if (partition_bound !== null) return 'partition'
  if (kind === 'p') return 'partitioned table'
  return parents.length > 0 ? 'table that inherits' : 'table'
}

const parentsOf = ({ relation }: TableRows, all: ReadonlyMap<string, TableRows>): readonly TableRows[] =>
  relation.parents.flatMap((name) => all.get(name) ?? [])

const rawStatements = (rows: TableRows, parents: readonly TableRows[]): readonly string[] => {
  const { relation, columns, constraints } = rows
  const { path } = relation
  const isAttached = relation.partition_bound !== null && !isMadeByParent(rows, parents)
  const traits = [
    ...tableTraits(rows),
    ...columns.flatMap((column) => columnTraits(relation, column)),
    ...constraints
      .filter(({ inherited }) => isAttached || !inherited)
      .flatMap((row) => constraintTraits(relation, row)),
  ]
  const counting = columns.filter(isSerial)
  return [
    ...counting.map(({ sequence, type, sequence_options: options }) =>
      `CREATE SEQUENCE ${sequence} ${options?.startsWith('AS ') ? options : `AS ${type} ${options}`}`.trim(),
    ),
    ...(isAttached ? attachedTable(rows) : madeTable(rows, parents)),
    ...counting.map((column) => `ALTER SEQUENCE ${column.sequence} OWNED BY ${path}.${quote(column.name)}`),
    ...columns.flatMap((column) => renamedSequence(relation, column)),
    ...rows.indexes
      .filter(({ inherited }) => isAttached || !inherited)
      .flatMap((row) => indexStatements(relation, row)),
    ...(isAttached ? [attachment(relation)] : []),
    ...traits.flatMap(({ script }) => script?.create ?? []),
    ...(relation.comment === null ? [] : [commentOn(`TABLE ${path}`, relation.comment)]),
    ...columnComments(relation, columns),
  ]
}

const isSerial = ({ sequence, identity }: ColumnRow): boolean => sequence !== null && identity === ''

/** One whose sequence gets its name at once. */
const namedIdentity = (column: ColumnRow): ColumnRow =>
  column.identity === ''
    ? column
    : {
        ...column,
        sequence: null,
        sequence_options: `SEQUENCE NAME ${column.sequence} ${column.sequence_options ?? ''}`.trim(),
      }

const renamedSequence = (relation: RelationRow, column: ColumnRow): readonly string[] => {
  const { sequence, identity } = column
  if (sequence === null || identity === '' || relation.partition_bound !== null) return []
  const expected = expectedSequence(relation, column)
  return sequence === expected
    ? []
    : [`ALTER SEQUENCE ${expected} RENAME TO ${sequence.slice(relation.prefix.length)}`]
}

/** Whether `PARTITION OF` gives its columns their order, and its keys and indexes their names. */
const isMadeByParent = (
  { relation, columns, constraints, indexes }: TableRows,
  parents: readonly TableRows[],
) => {
  const { relname: name } = relation
  const [parent] = parents
  const order = (of: readonly ColumnRow[]) => of.map((column) => column.name).join('\n')
  const label = { p: 'pkey', u: 'key' } as const
  return (
    parent !== undefined &&
    order(parent.columns) === order(columns) &&
    constraints.every((row) => {
      if (!row.inherited || (row.kind !== 'p' && row.kind !== 'u')) return true
      return isChosen(
        row.name,
        chosenName(name, row.kind === 'p' ? '' : row.columns.join('_'), label[row.kind]),
      )
    }) &&
    indexes.every(
      (row) => !row.inherited || isChosen(row.name, chosenName(name, row.attributes.join('_'), 'idx')),
    )
  )
}

/** With the number that tells it from another one. */
const isChosen = (name: string, chosen: string): boolean =>
  name.startsWith(chosen) && /^\d*$/.test(name.slice(chosen.length))

const madeTable = (rows: TableRows, parents: readonly TableRows[]): readonly string[] => {
  const { relation, columns, constraints } = rows
  const isPartition = relation.partition_bound !== null
  const own = constraints.filter(({ inherited }) => !inherited)
  const keys = own.filter(({ valid }) => valid).map(constraintClause)
  const parts = isPartition
    ? columns.flatMap((column) => changedColumn(column, parents))
    : columns.filter(({ local }) => local || parents.length === 0).map((column) => rawColumn(column))
  const body = [...parts, ...keys]
  const list = body.length > 0 || !isPartition ? ` (\n  ${body.join(',\n  ')}\n)` : ''
  const head = isPartition
    ? ` PARTITION OF ${relation.parent_paths.join(', ')}${list} ${relation.partition_bound}`
    : `${list}${parents.length > 0 ? ` INHERITS (${relation.parent_paths.join(', ')})` : ''}`
  return [
    `CREATE TABLE ${relation.path}${head}${partitioning(relation)}`,
    ...(isPartition ? [] : columns.flatMap((column) => changedInherited(relation.path, column, parents))),
    ...own.flatMap((row) => unvalidated(relation, row)),
  ]
}

/** A table that is made takes every check as valid. */
const unvalidated = ({ path }: RelationRow, row: ConstraintRow): readonly string[] =>
  row.valid ? [] : [`ALTER TABLE ${path} ADD ${constraintClause(row)}`]

const partitioning = ({ partition_key: key }: RelationRow): string =>
  key === null ? '' : ` PARTITION BY ${key}`

const attachedTable = ({ relation, columns, constraints }: TableRows): readonly string[] => {
  const own = constraints.filter(({ inherited, kind }) => !inherited || kind !== 'f')
  const keys = own.filter(({ valid }) => valid).map(constraintClause)
  const parts = [...columns.map((column) => rawColumn({ ...column, identity: '' })), ...keys]
  return [
    `CREATE TABLE ${relation.path} (\n  ${parts.join(',\n  ')}\n)${partitioning(relation)}`,
    ...own.flatMap((row) => unvalidated(relation, row)),
  ]
}

const attachment = ({ path, parent_paths: parents, partition_bound: bound }: RelationRow): string =>
  `ALTER TABLE ${parents.join(', ')} ATTACH PARTITION ${path} ${bound}`

const constraintClause = ({ name, definition }: ConstraintRow): string =>
  `CONSTRAINT ${quote(name)} ${withLists(definition)}`

const inParents = ({ name }: ColumnRow, parents: readonly TableRows[]): ColumnRow | undefined =>
  parents.flatMap(({ columns }) => columns).find((column) => column.name === name)

/** What a partition says of a column otherwise than its parent. */
const changedColumn = (column: ColumnRow, parents: readonly TableRows[]): readonly string[] => {
  const parent = inParents(column, parents)
  const words = [
    ...(column.required && parent?.required === false ? ['NOT NULL'] : []),
    ...(column.generated === '' && column.expression !== (parent?.expression ?? null)
      ? [`DEFAULT ${column.expression ?? 'NULL'}`]
      : []),
  ]
  return words.length === 0 ? [] : [`${quote(column.name)} ${words.join(' ')}`]
}

const changedInherited = (
  path: string,
  column: ColumnRow,
  parents: readonly TableRows[],
): readonly string[] => {
  const parent = inParents(column, parents)
  if (parent === undefined || column.local) return []
  const change = `ALTER TABLE ${path} ALTER COLUMN ${quote(column.name)}`
  return [
    ...(column.required && !parent.required ? [`${change} SET NOT NULL`] : []),
    ...(column.generated !== '' || column.expression === parent.expression
      ? []
      : [
          column.expression === null
            ? `${change} DROP DEFAULT`
            : `${change} SET DEFAULT ${column.expression}`,
        ]),
  ]
}

const rawColumn = (column: ColumnRow): string =>
  [
    quote(column.name),
    column.type,
    ...(column.collation === null ? [] : [`COLLATE ${collationName(column.collation)}`]),
    ...(column.required ? ['NOT NULL'] : []),
    ...(column.identity === '' ? [] : [identityClause(column)]),
    ...(column.expression === null
      ? []
      : [
          column.generated === ''
            ? `DEFAULT ${column.expression}`
            : `GENERATED ALWAYS AS (${column.expression}) ${column.generated === 's' ? 'STORED' : 'VIRTUAL'}`,
        ]),
  ].join(' ')
