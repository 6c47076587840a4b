import { sequenceName } from '../chosen-names.js'
import { quote } from '../identifiers.js'
import type { ObjectRow } from './object-queries.js'
import type { TableRows } from './read-table.js'
import type { ColumnRow, RelationRow } from './relation-queries.js'

/** The name that the database gives to the sequence of a column, as SQL, if nothing else has it. */
export const expectedSequence = ({ prefix, relname }: RelationRow, { name }: ColumnRow): string =>
  `${prefix}${quote(sequenceName(relname, name))}`

/**
 * Columns whose sequence is not called as expected, while something else is called so or expects to be: which of them gets the
 * name is a question of who comes first, so that these are given theirs by name.
 */
export const contestedSequences = (
  tables: readonly TableRows[],
  objects: readonly ObjectRow[],
): ReadonlySet<ColumnRow> => {
  const counting = tables.flatMap(({ relation, columns }) =>
    columns
      .filter(({ sequence }) => sequence !== null)
      .map((column) => ({ column, expected: expectedSequence(relation, column) })),
  )
  const taken = new Set([...tables.flatMap(relationNames), ...objects.flatMap(objectNames)])
  const wanted = counting.map(({ expected }) => expected)
  return new Set(
    counting
      .filter(({ column, expected }) => column.sequence !== expected)
      .filter(({ expected }) => taken.has(expected) || isTwice(expected, wanted))
      .map(({ column }) => column),
  )
}

const isTwice = (name: string, names: readonly string[]): boolean =>
  names.indexOf(name) !== names.lastIndexOf(name)

const relationNames = ({ relation, columns, constraints, indexes }: TableRows): readonly string[] => [
  relation.path,
  ...columns.flatMap(({ sequence }) => sequence ?? []),
  ...[...constraints, ...indexes].map(({ name }) => `${relation.prefix}${quote(name)}`),
]

/** Of those that share their names with tables. */
const objectNames = ({ kind, drop }: ObjectRow): readonly string[] =>
  ['sequence', 'composite type'].includes(kind) && drop !== null ? [drop.replace(/^DROP \w+ /, '')] : []
