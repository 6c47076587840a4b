import type { IdentityKind } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration } from './alteration.js'
import { expectedSequence } from './contested-sequences.js'
import type { ColumnRow, RelationRow } from './relation-queries.js'

/** `serial` is a sequence that belongs to the column, and gives its default. */
export const identityOf = ({ identity, sequence, expression }: ColumnRow): IdentityKind | undefined => {
  if (identity === 'a') return 'always'
  if (identity === 'd') return 'default'
  return sequence !== null && expression?.startsWith('nextval(') === true ? 'serial' : undefined
}

/** `GENERATED ALWAYS AS IDENTITY` with how it counts, and what its sequence is called where that must be said. */
export const identityClause = (
  { identity, sequence_options: options }: ColumnRow,
  sequence?: string | null,
): string => {
  const said = [...(sequence == null ? [] : [`SEQUENCE NAME ${sequence}`]), options ?? ''].join(' ').trim()
  return `GENERATED ${identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY${said === '' ? '' : ` (${said})`}`
}

/** Of a column that counts: its sequence is renamed where it has another name, and told how it counts. */
export const sequenceTraits = (
  relation: RelationRow,
  column: ColumnRow,
  counts: boolean,
): readonly OtherObject[] => {
  if (column.sequence === null) return []
  return counts
    ? countingSequence(relation, column, column.sequence)
    : namedSequence(relation, column, column.sequence)
}

const countingSequence = (
  relation: RelationRow,
  column: ColumnRow,
  sequence: string,
): readonly OtherObject[] => {
  const table = relation.name
  const expected = expectedSequence(relation, column)
  const rename = (from: string, to: string) => `ALTER SEQUENCE ${from} RENAME TO ${to}`
  const isRenamed = sequence !== expected
  const options = column.sequence_options ?? ''
  const path = `ALTER SEQUENCE ${sequence}`
  return [
    ...(isRenamed
      ? [alteration('sequence', sequence, table, rename(expected, sequence), rename(sequence, expected))]
      : []),
    ...(options === ''
      ? []
      : [
          alteration(
            'sequence options',
            `${sequence}_options`,
            table,
            // It starts at its first number once more, because it may stand outside the others.
            `${path} ${options} RESTART`,
            `${path} AS ${column.type} START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1 NO CYCLE`,
            isRenamed ? [sequence] : [],
          ),
        ]),
  ]
}

/** Of a column beside the one that counts, or that would not get this one by itself. */
const namedSequence = (
  relation: RelationRow,
  column: ColumnRow,
  sequence: string,
): readonly OtherObject[] => {
  const table = relation.name
  const path = `ALTER TABLE ${quote(table)} ALTER COLUMN ${quote(column.name)}`
  if (column.identity !== '') {
    return [
      alteration(
        'identity',
        sequence,
        table,
        `${path} ADD ${identityClause(column, sequence === expectedSequence(relation, column) ? null : sequence)}`,
        `${path} DROP IDENTITY`,
      ),
    ]
  }
  const owned = `ALTER SEQUENCE ${sequence} OWNED BY`
  const options = column.sequence_options ?? ''
  return [
    {
      kind: 'sequence',
      name: sequence,
      table: undefined,
      script: {
        create: [`CREATE SEQUENCE ${sequence} ${typed(column, options)}`.trim()],
        drop: [`DROP SEQUENCE ${sequence}`],
      },
      dependsOn: [],
    },
    alteration(
      'owner of a sequence',
      `${sequence}_owner`,
      table,
      `${owned} ${quote(table)}.${quote(column.name)}`,
      `${owned} NONE`,
      [sequence],
    ),
  ]
}

/** Without a type it would count up to the greatest bigint. */
const typed = ({ type }: ColumnRow, options: string): string =>
  options.startsWith('AS ') || type === 'bigint' ? options : `AS ${type} ${options}`
