import type { View } from '../../../model/model.js'
import type { OtherObject } from '../../introspection.js'
import { quote } from '../identifiers.js'
import { alteration, commentScript } from './alteration.js'
import type { ObjectRow } from './object-queries.js'
import type { TableRows } from './read-table.js'
import type { RelationRow } from './relation-queries.js'

export const readObject = ({ kind, name, table, create, drop }: ObjectRow): OtherObject => ({
  kind,
  name,
  table: table ?? undefined,
  script: create === null || drop === null ? undefined : { create, drop },
  dependsOn: table === null ? [] : [table],
})

export const readView = ({ name, definition, comment }: RelationRow): View => ({
  name,
  sql: viewText(definition),
  dependsOn: [],
  comment: comment ?? undefined,
})

const viewText = (definition: string | null): string => (definition ?? '').trim().replace(/;$/, '')

/** A materialised view with its indexes; the language knows plain views alone. */
export const readMaterializedView = ({ relation, indexes }: TableRows): OtherObject => ({
  kind: 'materialized view',
  name: relation.name,
  table: undefined,
  script: {
    create: [
      `CREATE MATERIALIZED VIEW ${quote(relation.name)} AS\n${viewText(relation.definition)}`,
      ...indexes.map(({ definition }) => definition),
      ...(relation.comment === null
        ? []
        : (commentScript(`MATERIALIZED VIEW ${quote(relation.name)}`, '', '', relation.comment).script
            ?.create ?? [])),
    ],
    drop: [`DROP MATERIALIZED VIEW ${quote(relation.name)}`],
  },
  dependsOn: [],
})

/** Options of a view, such as security_barrier. */
export const viewTraits = ({ name, options }: RelationRow): readonly OtherObject[] =>
  options === null
    ? []
    : [
        alteration(
          'view options',
          name,
          name,
          `ALTER VIEW ${quote(name)} SET (${options})`,
          `ALTER VIEW ${quote(name)} RESET (${options
            .split(', ')
            .map((option) => option.replace(/=.*/s, ''))
            .join(', ')})`,
        ),
      ]

/** A table that the language cannot say as a whole: partitioned, a partition, or one that inherits. */
export const readRawTable = (rows: TableRows): OtherObject => {
  const { relation } = rows
  const kind = rawKind(relation)
  return {
    kind,
    name: relation.name,
    table: undefined,
    script:
      relation.kind === 'f'
        ? undefined
        : { create: rawStatements(rows), drop: [`DROP TABLE ${quote(relation.name)}`] },
    dependsOn: relation.parents,
  }
}

const rawKind = ({ kind, partition_bound, parents }: RelationRow): string => {
  if (kind === 'f') return 'foreign table'
  if (partition_bound !== null) return 'partition'
  if (kind === 'p') return 'partitioned table'
  return parents.length > 0 ? 'table that inherits' : 'table'
}

const rawStatements = ({ relation, columns, constraints, indexes }: TableRows): readonly string[] => {
  const partitioned = relation.partition_key === null ? '' : ` PARTITION BY ${relation.partition_key}`
  const own = constraints.filter(({ inherited }) => !inherited)
  const keys = own.map(({ name, definition }) => `CONSTRAINT ${quote(name)} ${definition}`)
  const body =
    relation.partition_bound === null
      ? ` (\n  ${[...columns.map(rawColumn), ...keys].join(',\n  ')}\n)${inherits(relation)}${partitioned}`
      : ` PARTITION OF ${relation.parents.map(quote).join(', ')}${keys.length > 0 ? ` (\n  ${keys.join(',\n  ')}\n)` : ''} ${relation.partition_bound}${partitioned}`
  return [
    `CREATE TABLE ${quote(relation.name)}${body}`,
    ...indexes.filter(({ inherited }) => !inherited).map(({ definition }) => definition),
  ]
}

const inherits = ({ parents }: RelationRow): string =>
  parents.length > 0 ? ` INHERITS (${parents.map(quote).join(', ')})` : ''

const rawColumn = (column: TableRows['columns'][number]): string =>
  [
    quote(column.name),
    column.type,
    ...(column.collation === null ? [] : [`COLLATE ${quote(column.collation)}`]),
    ...(column.required ? ['NOT NULL'] : []),
    ...(column.identity === ''
      ? []
      : [`GENERATED ${column.identity === 'a' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`]),
    ...(column.expression === null
      ? []
      : [
          column.generated === ''
            ? `DEFAULT ${column.expression}`
            : `GENERATED ALWAYS AS (${column.expression}) STORED`,
        ]),
  ].join(' ')
